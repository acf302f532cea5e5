"""What do the commands on one meeting share? Locking, writing, and the rules about time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind, MeetingState
from gremienwerk.domain.meetings.models import Meeting, RecurrenceException
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second

Decision = tuple[ExceptionKind, date | None, str]  # kind, the day it was moved to, the reason


class EndsTooEarly(Refusal):
    """A meeting ends after it starts."""


class BodyRests(Refusal):
    """A suspended or ended body gets no meeting to come."""


class IsCalledOff(Refusal):
    """What was called off stays so."""


class IsOver(Refusal):
    """What took place cannot be changed."""


class IsDraft(Refusal):
    """Of a draft nobody knows; it is to be scheduled first."""


def day_of(starts: date | datetime) -> date:
    """Return the day on which something starts, in the town's time zone."""
    return timezone.localtime(starts).date() if isinstance(starts, datetime) else starts


def moment_of(starts: date | datetime) -> datetime | None:
    """Return the moment at which something starts, where more than the day is known."""
    return starts if isinstance(starts, datetime) else None


def locked(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, locked until the transaction ends."""
    return Meeting.objects.alive().select_for_update().get(pk=meeting.pk)


def write(meeting: Meeting, fields: Sequence[str], *, now: datetime) -> None:
    """Write changed fields; what calendars already know gets a higher SEQUENCE (RFC 5545)."""
    changed = [*fields, *count_up(meeting), "modified_at"]
    meeting.modified_at = whole_second(now)
    meeting.save(update_fields=changed)


def count_up(meeting: Meeting) -> tuple[str, ...]:
    """Raise the SEQUENCE of what calendars already know (RFC 5545); return the field."""
    if meeting.state == MeetingState.DRAFT:
        return ()
    meeting.sequence += 1
    return ("sequence",)


def remember(meeting: Meeting, decision: Decision, *, by: User, now: datetime) -> tuple[str, ...]:
    """Keep what a person decided about a date of a series, so that no rule overrides it.

    Return the hashes of what was recorded.
    """
    if meeting.recurrence is None or meeting.rule_date is None:
        return ()
    organization = meeting.recurrence.organization
    _exception, hashes = keep_decision(organization, meeting.rule_date, decision, by=by, now=now)
    return hashes


def keep_decision(
    organization: Organization, day: date, decision: Decision, *, by: User, now: datetime
) -> tuple[RecurrenceException, tuple[str, ...]]:
    """Keep the decision about the date that a rule gave as `day`, instead of one before."""
    kind, moved_to, reason = decision
    held = RecurrenceException.objects.filter(organization=organization, date=day).first()
    kept = held or RecurrenceException(organization=organization, date=day)
    kept.kind, kept.moved_to = kind, moved_to
    kept.reason, kept.decided_on = reason[:300], day_of(now)
    if held is not None:
        names = ("kind", "moved_to", "reason", "decided_on")
        hashes = record_changes(kept, names, by=by, now=now)
        kept.save()
        return kept, hashes
    kept.save()
    return kept, record_added(kept, by=by, now=now)


def refuse_wrong_end(starts: date | datetime, ends: datetime | None) -> None:
    """Raise `EndsTooEarly` unless a meeting ends after it starts."""
    if ends is None:
        return
    if not isinstance(starts, datetime):
        raise EndsTooEarly(_("Who gives an end has to give the time of the start too."))
    if ends <= starts:
        raise EndsTooEarly(_("The end has to lie after the start."))


def refuse_resting(organizations: Iterable[Organization], day: date, *, now: datetime) -> None:
    """Raise `BodyRests` if a body is suspended or ended on a day to come.

    Rule: while suspended, no dates are generated or suggested (source: network.md N2.2);
    what took place before may still be entered.
    """
    if day < day_of(now):
        return
    resting = (Status.SUSPENDED, Status.ENDED)
    found = StatusPeriod.objects.on(day).filter(
        organization__in=list(organizations), status__in=resting
    )
    period = found.select_related("organization").order_by("pk").first()
    if period is None:
        return
    name = period.organization.name
    if period.status == Status.ENDED:
        sentence = _("“%(name)s” has ended. Choose another body.")
    else:
        sentence = _("“%(name)s” is suspended on that day. Resume it first.")
    raise BodyRests(sentence % {"name": name})


def refuse_unless_open(meeting: Meeting) -> None:
    """Raise `IsCalledOff` or `IsOver` unless the meeting can still be changed."""
    if meeting.cancelled:
        raise IsCalledOff(_("This meeting was called off. Plan a new one."))
    if meeting.state == MeetingState.HELD:
        raise IsOver(_("This meeting has taken place. Its date cannot be changed any more."))


def refuse_draft(meeting: Meeting) -> None:
    """Raise `IsDraft` if nobody outside knows of the meeting yet."""
    if meeting.state == MeetingState.DRAFT:
        raise IsDraft(_("This meeting is a draft. Schedule it first."))
