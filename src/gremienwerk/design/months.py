"""How is a month set in weeks?"""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gremienwerk.design.parts import DayEntry

# Which bar a day gets that holds several entries: the surest entry decides.
SUREST_FIRST = ("", "external", "unconfirmed", "suspended", "past", "cancelled", "day")


@dataclass(frozen=True)
class Day:
    """A day with what it holds; ``is_outside`` when it belongs to a month beside this one."""

    day: date
    entries: Sequence[DayEntry]
    is_outside: bool

    @property
    def mark(self) -> str:
        """The word for the bar: empty when the day holds nothing."""
        if not self.entries:
            return ""
        surest = min((entry.date_state for entry in self.entries), key=_rank)
        return surest or "own"


@dataclass(frozen=True)
class Month:
    """A month in weeks that begin on Monday."""

    first: date
    weeks: Sequence[Sequence[Day]]

    @property
    def weekdays(self) -> list[date]:
        """Seven days that stand for their names."""
        return [day.day for day in self.weeks[0]]

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


def month_of(first: date, entries: Iterable[DayEntry]) -> Month:
    """Set entries into the weeks of the month of ``first``, also on the days around it."""
    by_day: dict[date, list[DayEntry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    weeks = [
        [Day(day, by_day.get(day, ()), day.month != first.month) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    return Month(first.replace(day=1), weeks)


def _rank(state: str) -> int:
    return SUREST_FIRST.index(state) if state in SUREST_FIRST else len(SUREST_FIRST)
