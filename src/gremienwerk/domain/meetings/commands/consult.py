"""Enter a station of a paper's way through the bodies (Beratungsfolge)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ConsultationRole
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    Consultation,
    ConsultationOrganization,
    Meeting,
)
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ConsultationEntered(Event):
    """A body deals with a paper."""

    kind = "meetings.consultation_entered"
    paper_id: int
    consultation_id: int


@dataclass(frozen=True, slots=True)
class Station:
    """Which bodies (the leading one first) deal with a paper, how, and where it is known."""

    organizations: Sequence[Organization]
    role: ConsultationRole | str = ""
    meeting: Meeting | None = None
    agenda_item: AgendaItem | None = None
    is_lead: bool = False


class NobodyConsults(Refusal):
    """A station is one of at least one body."""


class OtherMeeting(Refusal):
    """An item belongs to the agenda of the meeting that is named."""


@transaction.atomic
def consult(paper: Paper, *, station: Station, by: User, now: datetime) -> Consultation:
    """Enter the next station of the paper; the item, if known, names the meeting.

    Raises `NotAllowed`, `NobodyConsults`, `OtherMeeting`.
    """
    require(by, Can.CONSULT, paper)
    if not station.organizations:
        raise NobodyConsults(_("Name the body that deals with the paper."))
    item = station.agenda_item
    meeting = station.meeting or (item.meeting if item else None)
    if item is not None and item.meeting != meeting:
        raise OtherMeeting(_("This item stands on the agenda of another meeting."))
    consultation = Consultation.objects.create(
        paper=paper,
        agenda_item=item,
        meeting=meeting,
        is_lead=station.is_lead,
        role=station.role,
        position=paper.consultations.count(),
        created_at=whole_second(now),
        modified_at=whole_second(now),
    )
    ConsultationOrganization.objects.bulk_create(
        ConsultationOrganization(
            consultation=consultation, organization=organization, position=position
        )
        for position, organization in enumerate(station.organizations)
    )
    event = ConsultationEntered(paper_id=paper.pk, consultation_id=consultation.pk)
    publish(event, by=by, at=now)
    return consultation
