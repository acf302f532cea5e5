"""What is answered to a client of OParl? Stored texts, put together, never read."""

from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db.models import Case, CharField, F, When
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gremienwerk.surfaces.oparl.addresses import list_url, system_url
from gremienwerk.surfaces.oparl.answers import answer, error
from gremienwerk.surfaces.oparl.choices import BODY_LISTS, ORGANIZATION_LISTS, Kind
from gremienwerk.surfaces.oparl.filters import Filters
from gremienwerk.surfaces.oparl.models import PublishedObject, PublishedObjectQuerySet
from gremienwerk.surfaces.oparl.objects.body import THE_SYSTEM
from gremienwerk.surfaces.oparl.openapi.description import openapi

MOMENT: Final = Cast("modified", CharField())
BRIEF_OR_WHOLE: Final = Case(When(brief="", then=F("json")), default=F("brief"))


def system(request: HttpRequest) -> HttpResponse:
    """Answer with the System: the beginning of every walk."""
    return _single(request, Kind.SYSTEM, THE_SYSTEM)


def described(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for everybody
    """Answer with the description of this interface (OpenAPI 3.1)."""
    return answer(openapi())


def single(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Answer with one object, or with its tombstone, which counts as found (D1)."""
    if kind not in set(Kind) - {Kind.SYSTEM}:
        return not_found(request)
    return _single(request, kind, key)


def _single(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    found = PublishedObject.objects.public().filter(kind=kind, object_id=key)
    text = found.values_list("json", flat=True).first()
    return not_found(request) if text is None else answer(text)


def bodies(request: HttpRequest) -> HttpResponse:
    """Answer with the Körperschaften."""
    found = PublishedObject.objects.public().filter(kind=Kind.BODY)
    return _page(request, found, f"{system_url()}/body")


def part(request: HttpRequest, kind: str, key: int, name: str) -> HttpResponse:
    """Answer with a list of a Körperschaft or of an organization."""
    lists = {Kind.BODY: BODY_LISTS, Kind.ORGANIZATION: ORGANIZATION_LISTS}
    listed = lists.get(Kind(kind), {}).get(name) if kind in set(Kind) else None
    if listed is None:
        return not_found(request)
    found = PublishedObject.objects.public().filter(kind=listed)
    if kind == Kind.BODY:
        found = found.filter(body_id=key)
    else:
        found = found.filter(organizations__organization_id=key)
    owner = PublishedObject.objects.public().filter(kind=kind, object_id=key)
    return _page(request, found, list_url(kind, key, name), owner)


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing here, and never was."""
    message = _("There is nothing at this address.")
    return error(HTTPStatus.NOT_FOUND, message, f"no object or list: {request.path}")


def nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 -- any path
    """Answer that no such address was ever given."""
    return not_found(request)


def _page(
    request: HttpRequest,
    objects: PublishedObjectQuerySet,
    url: str,
    owner: PublishedObjectQuerySet | None = None,
) -> HttpResponse:
    """Answer with one page of a list; whose list it is is asked only if the page is empty.

    Rule: paged by a key that never changes, so that nobody who walks while data change misses
    anything (source: oparl.md L4, A7.9).
    """
    filters = Filters.of(request.GET)
    found = objects if filters.lists_tombstones else objects.live()
    found = found.filter(object_id__gt=filters.after, **filters.conditions())
    text = BRIEF_OR_WHOLE if filters.is_brief else F("json")
    columns = found.order_by("object_id").values_list("object_id", MOMENT, text)
    rows = list(columns[: filters.size + 1])
    if not rows and owner is not None and not owner.exists():
        return not_found(request)
    shown = rows[: filters.size]
    links = {"first": filters.starting(0), "self": filters}
    if len(rows) > len(shown):
        links["next"] = filters.starting(shown[-1][0])
    told = ",".join(f'"{name}":"{url}{where}"' for name, where in links.items())
    tail = f'],"pagination":{{"elementsPerPage":{filters.size}}},"links":{{{told}}}}}'
    response = answer("".join(['{"data":[', ",".join([row[2] for row in shown]), tail]))
    response.headers["ETag"] = _etag(tail, [row[:2] for row in rows])
    return response


def _etag(told: str, moments: list[tuple[int, str]]) -> str:
    """Return a tag that changes when a page does: each change of an object has a new moment."""
    seen = f"{settings.PUBLIC_ORIGIN}{told}{moments}"
    return f'"{blake2b(seen.encode(), digest_size=16).hexdigest()}"'
