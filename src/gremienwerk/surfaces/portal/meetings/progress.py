"""How far is a meeting, as everyone may know?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gremienwerk.design.parts import Step
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.dossier import Dossier
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts

ORDER = (MeetingState.SCHEDULED, MeetingState.INVITED, MeetingState.HELD)
PUBLISHED = len(ORDER)


@dataclass(frozen=True)
class Progress:
    """The steps, and what is to be said of minutes; `is_over`: the day has passed."""

    steps: Sequence[Step]
    is_over: bool
    is_held: bool
    record_name: str
    will_publish: bool


def progress_of(
    meeting: Meeting, hosts: Hosts, book: HostBook, dossier: Dossier, *, today: date
) -> Progress:
    """Return the steps of a meeting; none where others run it and nobody tells us."""
    lead = hosts.bodies[0] if hosts.bodies else None
    day = meeting.starts_on
    publication = book.ability(lead, "publication", day) if lead else ""
    record = book.ability(lead, "record", day) if lead else ""
    is_held = meeting.state == MeetingState.HELD
    is_over = is_held or day < today
    will_publish = publication not in {"none", ""} or not meeting.body.is_own
    stage = PUBLISHED if dossier.records else ORDER.index(MeetingState(meeting.state))
    told = not (hosts.is_external and meeting.body.is_own) and not (is_over and not is_held)
    has_steps = told and not meeting.cancelled and meeting.is_confirmed
    return Progress(
        steps=_steps(stage, with_minutes=will_publish) if has_steps else (),
        is_over=is_over,
        is_held=is_held,
        record_name=_record_name(record),
        will_publish=will_publish,
    )


def _steps(stage: int, *, with_minutes: bool) -> list[Step]:
    labels = [
        pgettext("step of a meeting", "planned"),
        pgettext("step of a meeting", "invitation sent"),
        pgettext("step of a meeting", "has taken place")
        if stage >= ORDER.index(MeetingState.HELD)
        else pgettext("step of a meeting", "takes place"),
    ]
    if with_minutes:
        labels.append(pgettext("step of a meeting", "minutes published"))
    return [Step(label, _state(index, stage)) for index, label in enumerate(labels)]


def _state(index: int, stage: int) -> str:
    if index == stage:
        return "now"
    return "done" if index < stage else "later"


def _record_name(record: str) -> str:
    """Return what a body calls its record (decision 20: the step says minutes everywhere)."""
    names = {
        "niederschrift": _("Minutes"),
        "ergebnisvermerk": _("Record of results"),
        "dokumentation": _("Documentation"),
    }
    return names.get(record, pgettext("record of a meeting", "Minutes"))
