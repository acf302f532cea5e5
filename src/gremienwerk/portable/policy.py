"""Who may move a body out and in? Read the table.

An archive holds internal data of many people; it is made and read on the machine only.
"""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of archives, on the body, or on the account that brings one in."""

    EXPORT = allow("portable.export", is_system)
    IMPORT = allow("portable.import", is_system)
