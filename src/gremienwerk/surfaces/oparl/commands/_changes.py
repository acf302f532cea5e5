"""What differs between what is out and what the rows say now? Contents only, no moments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final

from gremienwerk.surfaces.oparl.addresses import named_in
from gremienwerk.surfaces.oparl.choices import INTERNAL_LISTS, Kind
from gremienwerk.surfaces.oparl.models import PublishedObject
from gremienwerk.surfaces.oparl.objects import CONTENTS
from gremienwerk.surfaces.oparl.objects.content import Content
from gremienwerk.surfaces.oparl.selection import Selection
from gremienwerk.surfaces.oparl.touched import Touched, around
from gremienwerk.surfaces.oparl.values import as_json

AT_ONCE: Final = 400  # objects whose rows are loaded together


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it is out, or its tombstone."""

    pk: int
    body_id: int
    digest: str
    inner_digest: str
    created: datetime
    modified: datetime
    inner_modified: datetime
    deleted: bool


@dataclass(slots=True)
class Change:
    """One object that has to be written; `text` is empty for what is no longer public.

    In the texts the moments are still open, of the object itself and of what it embeds.
    """

    kind: Kind
    key: int
    old: Stored | None
    body_id: int = 0
    text: str = ""
    brief: str = ""
    digest: str = ""
    inner_digest: str = ""
    organizations: frozenset[int] = frozenset()

    @property
    def is_gone(self) -> bool:
        """Only a tombstone is left."""
        return not self.text

    @property
    def spreads(self) -> bool:
        """Others show or name it, and have to be looked at; not if only these differ."""
        if self.old is None or self.old.deleted or self.is_gone:
            return True
        return self.inner_digest != self.old.inner_digest


def batches(keys: Iterable[int], size: int = AT_ONCE) -> Iterator[set[int]]:
    """Yield keys in portions."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), size):
        yield set(ordered[start : start + size])


def differing(selection: Selection, kind: Kind, keys: set[int]) -> list[Change]:
    """Return what has to be written of some objects of one type."""
    found = CONTENTS[kind](selection, keys)
    stored = _stored(kind, keys)
    changes = []
    for key in sorted(keys):
        content, old = found.get(key), stored.get(key)
        if content is not None:
            change = _change(kind, key, content, old)
            if old is None or old.deleted or old.digest != change.digest:
                changes.append(change)
        elif old is not None and not old.deleted:
            changes.append(Change(kind, key, old, old.body_id))
    return changes


def _stored(kind: Kind, keys: set[int]) -> dict[int, Stored]:
    columns = ("object_id", *Stored.__slots__)
    rows = PublishedObject.objects.public().filter(kind=kind, object_id__in=keys)
    return {key: Stored(*values) for key, *values in rows.values_list(*columns)}


def _change(kind: Kind, key: int, content: Content, old: Stored | None) -> Change:
    text = as_json(content.alone)
    inner = as_json(content.inner) if content.back else text
    hidden = [name for name in INTERNAL_LISTS.get(kind, ()) if name in content.inner]
    brief = {k: v for k, v in content.alone.items() if k not in hidden} if hidden else None
    return Change(
        kind,
        key,
        old,
        content.body_id,
        text,
        as_json(brief) if brief else "",
        _digest(f"{text}{sorted(content.organizations)}{content.body_id}"),
        _digest(inner),
        content.organizations,
    )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def settle(selection: Selection, touched: Touched) -> list[Change]:
    """Return all that has to be written after some objects were touched.

    Who hangs on what differs is looked at too, and so on. Contents follow from the rows
    alone, so none is looked at twice.
    """
    pending: Touched = defaultdict(set)
    seen: Touched = defaultdict(set)
    for kind, keys in touched.items():
        pending[kind] |= keys
        _add(pending, around(kind, keys))
    changes: list[Change] = []
    while kinds := [kind for kind in Kind if pending[kind] - seen[kind]]:
        kind = kinds[0]
        keys = pending[kind] - seen[kind]
        seen[kind] |= keys
        for batch in batches(keys):
            found = differing(selection, kind, batch)
            changes += found
            _add(pending, neighbours(kind, found))
    return changes


def neighbours(kind: Kind, changes: list[Change]) -> Touched:
    """Return who has to be looked at because some objects of one type differ."""
    spreading = [change for change in changes if change.spreads]
    found = around(kind, [change.key for change in spreading])
    before = PublishedObject.objects.public().filter(pk__in=[c.old.pk for c in spreading if c.old])
    texts = [*before.values_list("json", flat=True), *(change.text for change in spreading)]
    for text in texts:
        for other, key in named_in(text):
            found[other].add(key)
    return found


def _add(pending: Touched, more: Touched) -> None:
    for kind, keys in more.items():
        pending[kind] |= keys
