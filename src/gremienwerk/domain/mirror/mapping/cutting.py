"""Which objects are in an answer? Embedded ones are cut out and become objects of their own.

Pure. An object keeps the ids of its children in their place; back references go, so that an
object looks the same embedded and alone. Objects without an id get one made from parent,
attribute and content.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any, Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.choices import Reason

MAPPING_VERSION: Final = 4  # raise it when the mapping changes: every object is mapped anew
NAMES: Final = {object_type.value: object_type for object_type in T}
LISTS: Final[dict[str, T]] = {  # attributes of Body that name a list, and what is in it
    "organization": T.ORGANIZATION,
    "person": T.PERSON,
    "meeting": T.MEETING,
    "paper": T.PAPER,
    "legislativeTermList": T.LEGISLATIVE_TERM,
    "locationList": T.LOCATION,
    "membership": T.MEMBERSHIP,
    "file": T.FILE,
    "files": T.FILE,
    "agendaItem": T.AGENDA_ITEM,
    "consultation": T.CONSULTATION,
    "consultations": T.CONSULTATION,
}
CHILDREN: Final[dict[T, dict[str, T]]] = {
    T.BODY: {"legislativeTerm": T.LEGISLATIVE_TERM, "location": T.LOCATION},
    T.ORGANIZATION: {"location": T.LOCATION, "membership": T.MEMBERSHIP},
    T.PERSON: {"membership": T.MEMBERSHIP},
    T.MEETING: {
        "location": T.LOCATION,
        "invitation": T.FILE,
        "resultsProtocol": T.FILE,
        "verbatimProtocol": T.FILE,
        "auxiliaryFile": T.FILE,
        "agendaItem": T.AGENDA_ITEM,
    },
    T.AGENDA_ITEM: {
        "resolutionFile": T.FILE,
        "auxiliaryFile": T.FILE,
        "consultation": T.CONSULTATION,
    },
    T.PAPER: {
        "mainFile": T.FILE,
        "auxiliaryFile": T.FILE,
        "location": T.LOCATION,
        "consultation": T.CONSULTATION,
    },
}
MANY: Final = {  # attributes that hold a list
    *("legislativeTerm", "membership", "auxiliaryFile", "agendaItem"),
    *("organization", "participant", "originatorPerson", "originatorOrganization"),
    *("underDirectionOf", "relatedPaper", "superordinatedPaper", "subordinatedPaper"),
}
MANY_OF: Final = {(T.PAPER, "location"), (T.PAPER, "consultation")}
CANONICAL: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
PARENT: Final = {  # what owns an object, and the back reference that names it
    T.LEGISLATIVE_TERM: (T.BODY, "body"),
    T.MEMBERSHIP: (T.PERSON, "person"),
    T.AGENDA_ITEM: (T.MEETING, "meeting"),
    T.CONSULTATION: (T.PAPER, "paper"),
}
BACK: Final = {
    T.BODY: ("system",),
    T.FILE: ("meeting", "agendaItem", "paper"),
    T.LOCATION: ("bodies", "organizations", "organization", "persons", "meetings", "papers"),
    T.PERSON: ("locationObject",),
}


@dataclass(slots=True)
class Piece:
    """One object, cut out. `position` is its place in the parent's list."""

    object_type: T
    url: str
    data: dict[str, Any]
    body: str
    fetched_at: datetime
    parent: str = ""
    position: int | None = None
    codes: list[str] = field(default_factory=list)

    @property
    def is_tombstone(self) -> bool:
        """The source says that the object is deleted."""
        return self.data.get("deleted") is True


@dataclass(frozen=True, slots=True)
class Scrap:
    """Something that is no object, and why."""

    object_type: T
    url: str
    reason: Reason
    detail: str = ""


def type_of(data: dict[str, Any]) -> T | None:
    """Return the type that an object claims, None if it claims none that we know."""
    claimed = str(data.get("type") or "").rstrip("/").rpartition("/")[2]
    return NAMES.get(claimed)


def cut(data: Any, expected: T, *, body: str, fetched_at: datetime) -> Iterator[Piece | Scrap]:  # noqa: ANN401 -- what a server sends
    """Yield the object in `data` and all that it embeds, hosts before children."""
    if not isinstance(data, dict):
        yield Scrap(expected, "", Reason.NO_OBJECT, str(data)[:200])
        return
    url = data.get("id")
    if not isinstance(url, str) or not url.strip():
        yield Scrap(expected, "", Reason.NO_ID, str(data.get("name") or "")[:200])
        return
    claimed = type_of(data)
    if claimed not in {expected, None}:
        yield Scrap(expected, url, Reason.WRONG_TYPE, str(data.get("type"))[:200])
        return
    piece = Piece(expected, url.strip(), dict(data), body, fetched_at)
    if claimed is None:
        piece.codes.append("type:from_list")
    yield from _open(piece)


