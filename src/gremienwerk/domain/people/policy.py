"""Who may do what with people and their consents? Read the table."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of people."""

    ADD = allow("people.add_person", is_system)
    GIVE_CONSENT = allow("people.give_consent", is_system)
    WITHDRAW_CONSENT = allow("people.withdraw_consent", is_system)
