"""Is a month set in weeks from Monday to Sunday?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gremienwerk.design.months import month_of
from gremienwerk.design.parts import DayEntry


def test_sets_entries_on_their_days_also_around_the_month():
    before, inside = DayEntry(date(2026, 11, 30), "a"), DayEntry(date(2026, 12, 2), "b")

    month = month_of(date(2026, 12, 1), [inside, before])

    assert [list(day.entries) for day in month.weeks[0][:3]] == [[before], [], [inside]]
    assert [day.is_outside for day in month.weeks[0][:2]] == [True, False]
    assert (month.before, month.after) == (date(2026, 11, 1), date(2027, 1, 1))


def test_the_surest_entry_marks_the_day():
    day = date(2026, 12, 2)
    entries = [
        DayEntry(day, "a", date_state="unconfirmed"),
        DayEntry(day, "b", date_state="external"),
    ]

    marks = {cell.day: cell.mark for week in month_of(day, entries).weeks for cell in week}

    assert marks[day] == "external"
    assert marks[date(2026, 12, 3)] == ""
    own = month_of(day, [*entries, DayEntry(day, "c")])
    assert [cell.mark for week in own.weeks for cell in week if cell.day == day] == ["own"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 1)))
def test_every_week_has_seven_days_and_every_month_its_own(day):
    month = month_of(day, [])

    assert {len(week) for week in month.weeks} == {7}
    assert all(week[0].day.weekday() == 0 for week in month.weeks)
    inside = [cell.day for week in month.weeks for cell in week if not cell.is_outside]
    assert inside[0] == month.first
    assert month.after.day == month.before.day == 1
    assert month.before < month.first < month.after
