"""Extend a body's series: keep one meeting per day that its rhythm gives."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind, MeetingState
from gremienwerk.domain.meetings.commands._meeting import day_of, write
from gremienwerk.domain.meetings.models import (
    Meeting,
    MeetingOrganization,
    Recurrence,
    RecurrenceException,
)
from gremienwerk.domain.meetings.models.meeting import LEAD
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries.series import active_days, dates_of, led_by
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE

HORIZON_MONTHS = 24


@dataclass(frozen=True, slots=True)
class SeriesExtended(Event):
    """Dates of a rhythm came into the calendar, changed, or fell away."""

    kind = "meetings.series_extended"
    organization_id: int
    added: int
    changed: int
    dropped: int


def horizon(today: date) -> date:
    """Return the last day for which dates of a rhythm are planned."""
    return today + relativedelta(months=HORIZON_MONTHS)


@transaction.atomic
def extend_series(
    organization: Organization, *, until: date, by: User, now: datetime
) -> SeriesExtended | None:
    """Plan the body's dates from today until `until`, unconfirmed; return what changed.

    Twice is as good as once. Rule: what a person decided about a date stands, whatever the
    rule says now; a date that the rule no longer gives is called off, never deleted; a body
    that pauses or has ended gets no dates (source: network.md N8.2, N8.6, N2.2). Raises
    `NotAllowed`.
    """
    require(by, Can.EXTEND_SERIES, organization)
    today = day_of(now)
    fields = _planned(organization, today, until)
    decided = {one.date: one for one in organization.recurrence_exceptions.all()}
    known = _known(organization, today, until)
    untouched = [day for day, meeting in known.items() if _is_open(meeting, decided)]
    taken = {*known, *_days_taken(organization, today, until)}
    added = [day for day in active_days(organization, list(fields)) if day not in taken]
    new = [
        _add(organization, {**fields[day], **_decided(decided.get(day))}, now=now) for day in added
    ]
    hashes = record_added(*new, by=by, now=now)
    changed, dropped = 0, 0
    for day in untouched:
        if day in fields:
            done = _change(known[day], fields[day], by=by, now=now)
            changed += bool(done)
        else:
            done = _drop(known[day], by=by, now=now)
            dropped += bool(done)
        hashes += done
    if not hashes:
        return None
    event = SeriesExtended(organization.pk, len(new), changed, dropped, changes=hashes)
    publish(event, by=by, at=now)
    return event


def _planned(organization: Organization, today: date, until: date) -> dict[date, dict[str, Any]]:
    """Return what the rhythm of today gives: the fields of a meeting, by day."""
    rhythm = Recurrence.objects.on(today).filter(organization=organization).first()
    if rhythm is None:
        return {}
    return {day: _fields(organization, rhythm, day) for day in dates_of(rhythm, today, until)}


def _known(organization: Organization, today: date, until: date) -> dict[date, Meeting]:
    """Return the meetings of any rhythm of the body, by the day that the rhythm gave."""
    found = Meeting.objects.select_for_update().filter(
        recurrence__in=organization.recurrences.all(), rule_date__range=(today, until)
    )
    return {meeting.rule_date: meeting for meeting in found if meeting.rule_date}


def _days_taken(organization: Organization, today: date, until: date) -> QuerySet[Meeting, date]:
    """Return the days on which the body meets anyway: a second meeting would be one too many."""
    meets = led_by(organization).alive().filter(cancelled=False)
    return meets.filter(starts_on__range=(today, until)).values_list("starts_on", flat=True)


def _is_open(meeting: Meeting, decided: dict[date, RecurrenceException]) -> bool:
    """Test whether nobody has decided anything about a date yet."""
    return (
        meeting.rule_date not in decided
        and meeting.state == MeetingState.SCHEDULED
        and not meeting.is_confirmed
        and not meeting.is_deleted
    )


def _fields(organization: Organization, rhythm: Recurrence, day: date) -> dict[str, Any]:
    """Return what the rhythm says about one of its dates; no time of day is invented."""
    starts = ends = None
    if rhythm.time is not None:
        starts = timezone.make_aware(datetime.combine(day, rhythm.time))
        ends = starts + timedelta(minutes=rhythm.duration_minutes or 0)
    return {
        "recurrence_id": rhythm.pk,
        "starts_on": day,
        "starts_at": starts,
        "ends_at": ends if rhythm.duration_minutes else None,
        "location_id": organization.location_id,
        "cancelled": False,
        "cancel_reason": "",
        "rule_date": day,
    }


def _decided(decision: RecurrenceException | None) -> dict[str, Any]:
    """Return what a person decided about a date before it came into the calendar."""
    if decision is None:
        return {"is_confirmed": False}
    if decision.kind == ExceptionKind.REMOVED:
        return {
            "is_confirmed": False,
            "cancelled": True,
            "cancel_reason": decision.reason or reason_of_source(),
        }
    known = {"is_confirmed": True, "confirmed_on": decision.decided_on}
    if decision.moved_to is None:
        return known
    moved = {"starts_on": decision.moved_to, "moved_from": decision.date}
    return {**known, **moved, "starts_at": None, "ends_at": None}


def reason_of_source() -> str:
    """Return why a date falls away, in the language in which texts are stored."""
    with translation.override(SOURCE_LANGUAGE):
        return _("The organiser has taken the date out.")


def _add(organization: Organization, fields: dict[str, Any], *, now: datetime) -> Meeting:
    meeting = Meeting.objects.create(
        body=organization.body,
        state=MeetingState.SCHEDULED,
        created_at=whole_second(now),
        modified_at=whole_second(now),
        **fields,
    )
    MeetingOrganization.objects.create(meeting=meeting, organization=organization, position=LEAD)
    return meeting


def _change(
    meeting: Meeting, fields: dict[str, Any], *, by: User, now: datetime
) -> tuple[str, ...]:
    """Bring an undecided date in line with the rhythm; return the hashes of what changed."""
    different = [name for name, value in fields.items() if getattr(meeting, name) != value]
    for name in different:
        setattr(meeting, name, fields[name])
    names = [name.removesuffix("_id") for name in different]
    hashes = record_changes(meeting, names, by=by, now=now) if names else ()
    if different:
        write(meeting, different, now=now)
    return hashes


def _drop(meeting: Meeting, *, by: User, now: datetime) -> tuple[str, ...]:
    """Call off a date that the rhythm no longer gives; return the hashes if it stood till now."""
    if meeting.cancelled:
        return ()
    meeting.cancelled = True
    with translation.override(SOURCE_LANGUAGE):
        meeting.cancel_reason = _("The body meets in another rhythm.")
    hashes = record_changes(meeting, ["cancelled", "cancel_reason"], by=by, now=now)
    write(meeting, ["cancelled", "cancel_reason"], now=now)
    return hashes
