"""Set the rhythm in which a body meets; the dates that follow are planned at once."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import HolidayPolicy, RhythmKind
from gremienwerk.domain.meetings.commands._meeting import day_of
from gremienwerk.domain.meetings.commands.extend_series import extend_series, horizon
from gremienwerk.domain.meetings.models import Recurrence
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries.series import rule_dates
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes

Clock = time  # a field below bears the name
SUNDAY = 6
LONGEST_INTERVAL = 366
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WITHIN = timedelta(days=2 * 366)
ALLOWED_PARTS = {
    *("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY"),
    *("WKST", "COUNT", "UNTIL"),
}


@dataclass(frozen=True, slots=True)
class RhythmSet(Event):
    """A body meets in another rhythm from now on."""

    kind = "meetings.rhythm_set"
    organization_id: int
    recurrence_id: int


@dataclass(frozen=True, slots=True)
class RhythmDraft:
    """A rhythm: a rule (RRULE value without DTSTART), an interval in months, or words.

    `starts_on` empty for the first rhythm of a body: it always was so. A later one holds
    from today.
    """

    kind: RhythmKind
    rule: str = ""
    first_on: date | None = None
    interval_months: int | None = None
    is_approximate: bool = False
    words: str = ""
    weekday: int | None = None
    time: Clock | None = None
    duration_minutes: int | None = None
    holidays: HolidayPolicy = HolidayPolicy.SHOW


class RhythmIncomplete(Refusal):
    """A rhythm says how its dates come about, in one way."""


class RuleUnreadable(Refusal):
    """A rule is one of RFC 5545, gives days, and gives one soon."""


@transaction.atomic
def set_rhythm(
    organization: Organization, *, rhythm: RhythmDraft, by: User, now: datetime
) -> Recurrence:
    """Set the rhythm from today on; the same rhythm again changes nothing.

    Dates to come that nobody decided about are planned anew (see `extend_series`). Raises
    `NotAllowed`, `RhythmIncomplete`, `RuleUnreadable`.
    """
    require(by, Can.SET_RHYTHM, organization)
    today = day_of(now)
    values = _checked(rhythm, today)
    current = (
        Recurrence.objects.select_for_update()
        .filter(organization=organization, ends_on=None)
        .first()
    )
    if current is not None and all(getattr(current, key) == values[key] for key in values):
        return current
    changes: tuple[str, ...] = ()
    if current is None:
        made = Recurrence.objects.create(organization=organization, **values)
        changes = record_added(made, by=by, now=now)
    elif current.starts_on is not None and current.starts_on >= today:
        made = current  # set today: never in force
        for name, value in values.items():
            setattr(made, name, value)
        changes = record_changes(made, values, by=by, now=now)
        made.save(update_fields=list(values))
    else:
        current.ends_on = today
        changes = record_changes(current, ["ends_on"], by=by, now=now)
        current.save(update_fields=["ends_on"])
        made = Recurrence.objects.create(organization=organization, starts_on=today, **values)
        changes += record_added(made, by=by, now=now)
    event = RhythmSet(organization_id=organization.pk, recurrence_id=made.pk, changes=changes)
    publish(event, by=by, at=now)
    extend_series(organization, until=horizon(today), by=by, now=now)
    return made


def _checked(rhythm: RhythmDraft, today: date) -> dict[str, Any]:
    if rhythm.weekday is not None and not 0 <= rhythm.weekday <= SUNDAY:
        raise RhythmIncomplete(_("The weekday is a number from 0 (Monday) to 6 (Sunday)."))
    if rhythm.duration_minutes is not None and rhythm.time is None:
        raise RhythmIncomplete(_("Give a time of day, or leave the duration out."))
    if rhythm.kind == RhythmKind.RULE:
        _check_rule(rhythm, today)
    elif rhythm.rule:
        raise RhythmIncomplete(_("Leave the rule out, or choose the kind “rule”."))
    elif rhythm.kind == RhythmKind.INTERVAL and not rhythm.interval_months:
        raise RhythmIncomplete(_("Say after how many months the body meets again."))
    elif rhythm.kind == RhythmKind.NONE and rhythm.interval_months:
        raise RhythmIncomplete(_("Leave the interval out, or choose the kind “interval”."))
    return {
        "kind": rhythm.kind.value,
        "rule": tidy_rule(rhythm.rule),
        "first_on": rhythm.first_on,
        "interval_months": rhythm.interval_months,
        "is_approximate": rhythm.is_approximate,
        "words": rhythm.words.strip(),
        "weekday": rhythm.weekday,
        "time": rhythm.time,
        "duration_minutes": rhythm.duration_minutes,
        "holidays": rhythm.holidays.value,
    }


def tidy_rule(rule: str) -> str:
    """Return an RRULE value in capitals, without the name of the property and spaces."""
    return re.sub(r"\s+", "", rule).upper().removeprefix("RRULE:").rstrip(";")


def _check_rule(rhythm: RhythmDraft, today: date) -> None:
    rule = tidy_rule(rhythm.rule)
    if not rule or rhythm.first_on is None:
        raise RhythmIncomplete(_("A rule needs its text and the day from which it counts."))
    parts = [part.partition("=") for part in rule.split(";")]
    named = {name: value for name, _sign, value in parts}
    unknown = [name for name in named if name not in ALLOWED_PARTS]
    if unknown or len(named) < len(parts):
        sentence = _("The rule has a part that gives no days: %(part)s. Leave it out.")
        raise RuleUnreadable(sentence % {"part": (unknown or [parts[-1][0]])[0]})
    if named.get("FREQ") not in FREQUENCIES:
        sentence = _("The rule begins with FREQ= and one of %(words)s.")
        raise RuleUnreadable(sentence % {"words": ", ".join(FREQUENCIES)})
    start = max(today, rhythm.first_on)
    try:
        if not 1 <= int(named.get("INTERVAL", "1")) <= LONGEST_INTERVAL:
            raise ValueError(named["INTERVAL"])  # noqa: TRY301 -- a zero would never end
        days = rule_dates(rule, rhythm.first_on, start, start + WITHIN)
    except (ValueError, TypeError, IndexError, KeyError, OverflowError) as problem:
        sentence = _("The rule “%(rule)s” cannot be read; an example: FREQ=MONTHLY;BYDAY=1WE.")
        raise RuleUnreadable(sentence % {"rule": rule}) from problem
    if not days:
        raise RuleUnreadable(_("The rule gives no day within two years. Check it."))
