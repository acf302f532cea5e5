"""Decide about one date of a rhythm: confirm it, move it, or take it out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind, MeetingState
from gremienwerk.domain.meetings.commands._meeting import (
    day_of,
    keep_decision,
    refuse_resting,
    write,
)
from gremienwerk.domain.meetings.commands.extend_series import reason_of_source
from gremienwerk.domain.meetings.models import Meeting, Recurrence, RecurrenceException
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries.series import dates_of
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class DateDecided(Event):
    """A person decided about one date of a rhythm (ISO day, kind of exception)."""

    kind = "meetings.date_decided"
    organization_id: int
    date: str
    decision: str


@dataclass(frozen=True, slots=True)
class DateDecision:
    """What happens to the day that the rhythm gave; `moved_to` is a day or a moment."""

    day: date
    kind: ExceptionKind
    moved_to: date | datetime | None = None
    reason: str = ""


class NotOfTheSeries(Refusal):
    """Only a day that the rhythm gives can be decided about."""


class DateIsOver(Refusal):
    """What is over is not decided about any more."""


class DecisionIncomplete(Refusal):
    """Who moves a date says where to, and only then."""


@transaction.atomic
def decide_date(
    organization: Organization, *, decision: DateDecision, by: User, now: datetime
) -> RecurrenceException:
    """Decide about a date, or decide otherwise than before; no rule overrides it (N8.2).

    The day need not be in the calendar yet. Raises `NotAllowed`, `DateIsOver`,
    `DecisionIncomplete`, `NotOfTheSeries`, `BodyRests`.
    """
    require(by, Can.DECIDE_DATE, organization)
    meeting = (
        Meeting.objects.alive()
        .select_for_update()
        .filter(recurrence__in=organization.recurrences.all(), rule_date=decision.day)
        .first()
    )
    _check(organization, meeting, decision, today=day_of(now))
    moved_on = day_of(decision.moved_to) if decision.moved_to else None
    if moved_on:
        refuse_resting([organization], moved_on, now=now)
    decided = (decision.kind, moved_on, decision.reason.strip())
    exception, changes = keep_decision(organization, decision.day, decided, by=by, now=now)
    if meeting is not None:
        changes += _apply(meeting, decision, by=by, now=now)
    kind = str(decision.kind.value)
    event = DateDecided(organization.pk, decision.day.isoformat(), kind, changes=changes)
    publish(event, by=by, at=now)
    return exception


def _check(
    organization: Organization, meeting: Meeting | None, decision: DateDecision, *, today: date
) -> None:
    is_over = meeting is not None and meeting.state == MeetingState.HELD
    if decision.day < today or is_over:
        raise DateIsOver(_("This day is over. Choose one that is still to come."))
    if (decision.kind == ExceptionKind.MOVED) != (decision.moved_to is not None):
        raise DecisionIncomplete(_("Give the new day if the date is moved, and only then."))
    if decision.moved_to and day_of(decision.moved_to) == decision.day:
        raise DecisionIncomplete(_("The new day has to be another one."))
    if meeting is not None:
        return
    rhythm = Recurrence.objects.on(today).filter(organization=organization).first()
    if rhythm is None or not dates_of(rhythm, decision.day, decision.day):
        raise NotOfTheSeries(_("The rhythm of this body gives no date on that day."))


def _apply(meeting: Meeting, decision: DateDecision, *, by: User, now: datetime) -> tuple[str, ...]:
    """Bring the meeting in line with the decision, whatever was decided before."""
    is_removed = decision.kind == ExceptionKind.REMOVED
    meeting.cancelled = is_removed
    meeting.cancel_reason = (decision.reason.strip() or reason_of_source()) if is_removed else ""
    meeting.is_confirmed = not is_removed
    meeting.confirmed_on = None if is_removed else day_of(now)
    fields = ["cancelled", "cancel_reason", "is_confirmed", "confirmed_on"]
    goal = decision.moved_to or decision.day
    if day_of(goal) != meeting.starts_on or isinstance(goal, datetime):
        meeting.starts_on = day_of(goal)
        meeting.starts_at = goal if isinstance(goal, datetime) else None
        meeting.ends_at = None
        meeting.moved_from = decision.day if decision.moved_to else None
        fields += ["starts_on", "starts_at", "ends_at", "moved_from"]
    changes = record_changes(meeting, fields, by=by, now=now)
    write(meeting, fields, now=now)
    return changes
