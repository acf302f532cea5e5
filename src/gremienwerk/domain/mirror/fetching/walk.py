"""In which order is a server read? System, Körperschaften, then every list to its end.

Each answer goes into the raw store before the next is asked for; an answer that is in the
store already is not asked for again, so an interrupted walk goes on where it stopped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, Reason
from gremienwerk.domain.mirror.fetching.answers import OK, Answer, Page, Request, read
from gremienwerk.domain.mirror.mapping.cutting import LISTS
from gremienwerk.domain.mirror.mapping.values import TOWN, key

STALE_PAGES: Final = 3  # so many pages in a row without a new id are a loop
MOST_PAGES: Final = 20_000
FAILURES_IN_A_ROW: Final = 3
NOT_MODIFIED: Final = 304
HOPELESS: Final = {Reason.UNREACHABLE, Reason.SERVER_ERROR}


class Asker(Protocol):
    """Who asks the server."""

    def get(self, request: Request, unless: Mapping[str, str] | None = None) -> Answer:
        """Return an answer, or why there is none; `unless` are headers that may save it."""


class Store(Protocol):
    """The raw store, as a walk sees it."""

    def known(self, request: Request) -> Answer | None:
        """Return the answer that this run has already."""

    def unless(self, request: Request) -> Mapping[str, str]:
        """Return the headers that ask whether what an earlier run got still holds."""

    def earlier(self, request: Request) -> bytes | None:
        """Return what an earlier run got."""

    def keep(self, answer: Answer, page: Page) -> None:
        """Keep an answer; from then on it survives everything."""


@dataclass(frozen=True)
class Since:
    """A moment after which something changed, spelled as the server wants it."""

    moment: datetime
    spelling: str = "encoded"

    def __str__(self) -> str:
        """Return the moment in whole seconds (vendor table, row 14)."""
        told = self.moment.astimezone(TOWN).isoformat(timespec="seconds")
        return told if self.spelling == "plain" else quote(told, safe="")


@dataclass
class Walk:
    """One walk over a server; with `since` only over what changed.

    Each answer is given to `take` as soon as it is read. `seen` holds hashes of addresses.
    """

    base: str
    asker: Asker
    store: Store
    now: Callable[[], datetime]
    take: Callable[[Answer, Page], None]
    since: Since | None = None
    failures: int = 0
    seen: set[int] = field(default_factory=set)

    def lists(self) -> None:
        """Read the system, the Körperschaften and all their lists."""
        system = self._ask(Request(self.base, AnswerKind.SYSTEM, ObjectType.SYSTEM))
        for found in system.items:
            for body in self._bodies(found.get("body")):
                self._lists_of(body)

    def singles(self, requests: Iterable[Request]) -> None:
        """Read single objects."""
        for request in requests:
            self._ask(request)

    def _bodies(self, named: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- what a server sends
        """Yield the Körperschaften that the system names.

        Rule: the address of a list, of one object, or objects in place (source: vendor table,
        row 23).
        """
        for one in named if isinstance(named, list) else [named]:
            if isinstance(one, dict):
                yield one
            elif isinstance(one, str) and one:
                request = Request(one, AnswerKind.LIST, ObjectType.BODY, self.base)
                for page in self._pages(request):
                    yield from (item for item in page.items if isinstance(item, dict))

    def _lists_of(self, body: dict[str, Any]) -> None:
        owner = body.get("id")
        owner = owner if isinstance(owner, str) else ""
        parts: list[Request] = []
        for attribute, object_type in LISTS.items():
            url = body.get(attribute)
            if not isinstance(url, str) or not url:
                continue
            request = Request(url, AnswerKind.LIST, object_type, owner)
            if self.since:
                self._changes(request)
                continue
            for page in self._pages(request):
                if object_type == ObjectType.ORGANIZATION:
                    parts += _parts(page)
        for part in parts:
            for _page in self._pages(part):
                pass

    def _changes(self, request: Request) -> None:
        """Read what changed in a list.

        Rule: where nothing did, some servers answer with an error; that is believed if the
        list itself can be read (source: vendor table, row 21).
        """
        filtered = Request(request.url, AnswerKind.FILTERED, request.object_type, request.owner)
        filtered = replace(filtered, url=with_since(request.url, self.since))
        for page in self._pages(filtered):
            if not page.items and page.codes:
                self._ask(request)

    def _pages(self, request: Request) -> Iterator[Page]:
        """Yield the pages of a list until its end, or until it is plain that there is none."""
        cap, stale, asked = MOST_PAGES, 0, {key(request.url)}
        for count in range(1, MOST_PAGES + 1):
            page = self._ask(request)
            yield page
            fresh = self._note_ids(page)
            if not page.next_url or page.reason or (request.is_part and not fresh):
                return
            stale = 0 if fresh else stale + 1
            cap = min(cap, 2 * page.pages + 10) if page.pages else cap
            following = replace(request, url=self._next(request, page.next_url))
            if key(following.url) in asked or stale >= STALE_PAGES or count >= cap:
                self._stop(following, Reason.LOOP)
                return
            asked.add(key(following.url))
            request = following

    def _note_ids(self, page: Page) -> bool:
        """Remember which objects a page holds; tell whether one of them is new."""
        named = [item.get("id") if isinstance(item, dict) else item for item in page.items]
        ids = {hash(key(url)) for url in named if isinstance(url, str)}
        is_fresh = not ids <= self.seen
        self.seen.update(ids)
        return is_fresh

    def _next(self, request: Request, url: str) -> str:
        """Return the address of the next page, with the filter that the server may forget.

        Rule: a plus must be encoded, or it becomes a blank (source: vendor table, row 13).
        """
        if request.kind == AnswerKind.FILTERED:
            return with_since(url, self.since)
        parts = urlsplit(url)
        return urlunsplit(parts._replace(query=parts.query.replace("+", "%2B")))

    def _ask(self, request: Request) -> Page:
        before = self.store.known(request)
        if before is not None:
            page = read(before)
            self.take(before, page)
            return page
        if self.failures >= FAILURES_IN_A_ROW:
            return self._stop(request, Reason.SOURCE_DOWN)
        answer = self.asker.get(request, self.store.unless(request))
        if answer.status == NOT_MODIFIED:
            answer = replace(answer, status=OK, content=self.store.earlier(request))
        page = read(answer)
        self.failures = self.failures + 1 if page.reason in HOPELESS else 0
        self.store.keep(answer, page)
        self.take(answer, page)
        return page

    def _stop(self, request: Request, reason: Reason) -> Page:
        """Note that the walk does not go on here, and why."""
        answer = Answer(request, self.now(), reason=reason)
        page = read(answer)
        self.store.keep(answer, page)
        self.take(answer, page)
        return page


def with_since(url: str, since: Since | None) -> str:
    """Return the address of a list that asks only for what changed."""
    parts = urlsplit(url)
    given = [part for part in parts.query.split("&") if part]
    others = [part for part in given if not part.startswith("modified_since=")]
    query = "&".join([*others, f"modified_since={since}"])
    return urlunsplit(parts._replace(query=query))


def _parts(page: Page) -> Iterator[Request]:
    """Yield the lists of meetings that organizations name."""
    for item in page.items:
        url = item.get("meeting") if isinstance(item, dict) else None
        if isinstance(url, str) and url:
            yield Request(url, AnswerKind.PART, ObjectType.MEETING, str(item.get("id") or ""))
