"""What is answered to a client of OParl? Stored texts, put together, never read."""

from http import HTTPStatus
from typing import Final

from django.db.models import Case, F, When
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gremienwerk.surfaces.oparl.addresses import list_url, system_url, with_origin
from gremienwerk.surfaces.oparl.answers import answer, error
from gremienwerk.surfaces.oparl.choices import BODY_LISTS, ORGANIZATION_LISTS, Kind
from gremienwerk.surfaces.oparl.filters import Filters
from gremienwerk.surfaces.oparl.models import PublishedObject, PublishedObjectQuerySet
from gremienwerk.surfaces.oparl.objects.body import THE_SYSTEM

BRIEF_OR_WHOLE: Final = Case(When(brief="", then=F("json")), default=F("brief"))


def system(request: HttpRequest) -> HttpResponse:
    """Answer with the System: the beginning of every walk."""
    return _single(request, Kind.SYSTEM, THE_SYSTEM)


def single(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Answer with one object, or with its tombstone, which counts as found (D1)."""
    if kind not in set(Kind) - {Kind.SYSTEM}:
        return not_found(request)
    return _single(request, kind, key)


def _single(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    found = PublishedObject.objects.public().filter(kind=kind, object_id=key)
    text = found.values_list("json", flat=True).first()
    return not_found(request) if text is None else answer(with_origin(text))


def bodies(request: HttpRequest) -> HttpResponse:
    """Answer with the Körperschaften."""
    found = PublishedObject.objects.public().filter(kind=Kind.BODY)
    return _page(request, found, f"{system_url()}/body")


def part(request: HttpRequest, kind: str, key: int, name: str) -> HttpResponse:
    """Answer with a list of a Körperschaft or of an organization."""
    lists = {Kind.BODY: BODY_LISTS, Kind.ORGANIZATION: ORGANIZATION_LISTS}
    listed = lists.get(Kind(kind), {}).get(name) if kind in set(Kind) else None
    owner = PublishedObject.objects.public().filter(kind=kind, object_id=key)
    if listed is None or not owner.exists():
        return not_found(request)
    found = PublishedObject.objects.public().filter(kind=listed)
    if kind == Kind.BODY:
        found = found.filter(body_id=key)
    else:
        found = found.filter(organizations__organization_id=key)
    return _page(request, found, list_url(kind, key, name))


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing here, and never was."""
    message = _("There is nothing at this address.")
    return error(HTTPStatus.NOT_FOUND, message, f"no object or list: {request.path}")


def nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 -- any path
    """Answer that no such address was ever given."""
    return not_found(request)


def _page(request: HttpRequest, objects: PublishedObjectQuerySet, url: str) -> HttpResponse:
    """Answer with one page of a list.

    Rule: paged by a key that never changes, so that nobody who walks while data change misses
    anything (source: oparl.md L4, A7.9).
    """
    filters = Filters.of(request.GET)
    found = objects if filters.lists_tombstones else objects.live()
    found = found.filter(object_id__gt=filters.after, **filters.conditions())
    text = BRIEF_OR_WHOLE if filters.is_brief else F("json")
    columns = found.order_by("object_id").values_list("object_id", text)
    rows = list(columns[: filters.size + 1])
    shown = rows[: filters.size]
    links = {"first": filters.starting(0), "self": filters}
    if len(rows) > len(shown):
        links["next"] = filters.starting(shown[-1][0])
    told = ",".join(f'"{name}":"{url}{where}"' for name, where in links.items())
    data = ",".join([text for _key, text in shown])
    pagination = f'{{"elementsPerPage":{filters.size}}}'
    whole = f'{{"data":[{data}],"pagination":{pagination},"links":{{{told}}}}}'
    return answer(with_origin(whole))
