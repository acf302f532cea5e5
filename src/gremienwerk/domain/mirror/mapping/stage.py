"""What does a source say as a whole? All pieces of a walk, each object once.

An object that appears several times, embedded and in a list of its own, is merged: the last
word on each attribute wins.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.cutting import (
    CHILDREN,
    PARENT,
    Piece,
    Scrap,
    canonical,
)
from gremienwerk.domain.mirror.mapping.entry import (
    COLUMNS,
    PUT,
    STAMPS,
    TYPES,
    Entry,
    entry_of,
    plain,
)
from gremienwerk.domain.mirror.mapping.scratch import WAITING, Scratch
from gremienwerk.domain.mirror.mapping.values import key

REFERENCES: Final[dict[T, tuple[str, ...]]] = {
    T.ORGANIZATION: ("subOrganizationOf", "location", "membership"),
    T.PERSON: ("location", "membership"),
    T.MEMBERSHIP: ("organization", "onBehalfOf"),
    T.MEETING: ("location", "organization", "participant", "agendaItem"),
    T.AGENDA_ITEM: ("consultation",),
    T.PAPER: (
        *("relatedPaper", "superordinatedPaper", "subordinatedPaper", "location", "consultation"),
        *("originatorPerson", "originatorOrganization", "underDirectionOf"),
    ),
    T.CONSULTATION: ("agendaItem", "meeting", "organization"),
}
PRIVATE: Final = {(T.PERSON, "location")}  # never asked for: addresses of people stay out
FEW: Final = 10  # so many objects with one and the same day are no accident


@dataclass(frozen=True, slots=True)
class Reference:
    """That `owner` names an address in `field`."""

    object_type: T
    owner: str
    field: str
    url: str


@dataclass
class Stage:
    """The objects of one walk by their comparable address.

    `days` counts the days of creation, with which objects whose stamps are all the same are
    found out. `_seen` holds hashes of addresses.
    """

    volatile: frozenset[str] = frozenset()
    scratch: Scratch = field(default_factory=Scratch)
    scraps: list[Scrap] = field(default_factory=list)
    days: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, Entry] = field(default_factory=dict)
    _references: list[tuple[object, ...]] = field(default_factory=list)
    _hints: list[tuple[object, ...]] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def put(self, part: Piece | Scrap) -> None:
        """Take one piece in, or note a scrap."""
        if isinstance(part, Scrap):
            self.scraps.append(part)
            return
        for name in self.volatile & part.data.keys():
            del part.data[name]
        self._note_references(part)
        stated = ",".join(
            child for name, child in CHILDREN.get(part.object_type, {}).items() if name in part.data
        )
        entry = Entry(
            part.object_type,
            part.url,
            b"",
            part.body,
            part.parent,
            part.position,
            part.fetched_at,
            tuple(part.codes),
            part.is_tombstone,
            plain(key(part.url)),
            stamps=self._stamps(part.data),
            stated=stated,
        )
        before = self._earlier(entry.key)
        entry.content = canonical(part.data)
        if before is not None:
            _merge(before, entry, part.data)
        self.wait(entry)

    def entry(self, at: str) -> Entry | None:
        """Return the object at a comparable address."""
        if found := self._waiting.get(at):
            return found
        row = self.scratch.row(f"SELECT {COLUMNS} FROM entry WHERE key = ?", at)  # noqa: S608
        return entry_of(row) if row else None

    def _earlier(self, at: str) -> Entry | None:
        """Return what was said before of the object at an address, asking only if anything was."""
        mark = hash(at)
        if mark in self._seen:
            return self.entry(at)
        self._seen.add(mark)
        return None

    def flush(self) -> None:
        """Write what waits."""
        self.scratch.put(PUT, (entry.as_row() for entry in self._waiting.values()))
        self.scratch.put("INSERT INTO reference VALUES (?,?,?,?,?)", self._references)
        self.scratch.put("INSERT OR REPLACE INTO hint VALUES (?,?,?)", self._hints)
        self._waiting.clear()
        self._references.clear()
        self._hints.clear()

    def _stamps(self, data: dict[str, Any]) -> str:
        """Take `created` and `modified` out of an object."""
        taken = {name: data.pop(name) for name in STAMPS if name in data}
        created, modified = (str(taken.get(name) or "")[:10] for name in STAMPS)
        if created or modified:
            self.days[created if created == modified else "moved"] += 1
        return json.dumps(taken) if taken else ""

    def _note_references(self, piece: Piece) -> None:
        kind = piece.object_type.value
        for name in REFERENCES.get(piece.object_type, ()):
            value = piece.data.get(name)
            if value is None:
                continue
            for url in value if isinstance(value, list) else (value,):
                if isinstance(url, str) and url.strip():
                    told = (key(url), kind, piece.url, name, url)
                    self._references.append(tuple(map(plain, told)))
        consultation = piece.data.get("consultation")
        if piece.object_type == T.AGENDA_ITEM and isinstance(consultation, str) and piece.parent:
            hint = (key(consultation), piece.url, piece.parent)
            self._hints.append(tuple(map(plain, hint)))

    def finish(self) -> None:
        """Link consultations to the item that names them where they do not name it.

        Rule: some sources give only one direction (source: vendor table, row 11).
        """
        self.flush()
        self.scratch.do("CREATE INDEX IF NOT EXISTS by_type ON entry (type, seq)")
        self.scratch.do("CREATE INDEX IF NOT EXISTS by_target ON reference (key)")
        self._find_parents()
        hints = list(
            self.scratch.rows(
                "SELECT h.key, h.item, h.meeting FROM hint h JOIN entry e ON e.key = h.key"
                " WHERE e.is_dead = 0 AND instr(e.content, CAST('\"agendaItem\"' AS BLOB)) = 0"
            )
        )
        for at, item, meeting in hints:
            entry = self.entry(at)
            if entry is None:
                continue
            data = json.loads(entry.content.decode("utf-8", "surrogatepass"))
            entry.content = canonical({"meeting": meeting} | data | {"agendaItem": item})
            entry.codes += ("agendaItem:from_item",)
            entry.hashed = ""
            self.wait(entry)
        self.flush()

    def wait(self, entry: Entry) -> None:
        """Let an object wait until enough are to be written."""
        self._waiting[entry.key] = entry
        if len(self._waiting) >= WAITING:
            self.flush()

    def _find_parents(self) -> None:
        """Give objects that do not name their whole the one that names them.

        Rule: some sources give children as addresses, and these without a way back (source:
        vendor table, row 27).
        """
        for child, (host, _back) in PARENT.items():
            names = CHILDREN.get(host, {}).items()
            name = next(attribute for attribute, kind in names if kind == child)
            lost = self.scratch.rows(
                "SELECT e.key, r.owner FROM entry e JOIN reference r ON r.key = e.key"
                " WHERE e.type = ? AND e.parent = '' AND r.type = ? AND r.field = ?",
                *(child.value, host.value, name),
            )
            for at, owner in list(lost):
                entry = self.entry(at)
                if entry is not None:
                    entry.parent, entry.hashed = owner, ""
                    self._waiting[at] = entry
        self.flush()

    @property
    def is_flat(self) -> bool:
        """Tell whether all stamps name one and the same day: then they say nothing.

        Rule: some sources give every object the day of the installation, or today (source:
        vendor table, rows 1 and 26).
        """
        return len(self.days) == 1 and "moved" not in self.days and self.days.total() >= FEW

    def entries(self, object_type: T) -> Iterator[Entry]:
        """Yield the objects of a type in the order in which they came."""
        query = f"SELECT {COLUMNS} FROM entry WHERE type = ? ORDER BY seq"  # noqa: S608
        for row in self.scratch.rows(query, object_type.value):
            yield entry_of(row)

    def unresolved(self) -> Iterator[Reference]:
        """Yield the references to addresses that lead to nothing, here or stored before."""
        rows = self.scratch.rows(
            "SELECT type, owner, field, url FROM reference r"
            " WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.key = r.key)"
            " AND NOT EXISTS (SELECT 1 FROM place p WHERE p.key = r.key)"
            " GROUP BY type, owner, field, url ORDER BY min(r.rowid)"
        )
        for kind, owner, name, url in rows:
            yield Reference(TYPES[kind], owner, name, url)


def _merge(before: Entry, entry: Entry, data: dict[str, Any]) -> None:
    """Complete the later word on an object with what was known of it before."""
    entry.parent = before.parent or entry.parent
    entry.position = entry.position if before.position is None else before.position
    entry.stamps = _newest(before.stamps, entry.stamps)
    if before.content == entry.content:
        entry.codes, entry.stated = before.codes, before.stated or entry.stated
        return
    if not entry.is_tombstone and not before.is_tombstone:
        old = json.loads(before.content.decode("utf-8", "surrogatepass"))
        entry.content = canonical(old | data)
        told = dict.fromkeys([*before.stated.split(","), *entry.stated.split(",")])
        entry.stated = ",".join(filter(None, told))
    entry.codes = tuple(dict.fromkeys((*before.codes, *entry.codes)))


def _newest(before: str, later: str) -> str:
    """Return the stamps that name the later change.

    An object may be told in two places by what changed there: embedded and alone.
    """
    if not before or not later or before == later:
        return later or before
    said = [str(json.loads(stamps).get("modified") or "") for stamps in (before, later)]
    try:
        first, second = (datetime.fromisoformat(moment) for moment in said)
        is_older = second < first
    except (ValueError, TypeError):
        is_older = False
    return before if is_older else later
