"""Which days does a page of the calendar cover, and where do earlier and later ones begin?"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404

MONTHS_PER_PAGE = 3
FIRST_YEAR, LAST_YEAR = 1900, 2199  # a month outside is a slip of the pen
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def read_month(text: str) -> date:
    """Return the first day of a month written as 2026-12.

    Raises:
        Http404: There is no such month.

    """
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS_OF_YEAR):
        raise Http404(text)
    return date(year, month, 1)


def shifted(month: date, by: int) -> date:
    """Return the first day of the month that lies `by` months later."""
    year, index = divmod(month.year * MONTHS_OF_YEAR + month.month - 1 + by, MONTHS_OF_YEAR)
    return date(year, index + 1, 1)


def end_of(month: date) -> date:
    """Return the last day of a month."""
    return shifted(month, 1) - timedelta(days=1)


def span_from(month: date) -> Span:
    """Return the days of one page that begins with `month`."""
    return Span(month, end_of(shifted(month, MONTHS_PER_PAGE - 1)))


def coming(today: date) -> Span:
    """Return the days of the page that begins today."""
    return Span(today, span_from(today.replace(day=1)).last)


def later(span: Span, months: Sequence[date]) -> date | None:
    """Return the next month after `span` that holds something; `months` in order."""
    at = bisect_left(months, shifted(span.last.replace(day=1), 1))
    return months[at] if at < len(months) else None


def earlier(span: Span, months: Sequence[date]) -> date | None:
    """Return the month with which the page before `span` begins, so that it is not empty."""
    begun = span.first.day > 1
    at = bisect_left(months, shifted(span.first.replace(day=1), 1 if begun else 0))
    return shifted(months[at - 1], 1 - MONTHS_PER_PAGE) if at else None


def nearest(month: date, months: Sequence[date]) -> date | None:
    """Return the month that holds something and lies nearest to `month`."""
    return min(months, key=lambda other: abs((other - month).days), default=None)


def year_starts(months: Sequence[date]) -> dict[int, date]:
    """Return the first month of each year that holds something, oldest year first."""
    starts: dict[int, date] = {}
    for month in months:
        starts.setdefault(month.year, month)
    return starts
