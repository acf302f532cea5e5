"""What does an import know while it works? The objects known before, and their rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.entry import TYPES, Entry
from gremienwerk.domain.mirror.mapping.mapped import Links
from gremienwerk.domain.mirror.mapping.scratch import Scratch
from gremienwerk.domain.mirror.mapping.values import key
from gremienwerk.domain.mirror.models import (
    MirrorObject,
    MirrorRun,
    MirrorSource,
    UnresolvedReference,
)
from gremienwerk.domain.mirror.replay import Refused, Replay

KNOWN: Final = "k.pk, k.type, k.url, k.row, k.digest, k.parent, k.codes, k.is_gone"


@dataclass(frozen=True, slots=True)
class Known:
    """An object as an earlier run left it; `parent` is a comparable address."""

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
    is_forced: bool = False
    done: list[Done] = field(default_factory=list)
    links: list[tuple[int, bool, list[Links]]] = field(default_factory=list)
    parents: list[tuple[int, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    slugs: set[str] = field(default_factory=set)
    homes: dict[str, int | None] = field(default_factory=dict)

    @property
    def scratch(self) -> Scratch:
        """Return where everything lies."""
        return self.replay.stage.scratch

    def row_of(self, url: str) -> int | None:
        """Return the key of the row that an address became."""
        if not url:
            return None
        found = self.scratch.row("SELECT row FROM place WHERE key = ?", key(url))
        return found[0] if found else None

    def body_of(self, url: str) -> int | None:
        """Return the key of a Körperschaft; what is at the address must be one."""
        if url not in self.homes:
            found = self.scratch.row(
                "SELECT p.row FROM place p WHERE p.key = ?1 AND EXISTS (SELECT 1 FROM entry e"
                " WHERE e.key = ?1 AND e.type = 'Body' UNION ALL SELECT 1 FROM known k"
                " WHERE k.key = ?1 AND k.type = 'Body')",
                key(url),
            )
            self.homes[url] = found[0] if found else None
        return self.homes[url]

    def place(self, placed: list[tuple[str, int]]) -> None:
        """Remember which rows addresses became."""
        self.scratch.put("INSERT OR REPLACE INTO place VALUES (?,?)", placed)

    def refuse(self, entry: Entry, reason: str, detail: str = "") -> None:
        """Put an object aside; the import goes on."""
        found = Refused(entry.object_type, entry.url, reason, detail[:500], is_page=False)
        self.refused.append(found)


def known_of(row: tuple[Any, ...]) -> Known:
    """Return what is known of an object, from its row in the scratch database."""
    pk, kind, url, row_id, digest, parent, codes, is_gone = row
    return Known(pk, TYPES[kind], url, row_id, digest, parent, codes, bool(is_gone))


def load_known(source: MirrorSource, scratch: Scratch) -> None:
    """Enter every object that earlier runs saw; one query."""
    fields = (
        *("pk", "object_type", "url", "row_id", "digest", "parent", "coercions"),
        "gone_at_source",
    )
    scratch.do("DELETE FROM known")
    scratch.do("DELETE FROM place")
    rows = MirrorObject.objects.filter(source=source).values_list(*fields)
    scratch.put(
        "INSERT OR REPLACE INTO known VALUES (?,?,?,?,?,?,?,?,?)", _told(rows.iterator(2000))
    )
    scratch.do("INSERT INTO place SELECT key, row FROM known WHERE row IS NOT NULL")


def _told(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[object, ...]]:
    for pk, kind, url, row_id, digest, parent, codes, gone in rows:
        whole = key(parent) if parent else ""
        yield key(url), pk, kind, url, row_id, digest, whole, codes, gone is not None


def note_owners_to_retry(source: MirrorSource, scratch: Scratch) -> None:
    """Note who named an address that led to nothing and now leads to something."""
    rows = UnresolvedReference.objects.filter(source=source).values_list("owner", "url")
    found = (
        key(owner)
        for owner, url in rows.iterator(2000)
        if scratch.row(
            "SELECT 1 FROM entry WHERE key = ?1 UNION ALL SELECT 1 FROM known WHERE key = ?1",
            key(url),
        )
    )
    scratch.note("again", list(found))
