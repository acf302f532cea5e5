"""How are answers kept before anything is made of them? One transaction per answer."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, RunState
from gremienwerk.domain.mirror.commands._lock import beat
from gremienwerk.domain.mirror.fetching.answers import Answer, Page, Request
from gremienwerk.domain.mirror.mapping.values import key
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource, RawAnswer, RawBody

RESUMED_WITHIN = timedelta(hours=6)  # an older walk would mix two states of the source
LEVEL = 1
MARKS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what was read last, and what it gave."""

    request: Request
    objects: int
    answers: int
    reason: str


def open_run(source: MirrorSource, *, now: datetime, since: datetime | None = None) -> MirrorRun:
    """Return the run that was interrupted a short while ago, else a new one.

    A run that has a `since` asks only for what changed after it.
    """
    unfinished = MirrorRun.objects.filter(source=source, state=RunState.FETCHING)
    recent = unfinished.filter(started_at__gt=now - RESUMED_WITHIN).order_by("-pk").first()
    others = unfinished.exclude(pk=recent.pk) if recent else unfinished
    others.update(state=RunState.GIVEN_UP, finished_at=now)
    return recent or MirrorRun.objects.create(
        source=source, started_at=now, since=since, is_full=since is None
    )


def last_mapped(source: MirrorSource) -> MirrorRun | None:
    """Return the last run that was mapped."""
    return MirrorRun.objects.filter(source=source, state=RunState.DONE).order_by("-pk").first()


def give_up(run: MirrorRun, *, now: datetime) -> None:
    """End a run that cannot be mapped; the next one begins anew."""
    MirrorRun.objects.filter(pk=run.pk).update(state=RunState.GIVEN_UP, finished_at=now)


class RawStore:
    """The answers of one run; knows what an interrupted walk has read already."""

    def __init__(self, run: MirrorRun, token: str, tell: Callable[[Progress], None]) -> None:
        """Begin or go on with `run`; `token` proves the lock."""
        self.run, self.token, self.tell = run, token, tell
        rows = RawAnswer.objects.filter(run=run).order_by("-position")
        self._known = {key(url): pk for pk, url in rows.values_list("pk", "url")}
        self.position = rows.count()
        self._before = self._earlier()

    def _earlier(self) -> dict[str, tuple[dict[str, str], int]]:
        """Return by address what the last run got, where the server marked it."""
        last = last_mapped(self.run.source)
        rows = RawAnswer.objects.filter(run=last, status=200, body__purged_at=None)
        told = rows.exclude(body=None).values_list("url", "headers", "body")
        found = {}
        for url, headers, body in told.iterator(2000):
            unless = {ask: headers[mark] for mark, ask in MARKS.items() if mark in headers}
            if unless:
                found[key(url)] = unless, body
        return found

    def unless(self, request: Request) -> dict[str, str]:
        """Return the headers that ask whether what an earlier run got still holds."""
        found = self._before.get(key(request.url))
        return found[0] if found else {}

    def earlier(self, request: Request) -> bytes | None:
        """Return what an earlier run got."""
        found = self._before.get(key(request.url))
        body = RawBody.objects.filter(pk=found[1]).first() if found else None
        return None if body is None else zlib.decompress(bytes(body.data))

    def carry(self, requests: Iterable[Request], *, not_before: datetime) -> list[Request]:
        """Take over what the last run got for single objects; return those it has not."""
        last = last_mapped(self.run.source)
        told = RawAnswer.objects.filter(run=last, kind=AnswerKind.SINGLE, status=200)
        told = told.filter(fetched_at__gt=not_before, body__purged_at=None).exclude(body=None)
        missing = []
        for request in requests:
            if key(request.url) in self._known:
                continue
            row = told.filter(url=request.url).first()
            if row is None:
                missing.append(request)
                continue
            row.pk, row.run, row.position = None, self.run, self.position
            row.save(force_insert=True)
            self._known[key(request.url)] = row.pk
            self.position += 1
        return missing

    def known(self, request: Request) -> Answer | None:
        """Return the first answer that this run has from an address."""
        pk = self._known.get(key(request.url))
        if pk is None:
            return None
        return answer_of(RawAnswer.objects.select_related("body").get(pk=pk))

    @transaction.atomic
    def keep(self, answer: Answer, page: Page) -> None:
        """Keep an answer, and show that the run lives."""
        request = answer.request
        beat(self.run.source, self.token, now=answer.fetched_at)
        row = RawAnswer.objects.create(
            run=self.run,
            position=self.position,
            url=request.url[:2000],
            kind=request.kind,
            object_type=request.object_type,
            owner=request.owner[:1000],
            status=answer.status,
            headers=answer.headers,
            reason=answer.reason,
            detail=answer.detail[:500],
            fetched_at=answer.fetched_at,
            body=None if answer.content is None else self._body(answer.content),
        )
        MirrorRun.objects.filter(pk=self.run.pk).update(
            requests=F("requests") + 1, bytes=F("bytes") + len(answer.content or b"")
        )
        self._known.setdefault(key(request.url), row.pk)
        self.position += 1
        self.tell(Progress(request, len(page.items), self.position, page.reason))

    def _body(self, content: bytes) -> RawBody:
        digest = sha256(content).hexdigest()
        stored = RawBody.objects.filter(source_id=self.run.source_id, sha256=digest).only("pk")
        return stored.first() or RawBody.objects.create(
            source_id=self.run.source_id,
            sha256=digest,
            size=len(content),
            data=zlib.compress(content, LEVEL),
        )


def answers_of(run: MirrorRun) -> Iterator[Answer]:
    """Yield the answers of a run in the order in which they came."""
    rows = RawAnswer.objects.filter(run=run).select_related("body").order_by("position")
    for row in rows.iterator(chunk_size=20):
        yield answer_of(row)


def answer_of(row: RawAnswer) -> Answer:
    """Return a stored answer as it came."""
    kind, object_type = AnswerKind(row.kind), ObjectType(row.object_type)
    return Answer(
        Request(row.url, kind, object_type, row.owner),
        row.fetched_at,
        row.status,
        row.headers,
        None if row.body is None else zlib.decompress(bytes(row.body.data)),
        row.reason,
        row.detail,
    )
