"""Which public meetings were there until today, newest first? Those to come: the calendar."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Field, Link, Option
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.meetings.queries.calendar import in_order, linked_to
from gremienwerk.surfaces.portal.hosts import HostBook
from gremienwerk.surfaces.portal.listing import (
    BODY,
    YEAR,
    Narrowing,
    page_of,
    read_narrowing,
    years_of,
)
from gremienwerk.surfaces.portal.rows import meeting_rows
from gremienwerk.surfaces.portal.site import page_language


def read_archive(query: QueryDict, today: date) -> dict[str, Any]:
    """Return one page of the list of meetings, with its filter and the years to jump to."""
    narrowing, language = read_narrowing(query), page_language()
    found = known_today(today).filter(starts_on__lte=today)
    if narrowing.body is not None:
        found = found.filter(pk__in=linked_to([narrowing.body]))
    years = years_of(found, "starts_on")
    if narrowing.year is not None:
        found = found.filter(starts_on__year=narrowing.year)
    page = page_of(found.with_organizations().order_by(*in_order(newest_first=True)), query)
    meetings = list(page.object_list)
    book = HostBook(meetings, language, also=narrowing.listed)
    return {
        "page": page,
        "rows": meeting_rows(meetings, language=language, today=today, book=book),
        "years": years,
        "year": narrowing.year,
        "fields": fields_of(narrowing, book),
        "is_narrowed": narrowing.body is not None,
        "keep": [(YEAR, narrowing.year)] if narrowing.year else [],
        "body_name": book.name(narrowing.body) if narrowing.body else "",
        "calendar_url": _calendar_url(narrowing),
        "links": [Link(_("All meetings"), reverse("portal:meetings"))] if query else [],
        "crumbs": [Link(_("Start"), reverse("portal:start")), Link(_("All meetings"), "")],
    }


def _calendar_url(narrowing: Narrowing) -> str:
    chosen = f"?{BODY}={narrowing.body.slug}" if narrowing.body else ""
    return reverse("portal:calendar") + chosen


def fields_of(narrowing: Narrowing, book: HostBook) -> list[Field]:
    """Return the field to choose a body; those that another body shows are not offered twice."""
    options = [Option("", _("All bodies"))]
    options += [
        Option(body.slug, book.name(body)) for body in narrowing.listed if book.front(body) == body
    ]
    chosen = narrowing.body.slug if narrowing.body else ""
    return [Field(BODY, _("Body"), options, chosen)]
