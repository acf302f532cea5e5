"""Who may do what with files and images? Read the table.

Nouns above widen it for the files of their papers and meetings.
"""

from gremienwerk.domain.accounts.policy import (
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of files."""

    VIEW = allow("files.view", is_there & (is_public | reads_everything))
    STORE = allow("files.store_file", is_system | office)  # on a Body; nobody else sees it yet
    PUBLISH = allow("files.publish_file", is_system | office)
    WITHDRAW = allow("files.withdraw_file", is_system | office)
    ADD_IMAGE = allow("files.add_image", is_system | office)
    EDIT_IMAGE = allow("files.edit_image", is_system | office)
