"""What stands in the cells of a month?"""

from collections.abc import Iterable, Sequence

from gremienwerk.design.months import Day
from gremienwerk.design.parts import DayEntry, State
from gremienwerk.domain.meetings.queries import holiday_name
from gremienwerk.surfaces.portal.rows import MeetingRow

SHOWN = ("cancelled", "moved", "unconfirmed", "external", "public", "registration")


def day_entries(
    rows: Iterable[MeetingRow], weeks: Sequence[Sequence[Day]], language: str
) -> list[DayEntry]:
    """Return the holidays of the weeks, then the meetings; short, for there is little room."""
    days = [day.day for week in weeks for day in week]
    holidays = [
        DayEntry(day, name, date_state="day")
        for day in days
        if (name := holiday_name(day, language))
    ]
    return holidays + [
        DayEntry(row.day, row.short_title, row.url, row.time, row.date_state, _states(row))
        for row in rows
    ]


def _states(row: MeetingRow) -> list[State]:
    """Return the states that change what one does; an external one in its short word."""
    return [
        State("external") if state.kind == "external" else state
        for state in row.states
        if state.kind in SHOWN
    ]
