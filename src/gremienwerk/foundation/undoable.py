"""Which facts can be taken back, by whom, and what does a row do when it goes?

The whole table stands on one page, `gremienwerk/undoing.py`: every kind of fact is either
`undoable` or `final` with a reason. What was done at once, by one account at one moment, is
one act and is taken back as one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from gremienwerk.foundation.access import Permission
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.revisions import WHOLE, label_of

MOST = 500  # facts of one act; a whole network is no act of a person

Subject = Callable[[Mapping[str, Any]], Model | None]


class NotToBeUndone(Refusal):
    """Something newer was written, the value was erased, or the domain does not allow it.

    `newer` is the fact that has to be taken back first, if there is one.
    """

    def __init__(self, sentence: str, newer: Entry | None = None) -> None:
        """Keep the sentence for the screen, and what is newer."""
        super().__init__(sentence)
        self.newer = newer


@dataclass(frozen=True, slots=True)
class ChangeUndone(Event):
    """What was done at once, or one field of it, is as before.

    `kinds` are the facts that were taken back, `about` the keys that they named, `rows` what
    was written back: the label of a model and a key each.
    """

    kind = "events.change_undone"
    revision_ids: tuple[int, ...]
    kinds: tuple[str, ...]
    about: dict[str, Any]
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Who may take a fact back, asked of which row, and what old values must still pass.

    `check(row, field, value)` and, once old values stand in the row, `whole(row, now)` raise
    a `Refusal`. With `by_field` each field can be taken back alone; without `alone` the fact
    goes back only with others of its act.
    """

    permission: Permission[Any, Any]
    subject: Subject
    check: Callable[[Any, str, Any], object] | None = None
    whole: Callable[[Any, datetime], object] | None = None
    by_field: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Going:
    """How a row of a model goes, and whether its values are kept.

    A tombstone sets the fields of `lets_go`; the relations of `owns` go with the row.
    """

    lets_go: Mapping[str, Any] = field(default_factory=dict)
    owns: tuple[str, ...] = ()
    keeps: bool = True


_ways: dict[str, Way] = {}
_final: dict[str, str] = {}
_going: dict[str, Going] = {}
_counting: dict[str, Callable[[Any], Iterable[str]]] = {}


def on(model: type[Model], name: str = "") -> Subject:
    """Return how the row that a fact names as `<model>_id`, or as `name`, is found."""
    key = name or f"{model._meta.model_name}_id"  # noqa: SLF001 -- Django's name

    def found(payload: Mapping[str, Any]) -> Model | None:
        rows = model._base_manager.filter(pk=payload.get(key))  # noqa: SLF001 -- drafts too
        row: Model | None = rows.first()
        return row

    return found


def undoable(permission: Permission[Any, Any], subject: Subject, *kinds: str, **more: Any) -> None:  # noqa: ANN401
    """Let facts of `kinds` be taken back by whoever holds `permission`; `more` as in `Way`."""
    for kind in kinds:
        _ways[kind] = Way(permission, subject, **more)


def final(reason: str, *kinds: str) -> None:
    """Say why facts of `kinds` cannot be taken back with one click."""
    _final.update(dict.fromkeys(kinds, reason))


def going(
    model: type[Model], *, owns: tuple[str, ...] = (), keeps: bool = True, **lets_go: object
) -> None:
    """Say how rows of `model` go; a tombstone sets the fields of `lets_go`."""
    _going[label_of(model)] = Going(lets_go, owns, keeps)


def counting(model: type[Model], count: Callable[[Any], Iterable[str]]) -> None:
    """Let `count` prepare every row of `model` that is written back; it returns the fields."""
    _counting[label_of(model)] = count


def going_of(row: Model) -> Going:
    """Return how a row goes."""
    return _going.get(label_of(row), Going())


def counted(row: Model) -> Iterable[str]:
    """Prepare a row that is written back; return what was set beyond its old values."""
    count = _counting.get(label_of(row))
    return count(row) if count else ()


def decided() -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the kinds that can be taken back, and those that cannot with their reasons."""
    return frozenset(_ways), _final


def way_of(entry: Entry) -> Way | None:
    """Return the way back of a fact; what was taken back is redone like it was done first."""
    return way_of_kinds(kinds_of(entry.kind, entry.payload))


def way_of_kinds(kinds: Iterable[str]) -> Way | None:
    """Return the first way among `kinds`, if each has one."""
    ways = [_ways.get(kind) for kind in kinds]
    return ways[0] if ways and None not in ways else None


def kinds_of(kind: str, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the kinds that a fact counts as: those that it took back, or its own."""
    return tuple(payload.get("kinds", ())) if kind == ChangeUndone.kind else (kind,)


def about(entry: Entry) -> dict[str, Any]:
    """Return the keys that a fact names; those of what it took back included."""
    if entry.kind == ChangeUndone.kind:
        return dict(entry.payload.get("about", {}))
    return {
        name: value
        for name, value in entry.payload.items()
        if name.endswith("_id") and isinstance(value, int)
    }


def is_undoable(kinds: Iterable[str]) -> bool:
    """Tell whether an act that consists of facts of `kinds` can be taken back as one."""
    ways = [_ways.get(kind) for kind in kinds]
    return any(way is not None and way.alone for way in ways) and None not in ways


def is_field_undoable(entry: Entry, revision: Revision) -> bool:
    """Tell whether a changed field can be taken back without the rest of its act."""
    way = way_of(entry)
    return way is not None and way.by_field and revision.field != WHOLE
