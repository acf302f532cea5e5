"""Which day does the demo mean? All its days are counted from R, the reference date."""

import re
from datetime import date, datetime, timedelta

from dateutil.rrule import MONTHLY, WE, rrule
from django.utils import timezone

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4}
SPEC = re.compile(r"(R|W(?P<count>\d+))(?P<days>[+-]\d+d)?( (?P<weekday>mon|tue|wed|thu|fri))?")
QUOTED = re.compile(rf'"({SPEC.pattern})"')


def day(spec: str, reference: date) -> date:
    """Return the day that `spec` names.

    "R-82d" is 82 days before R, "R-82d wed" the first Wednesday on or after that day; "W2" is
    the second one after R among the first Wednesdays of the months, "W2+7d" a week later.
    """
    found = SPEC.fullmatch(spec)
    if found is None:
        raise ValueError(spec)
    start = first_wednesday(int(found["count"]), reference) if found["count"] else reference
    start += timedelta(days=int((found["days"] or "0d")[:-1]))
    wanted = WEEKDAYS.get(found["weekday"] or "", start.weekday())
    return start + timedelta(days=(wanted - start.weekday()) % 7)


def first_wednesday(count: int, reference: date) -> date:
    """Return the `count`-th first Wednesday of a month after `reference`."""
    begin = datetime.combine(reference + timedelta(days=1), datetime.min.time())
    return list(rrule(MONTHLY, byweekday=WE(1), dtstart=begin, count=count))[-1].date()


def with_days(text: str, reference: date) -> str:
    """Return a TOML text in which every quoted day counted from R is a date."""
    return QUOTED.sub(lambda found: day(found[1], reference).isoformat(), text)


def moment(on: date, clock: str = "00:00") -> datetime:
    """Return the moment at which the town's clocks show `clock` on that day."""
    return timezone.make_aware(datetime.fromisoformat(f"{on.isoformat()}T{clock}"))
