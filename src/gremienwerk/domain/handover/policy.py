"""Who may hand over what a colleague leaves behind? Read the table."""

from gremienwerk.domain.accounts.policy import administers, is_oneself, office
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of handovers, on the account of whoever leaves."""

    VIEW = allow("handover.view", administers | (office & is_oneself))
    HAND_OVER = allow("handover.hand_over", administers)
