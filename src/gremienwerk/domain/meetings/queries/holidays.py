"""Which days are holidays in Berlin, and how are they called?"""

from datetime import date
from functools import lru_cache

import holidays

LANGUAGES = {"de": "de", "en": "en_US"}  # those the source of the names knows
SCHOOL_DATA_END = date(2029, 8, 1)  # the ministers' list ends here, without an error


@lru_cache(maxsize=64)
def _public(year: int, language: str) -> dict[date, str]:
    found = holidays.country_holidays("DE", subdiv="BE", years=[year], language=language)
    return {day: name for day, name in found.items() if day.year == year}


@lru_cache(maxsize=16)
def _school(year: int) -> frozenset[date]:
    found = holidays.country_holidays("DE", subdiv="BE", years=[year], categories=("school",))
    return frozenset(found)


def holiday_name(day: date, language: str) -> str | None:
    """Return the name of the public holiday that `day` is in Berlin, if it is one.

    Days on which only one year has a holiday are known too. In a language for which there
    are no names the English one is returned.
    """
    return _public(day.year, LANGUAGES.get(language.partition("-")[0], "en_US")).get(day)


def is_school_holiday(day: date) -> bool:
    """Test whether schools in Berlin are closed for a break on `day`; unknown days are not."""
    return day in _school(day.year)
