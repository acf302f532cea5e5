"""Who may do what with files and images? Read the table."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of files."""

    STORE = allow("files.store_file", is_system)
    PUBLISH = allow("files.publish_file", is_system)
    WITHDRAW = allow("files.withdraw_file", is_system)
    ADD_IMAGE = allow("files.add_image", is_system)
