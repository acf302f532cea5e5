"""What can the server of a source do? A dozen questions, asked once a month.

Behaviour decides, not the name of the product: what follows from the answers is written down
with its date, and a person can correct it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import AnswerKind, Feature, ObjectType
from gremienwerk.domain.mirror.commands.record_probe import record_probe
from gremienwerk.domain.mirror.fetching.answers import OK, Answer, Page, Request, parse, read
from gremienwerk.domain.mirror.fetching.client import Client
from gremienwerk.domain.mirror.fetching.walk import NOT_MODIFIED, Since, with_since
from gremienwerk.domain.mirror.mapping.cutting import LISTS
from gremienwerk.domain.mirror.mapping.entry import STAMPS
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.syncing import Options, asking

APART: Final = 60  # seconds between two requests that should give the same
FAR: Final = timedelta(days=365 * 20)
SPELLINGS: Final = ("encoded", "plain")
MARKS: Final = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
Found = dict[Feature, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer of the probe, read."""

    answer: Answer
    page: Page

    @property
    def ids(self) -> list[Any]:
        """Return the ids on the page."""
        return [item.get("id") for item in self.objects]

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Return the objects on the page."""
        return [item for item in self.page.items if isinstance(item, dict)]

    @property
    def is_empty(self) -> bool:
        """Tell whether the page was readable and holds nothing."""
        return not self.page.reason and not self.page.items


def probe(source: MirrorSource, options: Options, *, by: User) -> Found:
    """Ask the server of `source` what it can do, and write it down; return what was found.

    A server that cannot be reached leaves the record as it is.
    """
    patient = replace(options, limits=replace(options.limits, tries=2))
    with asking(source, patient) as client:
        found = dict(_findings(source, client, options))
    if found:
        record_probe(source, found, by=by, now=options.around.now())
    return found


def _ask(client: Client, url: str, kind: AnswerKind, what: ObjectType) -> Seen:
    answer = client.get(Request(url, kind, what))
    return Seen(answer, read(answer))


def _findings(
    source: MirrorSource, client: Client, options: Options
) -> Iterator[tuple[Feature, Any]]:
    system = _ask(client, source.url, AnswerKind.SYSTEM, ObjectType.SYSTEM)
    if not system.objects:
        return
    told = system.objects[0]
    yield Feature.VERSION, str(told.get("oparlVersion") or "").rstrip("/").rpartition("/")[2]
    nowhere = source.url.rstrip("/") + "/this-does-not-exist"
    soft = client.get(Request(nowhere, AnswerKind.SINGLE, ObjectType.SYSTEM))
    yield Feature.SOFT_404, soft.status == OK
    body = _body(client, told.get("body"))
    lists = [name for name in LISTS if isinstance(body.get(name), str)]
    yield Feature.LISTS, lists
    for name in ("paper", "meeting"):
        if name in lists:
            request = Request(body[name], AnswerKind.LIST, LISTS[name])
            first = _ask(client, request.url, request.kind, request.object_type)
            if first.objects:
                yield from _of_list(client, first, options)
                return


def _body(client: Client, named: Any) -> dict[str, Any]:  # noqa: ANN401 -- what a server sends
    """Return the first Körperschaft."""
    one = named[0] if isinstance(named, list) and named else named
    if isinstance(one, str):
        found = _ask(client, one, AnswerKind.LIST, ObjectType.BODY).objects
        one = found[0] if found else {}
    return one if isinstance(one, dict) else {}


def _of_list(client: Client, first: Seen, options: Options) -> Iterator[tuple[Feature, Any]]:
    """Find out how a list behaves."""
    value = parse(first.answer.content or b"")[0]
    paging = value.get("pagination") if isinstance(value, dict) else None
    yield Feature.PAGE_SIZE, len(first.page.items)
    yield Feature.TOTAL, isinstance(paging, dict) and "totalElements" in paging
    yield Feature.ORDER, _order(first.objects)
    yield from _of_filter(client, first, options)
    url = first.answer.request.url
    mark = "&" if "?" in url else "?"
    short = _ask(client, f"{url}{mark}limit=1", AnswerKind.LIST, first.answer.request.object_type)
    yield Feature.LIMIT, len(short.page.items) == 1 and bool(short.page.next_url)
    options.around.sleep(APART)
    again = _ask(client, url, AnswerKind.LIST, first.answer.request.object_type)
    yield Feature.VOLATILE, _differing(first.objects, again.objects)
    marks = {ask: first.answer.headers.get(mark, "") for mark, ask in MARKS.items()}
    given = {ask: value for ask, value in marks.items() if value}
    told = client.get(first.answer.request, given) if given else None
    yield Feature.CONDITIONAL, told is not None and told.status == NOT_MODIFIED


def _of_filter(client: Client, first: Seen, options: Options) -> Iterator[tuple[Feature, Any]]:
    """Find out whether the server finds what changed; the spelling that works counts."""
    request, now = first.answer.request, options.around.now()
    works, spelling, empty = False, SPELLINGS[0], ""
    for spelling in SPELLINGS:
        since = Since(now + FAR, spelling)
        future = _ask(
            client, with_since(request.url, since), AnswerKind.FILTERED, request.object_type
        )
        if future.is_empty:
            works, empty = True, _form(future)
            break
    since = Since(now - FAR, spelling)
    past = _ask(client, with_since(request.url, since), AnswerKind.FILTERED, request.object_type)
    has_all = past.ids == first.ids
    yield Feature.SINCE, works and has_all and not _is_flat(first.objects)
    yield Feature.SPELLING, spelling if works else SPELLINGS[0]
    yield Feature.EMPTY, empty
    kept = "modified_since" in past.page.next_url
    yield Feature.KEEPS_FILTER, kept if past.page.next_url else None
    yield Feature.TOMBSTONES, any(item.get("deleted") is True for item in past.objects)


def _form(seen: Seen) -> str:
    """Return the form of an empty list."""
    if seen.answer.status != OK:
        return str(seen.answer.status)
    return "[]" if "list:bare" in seen.page.codes else "data"


def _order(objects: list[dict[str, Any]]) -> str:
    """Return in which order of time a list stands."""
    times = [str(item.get("created") or "") for item in objects]
    if len(set(times)) > 1:
        if times == sorted(times):
            return "oldest_first"
        if times == sorted(times, reverse=True):
            return "newest_first"
    return "unknown"


def _is_flat(objects: list[dict[str, Any]]) -> bool:
    """Test whether the times say nothing, all being the same."""
    days = {str(item.get(name) or "")[:10] for item in objects for name in STAMPS}
    return days == {""} or (len(objects) > 1 and len(days) == 1)


def _differing(first: list[dict[str, Any]], again: list[dict[str, Any]]) -> list[str]:
    """Return the attributes that differ between two answers of the same objects."""
    before = {item.get("id"): item for item in first}
    return sorted(
        {
            name
            for item in again
            for name in item.keys() & before.get(item.get("id"), {}).keys()
            if item[name] != before[item["id"]][name] and name not in STAMPS
        }
    )
