"""Who may do what with papers? Read the table; until roles exist, only the system acts."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of papers."""

    ENTER = allow("papers.enter", is_system)  # on a Body
    EDIT = allow("papers.edit", is_system)
    PUBLISH = allow("papers.publish", is_system)
    WITHDRAW = allow("papers.withdraw", is_system)
