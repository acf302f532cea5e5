"""What does a source say as a whole? All pieces of a walk, each object once.

An object that appears several times, embedded and in a list of its own, is merged: the last
word on each attribute wins. Kept as bytes, so that a large source fits into memory.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.cutting import (
    CHILDREN,
    MAPPING_VERSION,
    Piece,
    Scrap,
    canonical,
    digest_of,
)
from gremienwerk.domain.mirror.mapping.values import key

REFERENCES: Final[dict[T, tuple[str, ...]]] = {
    T.ORGANIZATION: ("subOrganizationOf", "location", "membership"),
    T.PERSON: ("location", "membership"),
    T.MEMBERSHIP: ("organization", "onBehalfOf"),
    T.MEETING: ("location", "organization", "participant"),
    T.AGENDA_ITEM: ("consultation",),
    T.PAPER: (
        *("relatedPaper", "superordinatedPaper", "subordinatedPaper", "location", "consultation"),
        *("originatorPerson", "originatorOrganization", "underDirectionOf"),
    ),
    T.CONSULTATION: ("agendaItem", "meeting", "organization"),
}
PRIVATE: Final = {(T.PERSON, "location")}  # never asked for: addresses of people stay out


@dataclass(slots=True)
class Entry:
    """One object of the source, ready to be compared and mapped."""

    object_type: T
    url: str
    content: bytes
    body: str
    parent: str
    position: int | None
    fetched_at: datetime
    codes: tuple[str, ...]
    is_tombstone: bool
    key: str = ""
    hashed: str = ""

    def data(self) -> dict[str, Any]:
        """Return the object's attributes."""
        found: dict[str, Any] = json.loads(self.content.decode("utf-8", "surrogatepass"))
        return found

    def digest(self) -> str:
        """Return the hash that tells whether the object changed; made once."""
        if not self.hashed:
            about = (MAPPING_VERSION, self.body, self.parent, self.position)
            self.hashed = digest_of(self.content, *about)
        return self.hashed


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

    `references` is comparable address to who names it; `stated` are the (object, attribute)
    pairs of children that were said at all: what is missing there is gone, elsewhere unknown.
    """

    volatile: frozenset[str] = frozenset()
    entries: dict[str, Entry] = field(default_factory=dict)
    scraps: list[Scrap] = field(default_factory=list)
    references: dict[str, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    stated: set[tuple[str, T]] = field(default_factory=set)
    hints: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, part: Piece | Scrap) -> None:
        """Take one piece in, or note a scrap."""
        if isinstance(part, Scrap):
            self.scraps.append(part)
            return
        for name in self.volatile & part.data.keys():
            del part.data[name]
        self._note_references(part)
        at = key(part.url)
        before = self.entries.get(at)
        content = canonical(part.data)
        if before is not None:
            part, content = _merged(before, part, content)
        self.entries[at] = Entry(
            part.object_type,
            part.url,
            content,
            part.body,
            part.parent,
            part.position,
            part.fetched_at,
            tuple(part.codes),
            part.is_tombstone,
            at,
        )

    def _note_references(self, piece: Piece) -> None:
        for name in REFERENCES.get(piece.object_type, ()):
            value = piece.data.get(name)
            if value is None:
                continue
            for url in value if isinstance(value, list) else (value,):
                if isinstance(url, str) and url:
                    found = Reference(piece.object_type, piece.url, name, url)
                    self.references[key(url)].append(found)
        for name, child_type in CHILDREN.get(piece.object_type, {}).items():
            if name in piece.data:
                self.stated.add((key(piece.url), child_type))
        consultation = piece.data.get("consultation")
        if piece.object_type == T.AGENDA_ITEM and isinstance(consultation, str) and piece.parent:
            self.hints[key(consultation)] = (piece.url, piece.parent)

    def finish(self) -> None:
        """Link consultations to the item that names them where they do not name it.

        Rule: some sources give only one direction (source: vendor table, row 11).
        """
        for at, (item, meeting) in self.hints.items():
            entry = self.entries.get(at)
            if entry is None or entry.is_tombstone or b'"agendaItem"' in entry.content:
                continue
            entry.content = canonical({"meeting": meeting} | entry.data() | {"agendaItem": item})
            entry.codes += ("agendaItem:from_item",)
            entry.hashed = ""

    def unresolved(self, known: set[str]) -> Iterator[Reference]:
        """Yield the references to addresses that are neither here nor in `known`."""
        for at, named in self.references.items():
            if at not in self.entries and at not in known:
                yield from dict.fromkeys(named)


def _merged(before: Entry, piece: Piece, content: bytes) -> tuple[Piece, bytes]:
    """Return the piece with what was known of the object before."""
    piece.parent = before.parent or piece.parent
    piece.position = piece.position if before.position is None else before.position
    if before.content == content:
        piece.codes = list(before.codes)
        return piece, content
    if not piece.is_tombstone and not before.is_tombstone:
        piece.data = before.data() | piece.data
        content = canonical(piece.data)
    piece.codes = list(dict.fromkeys((*before.codes, *piece.codes)))
    return piece, content
