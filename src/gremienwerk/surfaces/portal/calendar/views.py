"""What happens in the bodies, as a list and as a month of equal worth?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.months import month_of
from gremienwerk.design.parts import Link
from gremienwerk.domain.meetings import queries
from gremienwerk.domain.meetings.queries.calendar import touching
from gremienwerk.foundation import wording
from gremienwerk.surfaces.portal.calendar import span as spans
from gremienwerk.surfaces.portal.calendar.choice import Choice, read_choice, suspended, with_access
from gremienwerk.surfaces.portal.calendar.entries import day_entries
from gremienwerk.surfaces.portal.calendar.pauses import empty_state, pauses_of
from gremienwerk.surfaces.portal.calendar.span import Span
from gremienwerk.surfaces.portal.hosts import HostBook
from gremienwerk.surfaces.portal.rows import MeetingRow, meeting_rows, meeting_rows_between
from gremienwerk.surfaces.portal.site import page_language, render_page, today

FROM = "ab"


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the coming dates by month, or those from the month that the address names."""
    choice, now = read_choice(request.GET), today()
    asked = request.GET.get(FROM, "")
    span = spans.span_from(spans.read_month(asked)) if asked else spans.coming(now)
    page = _read(choice, span, now)
    months = page["months"]
    context = {
        **page,
        "groups": [
            (day, list(rows))
            for day, rows in groupby(page["rows"], key=lambda row: row.day.replace(day=1))
        ],
        "turns": _turns(choice, span, months),
        "years": _years(choice, _years_shown(span, page["rows"]), months, "list"),
        "tabs": _tabs(choice, _first_shown(span, page["rows"]), now, is_list=True),
        "is_coming": not asked,
        "keep": [(FROM, asked)] if asked else [],
    }
    return render_page(request, "portal/calendar/list.html", context)


@require_safe
def show_month(request: HttpRequest, month: str) -> HttpResponse:
    """Show one month as a table of weeks."""
    first, choice, now = spans.read_month(month), read_choice(request.GET), today()
    weeks = month_of(first, ()).weeks
    page = _read(choice, Span(weeks[0][0].day, weeks[-1][-1].day), now)
    months = page["months"]
    inside = [row for row in page["rows"] if row.day.replace(day=1) == first]
    context = {
        **page,
        "month": month_of(first, day_entries(page["rows"], weeks, page_language())),
        "first": first,
        "has_entries": bool(inside),
        "before": _month_beside(choice, first, -1, months=months, now=now),
        "after": _month_beside(choice, first, 1, months=months, now=now),
        "nearest": _month_link(choice, spans.nearest(first, months)) if not inside else None,
        "years": _years(choice, {first.year}, months, "month"),
        "tabs": _tabs(choice, first, now, is_list=False),
    }
    return render_page(request, "portal/calendar/month.html", context)


def _read(choice: Choice, span: Span, now: date) -> dict[str, Any]:
    """Return what both views show: entries, filter, feed, bodies that pause."""
    bodies = with_access(choice, now)
    days = (span.first, span.last)
    meetings = list(touching(*days, today=now, organizations=bodies))
    book = HostBook(meetings, page_language(), also=choice.listed)
    rows = meeting_rows(meetings, language=page_language(), today=now, book=book)
    rows = meeting_rows_between(*days, rows, language=page_language())
    pauses = suspended(choice, now)
    return {
        "rows": [row for row in rows if not choice.access or row.access == choice.access],
        "months": queries.months_with_meetings(now, organizations=bodies),
        "fields": choice.fields(book, now),
        "is_narrowed": bool(choice.kept),
        "subscribe": _subscribe(choice, book, now),
        "pauses": pauses_of(choice, pauses, book),
        "empty": empty_state(choice, pauses, book, now),
        "crumbs": [Link(_("Start"), reverse("portal:start")), Link(_("Calendar"), "")],
    }


def _subscribe(choice: Choice, book: HostBook, now: date) -> Link | None:
    url = choice.subscribe_url(book, now)
    return Link(_("Subscribe to the calendar"), url) if url else None


def _list_url(choice: Choice, month: date | None = None) -> str:
    return _url("portal:calendar", {**choice.kept, **({FROM: f"{month:%Y-%m}"} if month else {})})


def _month_url(choice: Choice, month: date) -> str:
    return _url("portal:calendar_month", choice.kept, f"{month:%Y-%m}")


def _url(name: str, query: Mapping[str, str], *args: str) -> str:
    return reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")


def _tabs(choice: Choice, first: date, now: date, *, is_list: bool) -> list[Link]:
    month = first.replace(day=1)
    from_month = None if month == now.replace(day=1) else month
    return [
        Link(_("List"), _list_url(choice, from_month), is_current=is_list),
        Link(_("Month"), _month_url(choice, month), is_current=not is_list),
    ]


def _turns(choice: Choice, span: Span, months: list[date]) -> dict[str, Link | None]:
    """Return the links to what lies before and after the days of a page."""
    before, after = spans.earlier(span, months), spans.later(span, months)
    return {
        "earlier": _turn(choice, before, _("Earlier dates: %(months)s")) if before else None,
        "later": _turn(choice, after, _("Later dates: %(months)s")) if after else None,
    }


def _turn(choice: Choice, month: date, label: str) -> Link:
    span, language = spans.span_from(month), page_language()
    same = span.first.year == span.last.year
    begin = (wording.month_name if same else wording.month_words)(span.first, language)
    words = _("%(first)s to %(last)s") % {
        "first": begin,
        "last": wording.month_words(span.last, language),
    }
    return Link(label % {"months": words}, _list_url(choice, month))


def _month_link(choice: Choice, month: date | None) -> Link | None:
    if month is None:
        return None
    return Link(wording.month_words(month, page_language()), _month_url(choice, month))


def _month_beside(
    choice: Choice, first: date, by: int, *, months: list[date], now: date
) -> Link | None:
    """Return the month before or after, up to a year beyond the last that holds something."""
    month = spans.shifted(first, by)
    this = now.replace(day=1)
    lowest, highest = min([*months, this]), spans.shifted(max([*months, this]), 12)
    return _month_link(choice, month) if lowest <= month <= highest else None


def _first_shown(span: Span, rows: Sequence[MeetingRow]) -> date:
    """Return the first day of a list that holds something, so that no month opens empty."""
    return max(span.first, rows[0].day) if rows else span.first


def _years_shown(span: Span, rows: Iterable[MeetingRow]) -> set[int]:
    """Return the years of the entries on a page; of an empty one the year it begins in."""
    return {row.day.year for row in rows} or {span.first.year}


def _years(choice: Choice, shown: set[int], months: list[date], view: str) -> list[Link]:
    """Return the links that jump to a year; none where there is only one."""
    starts = spans.year_starts(months)
    if len(starts) < len(("this", "another")):
        return []
    to = _list_url if view == "list" else _month_url
    return [
        Link(str(year), to(choice, month), is_current=year in shown)
        for year, month in starts.items()
    ]
