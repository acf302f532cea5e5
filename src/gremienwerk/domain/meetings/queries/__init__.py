"""What is asked about meetings? The questions, by what they are about."""

from gremienwerk.domain.meetings.queries.calendar import (
    between,
    known_today,
    months_with_meetings,
    moved_away,
    upcoming,
)
from gremienwerk.domain.meetings.queries.facts import facts_of, fill
from gremienwerk.domain.meetings.queries.holidays import holiday_name
from gremienwerk.domain.meetings.queries.rhythm import current_recurrences, rhythm_sentence

__all__ = [
    "between",
    "current_recurrences",
    "facts_of",
    "fill",
    "holiday_name",
    "known_today",
    "months_with_meetings",
    "moved_away",
    "rhythm_sentence",
    "upcoming",
]
