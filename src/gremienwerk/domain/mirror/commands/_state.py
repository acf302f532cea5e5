"""What does an import know while it works? The objects known before, and their rows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.mapped import Links
from gremienwerk.domain.mirror.mapping.stage import Entry
from gremienwerk.domain.mirror.mapping.values import key
from gremienwerk.domain.mirror.models import (
    MirrorObject,
    MirrorRun,
    MirrorSource,
    UnresolvedReference,
)
from gremienwerk.domain.mirror.replay import Refused, Replay


@dataclass(frozen=True, slots=True)
class Known:
    """An object as an earlier run left it."""

    pk: int
    object_type: T
    url: str
    row_id: int | None
    digest: str
    parent: str
    coercions: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Done:
    """An object that this run wrote; `known` is what was there before."""

    entry: Entry
    row_id: int | None
    codes: str
    known: Known | None


@dataclass
class State:
    """One import at work. Addresses are comparable ones (`key`)."""

    source: MirrorSource
    run: MirrorRun
    replay: Replay
    now: datetime
    known: dict[str, Known]
    rows: dict[str, int]
    is_forced: bool = False
    retried: set[str] = field(default_factory=set)
    done: list[Done] = field(default_factory=list)
    links: list[tuple[int, bool, Links]] = field(default_factory=list)
    parents: list[tuple[int, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    gone: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)

    def row_of(self, url: str) -> int | None:
        """Return the key of the row that an address became."""
        return self.rows.get(key(url)) if url else None

    def refuse(self, entry: Entry, reason: str, detail: str = "") -> None:
        """Put an object aside; the import goes on."""
        found = Refused(entry.object_type, entry.url, reason, detail[:500], is_page=False)
        self.refused.append(found)


def known_objects(source: MirrorSource) -> dict[str, Known]:
    """Return every object that earlier runs saw, by comparable address; one query."""
    fields = (
        *("pk", "object_type", "url", "row_id", "digest", "parent", "coercions"),
        "gone_at_source",
    )
    rows = MirrorObject.objects.filter(source=source).values_list(*fields)
    types = {object_type.value: object_type for object_type in T}
    return {
        key(url): Known(pk, types[kind], url, row_id, digest, parent, codes, gone is not None)
        for pk, kind, url, row_id, digest, parent, codes, gone in rows.iterator(chunk_size=5000)
    }


def owners_to_retry(source: MirrorSource, present: set[str]) -> set[str]:
    """Return who named an address that led to nothing and now leads to something."""
    rows = UnresolvedReference.objects.filter(source=source).values_list("owner", "url")
    return {key(owner) for owner, url in rows if key(url) in present}
