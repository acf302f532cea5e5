"""Which meetings are there, what is on their agenda, and in which rhythm do they come?"""

from gremienwerk.domain.meetings.models import sight
from gremienwerk.domain.meetings.models.agenda import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
    ConsultationOrganization,
)
from gremienwerk.domain.meetings.models.meeting import (
    Meeting,
    MeetingFile,
    MeetingNote,
    MeetingOrganization,
    MeetingParticipant,
)
from gremienwerk.domain.meetings.models.rhythm import Recurrence, RecurrenceException

__all__ = [
    "AgendaItem",
    "AgendaItemFile",
    "Consultation",
    "ConsultationOrganization",
    "Meeting",
    "MeetingFile",
    "MeetingNote",
    "MeetingOrganization",
    "MeetingParticipant",
    "Recurrence",
    "RecurrenceException",
    "sight",
]
