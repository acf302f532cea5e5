"""Who may do what with the installation, its Körperschaft and its places? Read the table."""

from gremienwerk.domain.accounts.policy import (
    administrator,
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of bodies."""

    VIEW = allow("bodies.view", is_there & (is_public | reads_everything))
    VIEW_TERM = allow("bodies.view_legislative_term", is_there & (is_public | reads_everything))
    VIEW_LOCATION = allow("bodies.view_location", is_there & (is_public | reads_everything))
    SET_UP = allow("bodies.set_up_installation", is_system | administrator)
    EDIT_TEXT = allow("bodies.edit_installation_text", is_system | office)
    ADD_TERM = allow("bodies.add_legislative_term", is_system | office)
    ADD_LOCATION = allow("bodies.add_location", is_system | office)
