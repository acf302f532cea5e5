"""Which days does a rhythm give, and which day would come next?"""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from gremienwerk.domain.meetings.choices import HolidayPolicy, RhythmKind
from gremienwerk.domain.meetings.models import Meeting, MeetingOrganization, Recurrence
from gremienwerk.domain.meetings.models.meeting import LEAD, MeetingQuerySet
from gremienwerk.domain.meetings.queries.holidays import (
    SCHOOL_DATA_END,
    holiday_name,
    is_school_holiday,
)
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod

SATURDAY = 5
LOOKED_AT_DAYS = 42  # around the day that the interval gives, before no day is proposed


def rule_dates(rule: str, first_on: date, first: date, last: date) -> list[date]:
    """Return the days that an RRULE value gives from `first` to `last`, both included.

    The rule counts from `first_on`, which is a date of it only if the rule says so.
    Raises `ValueError` for what is no rule.
    """
    series = rrulestr(rule, dtstart=_midnight(first_on))
    return [moment.date() for moment in series.between(_midnight(first), _midnight(last), inc=True)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)  # a day without a zone: rules count in days


def dates_of(recurrence: Recurrence, first: date, last: date) -> list[date]:
    """Return the days that a rhythm gives from `first` to `last`; none unless it is a rule.

    A public holiday stays in, or is left out where the rhythm says so.
    """
    if recurrence.kind != RhythmKind.RULE or recurrence.first_on is None:
        return []
    days = rule_dates(recurrence.rule, recurrence.first_on, first, last)
    kept = [day for day in days if recurrence.holds_on(day)]
    if recurrence.holidays == HolidayPolicy.SKIP:
        return [day for day in kept if holiday_name(day, "de") is None]
    return kept


def status_on(organization: Organization, day: date) -> str:
    """Return a body's status on `day`; one of which nothing is recorded is active."""
    period = StatusPeriod.objects.on(day).filter(organization=organization)
    return period.order_by("-pk").values_list("status", flat=True).first() or Status.ACTIVE


def active_days(organization: Organization, days: list[date]) -> list[date]:
    """Return those days on which the body neither pauses nor has ended; one query."""
    resting = StatusPeriod.objects.filter(
        organization=organization, status__in=(Status.SUSPENDED, Status.ENDED)
    )
    periods = list(resting)
    return [day for day in days if not any(period.holds_on(day) for period in periods)]


def led_by(organization: Organization) -> MeetingQuerySet:
    """Return the meetings that this body leads, whoever may know of them."""
    leads = MeetingOrganization.objects.filter(organization=organization, position=LEAD)
    return Meeting.objects.filter(pk__in=leads.values("meeting"))


def proposed_next_date(organization: Organization, today: date) -> date | None:
    """Return a day for the next meeting of a body that meets at an interval, if one is free.

    Rule: the interval counts from the last meeting; weekends, public and school holidays
    and days on which the body meets anyway are avoided, the usual weekday is kept; a
    suspended body is given no date (source: network.md N4.11, N2.2).
    """
    rhythm = Recurrence.objects.on(today).filter(organization=organization).first()
    if rhythm is None or rhythm.kind != RhythmKind.INTERVAL or rhythm.interval_months is None:
        return None
    if status_on(organization, today) != Status.ACTIVE:
        return None
    taken = led_by(organization).alive().filter(cancelled=False)
    last = taken.order_by("-starts_on").values_list("starts_on", flat=True).first() or today
    aim = max(last + relativedelta(months=rhythm.interval_months), today + timedelta(days=1))
    nearest = sorted(
        (aim + timedelta(days=days) for days in range(-LOOKED_AT_DAYS // 2, LOOKED_AT_DAYS)),
        key=lambda day: (abs((day - aim).days), day),
    )
    free = (day for day in nearest if day > max(today, last) and _is_free(day, rhythm.weekday))
    return next(free, None)


def _is_free(day: date, weekday: int | None) -> bool:
    """Test whether people can be asked to come; past the known school holidays nobody knows."""
    if day >= SCHOOL_DATA_END or holiday_name(day, "de") or is_school_holiday(day):
        return False
    return day.weekday() < SATURDAY if weekday is None else day.weekday() == weekday
