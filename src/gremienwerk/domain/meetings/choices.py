"""Which words do meetings, agendas and rhythms need?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    """How far a meeting is; that it is cancelled stands beside its state (as in OParl)."""

    DRAFT = "draft", pgettext_lazy("meeting", "draft")
    SCHEDULED = "scheduled", _("scheduled")
    INVITED = "invited", _("invitation sent")
    HELD = "held", _("took place")


class MeetingFileRole(models.TextChoices):
    """What a file is to a meeting (OParl 1.1, 3.10)."""

    INVITATION = "invitation", _("invitation")
    RESULTS_PROTOCOL = "results_protocol", _("minutes")
    VERBATIM_PROTOCOL = "verbatim_protocol", _("verbatim minutes")
    DOCUMENTATION = "documentation", _("documentation")
    PHOTO_RECORD = "photo_record", _("photo record")
    AUXILIARY = "auxiliary", _("attachment")


class AgendaFileRole(models.TextChoices):
    """What a file is to an agenda item (OParl 1.1, 3.11)."""

    RESOLUTION = "resolution", _("resolution")
    AUXILIARY = "auxiliary", _("attachment")


class AgendaResult(models.TextChoices):
    """How an item ended (OParl `result` of our own meetings)."""

    ADOPTED = "adopted", _("adopted")
    AMENDED = "amended", _("adopted with changes")
    REJECTED = "rejected", _("rejected")
    POSTPONED = "postponed", _("postponed")
    REFERRED = "referred", _("referred")
    NOTED = "noted", _("noted")
    SETTLED = "settled", _("settled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ELECTED = "elected", _("elected")


class ConsultationRole(models.TextChoices):
    """What a body does with a paper (OParl 1.1, 3.13)."""

    PRELIMINARY = "preliminary", _("preliminary discussion")
    DECISION = "decision", _("decision")
    RECOMMENDATION = "recommendation", _("recommendation")
    INFORMATION = "information", _("for information")
    HEARING = "hearing", _("hearing")


class RhythmKind(models.TextChoices):
    """How a body's dates come about."""

    RULE = "rule", _("by an exact rule")
    INTERVAL = "interval", _("at an interval")
    NONE = "none", _("without a fixed interval")


class HolidayPolicy(models.TextChoices):
    """What happens to a rule date on a public holiday."""

    SHOW = "show", _("keep the date and show the holiday")
    SKIP = "skip", _("leave the date out")


class ExceptionKind(models.TextChoices):
    """What a person decided about one date of a rule."""

    MOVED = "moved", _("moved")
    REMOVED = "removed", _("does not take place")
    CONFIRMED = "confirmed", _("confirmed")