def _open(piece: Piece) -> Iterator[Piece | Scrap]:
    """Take the children out of `piece`, then yield it and them."""
    data = piece.data
    data.pop("type", None)
    for name in BACK.get(piece.object_type, ()):
        data.pop(name, None)
    named_body = data.pop("body", None) if piece.object_type != T.LEGISLATIVE_TERM else None
    if isinstance(named_body, str) and named_body:
        piece.body = named_body
    _find_parent(piece)
    _wrap(piece)
    below: list[Piece | Scrap] = []
    for name, child_type in CHILDREN.get(piece.object_type, {}).items():
        value = data.get(name)
        if isinstance(value, list):
            data[name] = [
                _child(piece, name, child_type, (item, place), below)
                for place, item in enumerate(_in_order(piece, name, value))
            ]
        elif isinstance(value, dict | str) and value:
            data[name] = _child(piece, name, child_type, (value, 0), below)
    yield piece
    for part in below:
        if isinstance(part, Piece):
            yield from _open(part)
        else:
            yield part


def _find_parent(piece: Piece) -> None:
    """Take the back reference to the parent away; it counts if nothing embeds the object."""
    if piece.object_type not in PARENT:
        return
    named = piece.data.pop(PARENT[piece.object_type][1], None)
    if not piece.parent and isinstance(named, str):
        piece.parent = named.strip()
    if piece.object_type == T.AGENDA_ITEM and piece.position is None:
        order = str(piece.data.get("order"))
        piece.position = int(order) if order.isdecimal() and int(order) < 1 << 15 else None


def _wrap(piece: Piece) -> None:
    """Make a list of what should be one, and drop nulls from lists."""
    many = _many_of(piece.object_type)
    for name, value in piece.data.items():
        if isinstance(value, list):
            if None in value:
                piece.codes.append(f"{name}:null_in_list")
                piece.data[name] = [item for item in value if item is not None]
        elif name in many and value not in (None, ""):
            piece.codes.append(f"{name}:not_a_list")
            piece.data[name] = [value]


@cache
def _many_of(object_type: T) -> frozenset[str]:
    """Return which attributes of a type hold a list."""
    names = {name for name in MANY if object_type != T.SYSTEM}
    names -= {"membership", "agendaItem"} - CHILDREN.get(object_type, {}).keys()
    if object_type in {T.MEMBERSHIP, T.BODY}:
        names.discard("organization")
    return frozenset(names | {name for kind, name in MANY_OF if kind == object_type})


def _in_order(piece: Piece, name: str, items: list[Any]) -> list[Any]:
    """Return agenda items by their `order` where all have one; else as they stand.

    Rule: numbers of sources start anywhere, repeat and have gaps; they are counted anew
    (source: vendor table, rows 9 and 18).
    """
    if name != "agendaItem":
        return items
    orders = [item.get("order") if isinstance(item, dict) else None for item in items]
    known = [int(o) for o in orders if isinstance(o, int | str) and str(o).isdecimal()]
    if len(known) < len(items):
        if items:
            piece.codes.append("agendaItem.order:from_list")
        return items
    if known != list(range(len(items))):
        piece.codes.append("agendaItem.order:counted_anew")
    return [item for _order, item in sorted(zip(known, items, strict=True), key=lambda p: p[0])]


def _child(
    host: Piece, name: str, child_type: T, item: tuple[Any, int], below: list[Piece | Scrap]
) -> Any:  # noqa: ANN401 -- what a server sends
    """Cut one child out into `below`; return what stands in its place.

    Rule: some sources name a place in words, without an object (source: vendor table, row 26).
    """
    value, place = item
    if isinstance(value, str) and child_type == T.LOCATION and "://" not in value:
        host.codes.append(f"{name}:words")
        value = {"description": value, "type": T.LOCATION.value}
    if not isinstance(value, dict):
        return value
    claimed = type_of(value)
    if claimed not in {child_type, None}:
        named = str(value.get("id") or "")
        below.append(Scrap(child_type, named, Reason.WRONG_TYPE, str(value.get("type"))[:200]))
        return named
    piece = Piece(child_type, "", dict(value), host.body, host.fetched_at)
    url = value.get("id")
    if isinstance(url, str) and url.strip():
        piece.url = url.strip()
    else:
        piece.url = f"{host.url}#{name}/{digest_of(canonical(value))[:16]}"
        piece.codes.append("id:made_up")
    if claimed is None:
        piece.codes.append("type:from_list")
    owner_type = PARENT.get(child_type, (None, ""))[0]
    if owner_type == host.object_type:
        piece.parent, piece.position = host.url, place
    below.append(piece)
    return piece.url


def canonical(data: dict[str, Any]) -> bytes:
    """Return the canonical JSON of an object: sorted keys, no blanks, UTF-8."""
    return CANONICAL.encode(data).encode("utf-8", "surrogatepass")


def digest_of(content: bytes, *context: object) -> str:
    """Return the hash by which a change is seen: 32 hex digits.

    `context` is what an object's row depends on beside its own content.
    """
    about = "\x1f".join(map(str, context)).encode("utf-8", "surrogatepass")
    return blake2b(content + b"\x1e" + about, digest_size=16).hexdigest()
