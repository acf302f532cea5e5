"""Which page, body and year of a long list does an address ask for?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import slug_of_alias

Row = TypeVar("Row", bound=Model)
PER_PAGE = 25
BODY, YEAR, PAGE = "gremium", "year", "page"
FOUR_FIGURES = 4


@dataclass(frozen=True)
class Narrowing:
    """The bodies to choose from, the one that was chosen, and the year."""

    listed: Sequence[Organization]
    body: Organization | None
    year: int | None


def read_narrowing(query: QueryDict) -> Narrowing:
    """Return what the parameters of an address ask for; costs one query.

    Raises:
        Http404: There is no such body or year.

    """
    order = ("-body__is_own", "sphere", "position", "name", "pk")
    listed = list(Organization.objects.listed().select_related("body").order_by(*order))
    slug = query.get(BODY, "")
    body = body_of(slug, listed)
    return Narrowing(listed, body, _year(query.get(YEAR, "")))


def body_of(slug: str, listed: Sequence[Organization]) -> Organization | None:
    """Return the body with this slug, also a former one; None where none was asked for.

    Raises:
        Http404: There is no such body.

    """
    if not slug:
        return None
    bodies = {one.slug: one for one in listed}
    found = bodies.get(slug) or bodies.get(slug_of_alias(slug) or "")
    if found is None:
        raise Http404(slug)
    return found


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == FOUR_FIGURES and int(text)):
        raise Http404(text)
    return int(text)


def page_of(rows: QuerySet[Row], query: QueryDict) -> Page[Row]:
    """Return the page of a list that an address asks for; two queries.

    Raises:
        Http404: There is no such page.

    """
    asked = query.get(PAGE, "") or "1"
    paginator: Paginator[Row] = Paginator(rows, PER_PAGE)
    if not (asked.isascii() and asked.isdigit()):
        raise Http404(asked)
    try:
        return paginator.page(int(asked))
    except InvalidPage as missing:
        raise Http404(asked) from missing


def years_of(rows: QuerySet[Any], field: str) -> list[int]:
    """Return the years in which rows lie, newest first; one query."""
    days = rows.exclude(**{field: None}).order_by().values_list(field, flat=True).distinct()
    return sorted({day.year for day in days}, reverse=True)
