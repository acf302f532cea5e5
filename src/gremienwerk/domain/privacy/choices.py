"""Which data are special, and which go when?"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialCategory(models.TextChoices):
    """What Art. 9 DSGVO protects more than the rest; always voluntary, never published."""

    MIGRATION_HISTORY = "migration_history", _("migration history")
    RELIGION = "religion", _("religion or belief")
    DISABILITY = "disability", _("disability")
    HEALTH = "health", _("health")
    ACCESS_NEEDS = "access_needs", _("what somebody needs to take part")


class RetentionKind(models.TextChoices):
    """Kinds of data that have a day on which they go."""

    EVENT_LOG = "event_log", _("the log, with former values")
    LETTERS = "letters", _("letters that were sent or given up")
    PEOPLE = "people", _("people without mandate and consent")
    SPECIAL_CATEGORIES = "special_categories", _("special categories, after the last mandate")
    LEFT_LISTS = "left_lists", _("addresses that left a mailing list")
    INVITATIONS = "invitations", _("invitations that were answered or ran out")


# Days, and the law behind them; a dated `RetentionRule` overrules them.
# Rule: defaults, to be decided by each office (source: L10.3, L10.5, L10.7, L10.15).
DEFAULT_DAYS: Final[dict[RetentionKind, tuple[int, str]]] = {
    RetentionKind.EVENT_LOG: (730, "Art. 5 (1) (e), Art. 32 DSGVO"),
    RetentionKind.LETTERS: (730, "Art. 5 (1) (e) DSGVO"),
    RetentionKind.SPECIAL_CATEGORIES: (90, "Art. 9, Art. 17 (1) (b) DSGVO"),
    RetentionKind.LEFT_LISTS: (365, "Art. 7 (1), Art. 17 (1) (b) DSGVO"),
    RetentionKind.INVITATIONS: (365, "Art. 5 (1) (e) DSGVO"),
    RetentionKind.PEOPLE: (1095, "Art. 5 (1) (e), Art. 17 (1) (a) DSGVO"),
}
