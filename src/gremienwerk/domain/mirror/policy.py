"""Who may do what with mirrored sources? Read the table."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of mirrors."""

    ADD = allow("mirror.add", is_system)
    SHOW = allow("mirror.show", is_system)
    SYNC = allow("mirror.sync", is_system)
