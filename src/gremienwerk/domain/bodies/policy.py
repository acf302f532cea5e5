"""Who may do what with the installation, its Körperschaft and its places? Read the table."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of bodies."""

    SET_UP = allow("bodies.set_up_installation", is_system)
    EDIT_TEXT = allow("bodies.edit_installation_text", is_system)
    ADD_TERM = allow("bodies.add_legislative_term", is_system)
    ADD_LOCATION = allow("bodies.add_location", is_system)
