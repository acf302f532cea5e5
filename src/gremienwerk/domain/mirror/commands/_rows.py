"""How do mapped objects become rows of their noun? In bulk, and only what differs."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.db.models import Model

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.commands._links import keep_links
from gremienwerk.domain.mirror.commands._new_rows import born, tombstone
from gremienwerk.domain.mirror.commands._record import write_objects
from gremienwerk.domain.mirror.commands._state import KNOWN, Done, Known, State, known_of
from gremienwerk.domain.mirror.mapping.entry import COLUMNS, STAMPS, Entry, entry_of
from gremienwerk.domain.mirror.mapping.guesses import FROM_ITEM, GUESSED
from gremienwerk.domain.mirror.mapping.mapped import Mapped
from gremienwerk.domain.mirror.mapping.mappers import MAPPERS
from gremienwerk.domain.mirror.mapping.values import Reader
from gremienwerk.domain.mirror.news import changes_of_meeting
from gremienwerk.domain.mirror.queries import MODELS

Pair = tuple[Entry, Known | None]
WIDTH: Final = COLUMNS.count(",") + 1
DIFFERING: Final = (
    f"SELECT {', '.join(f'e.{name.strip()}' for name in COLUMNS.split(','))}, {KNOWN}"  # noqa: S608 -- our own words
    " FROM entry e LEFT JOIN known k ON k.key = e.key WHERE e.type = ?1 AND (?2"
    " OR k.key IS NULL OR k.type <> e.type OR k.is_gone <> e.is_dead OR k.digest <> e.digest"
    " OR EXISTS (SELECT 1 FROM again a WHERE a.key = e.key)) ORDER BY e.seq"
)
UNSTORABLE: Final = (DatabaseError, ValueError, TypeError, OverflowError)


def import_type(state: State, object_type: T) -> None:
    """Bring all objects of one type in; those that did not change cost one comparison."""
    scratch, counts = state.scratch, state.counts[object_type]
    total = scratch.number("SELECT count(*) FROM entry WHERE type = ?", object_type.value)
    seen = 0
    rows = scratch.rows(DIFFERING, object_type.value, int(state.is_forced))
    for batch in batches(rows):
        seen += len(batch)
        new: list[Pair] = []
        changed: list[Pair] = []
        for row in batch:
            entry = entry_of(row[:WIDTH])
            known = None if row[WIDTH] is None else known_of(row[WIDTH:])
            if known is not None and known.object_type != object_type:
                state.refuse(entry, Reason.WRONG_TYPE, known.object_type)
            elif object_type == T.SYSTEM:
                _system(state, entry, known)
            else:
                (new if known is None or known.row_id is None else changed).append((entry, known))
        if new:
            _create(state, object_type, new)
        if changed:
            _change(state, object_type, changed)
        write_objects(state)
        keep_links(state)
    counts["unchanged"] += total - seen


def _system(state: State, entry: Entry, known: Known | None) -> None:
    """Note a System object, which becomes no row."""
    if known is None or not _is_same(entry, known):
        state.done.append(Done(entry, None, "", known))
    state.counts[T.SYSTEM]["new" if known is None else "unchanged"] += 1


def _is_same(entry: Entry, known: Known) -> bool:
    return known.is_gone == entry.is_tombstone and known.digest == entry.digest()


def _mapped(state: State, entry: Entry) -> tuple[Mapped, dict[str, Any], str] | None:
    """Map one object and find the keys of what it refers to; None if it was refused."""
    try:
        reader = Reader(entry.data(), entry.codes)
        if state.replay.stage.is_flat:
            _forget_stamps(reader)
        mapped = MAPPERS[entry.object_type](reader, entry)
    except Exception as error:  # noqa: BLE001 -- one bad object never stops a run
        state.refuse(entry, Reason.UNMAPPABLE, repr(error))
        return None
    if mapped.missing:
        state.refuse(entry, mapped.missing)
        return None
    keys = {f"{name}_id": state.row_of(url) for name, url in mapped.references.items()}
    if entry.object_type == T.ORGANIZATION:
        del keys["parent_id"]  # perhaps not there yet: linked once all of them are
    missing = [name for name in mapped.required if keys.get(f"{name}_id") is None]
    if missing:
        reference = mapped.references.get(missing[0], "")
        state.refuse(entry, Reason.NO_PARENT, f"{missing[0]} {reference}")
        return None
    return mapped, mapped.values | keys, " ".join(reader.codes)


def _forget_stamps(reader: Reader) -> None:
    """Take away times that say nothing, for every object has the same."""
    for name in STAMPS:
        if reader.data.pop(name, None):
            reader.note(name, "same_everywhere")


def _create(state: State, object_type: T, batch: list[Pair]) -> None:
    """Make rows for objects that have none."""
    made: list[tuple[Pair, Model, Mapped | None, str]] = []
    counts = state.counts[object_type]
    for entry, known in batch:
        if entry.is_tombstone:
            row = tombstone(state, entry)
            if row is None:
                state.done.append(Done(entry, None, " ".join(entry.codes), known))
                counts["new" if known is None else "unchanged"] += 1
            else:
                made.append(((entry, known), row, None, " ".join(entry.codes)))
            continue
        found = _mapped(state, entry)
        if found is None:
            continue
        mapped, values, codes = found
        row = born(state, entry, values)
        if row is None:
            state.refuse(entry, Reason.NO_PARENT, f"body {entry.body}")
            continue
        made.append(((entry, known), row, mapped, codes))
    failed = _insert(MODELS[object_type], [row for _pair, row, _mapped, _codes in made])
    good = [
        (pair[0].key, row.pk) for pair, row, mapped, _c in made if mapped and id(row) not in failed
    ]
    state.place(good)
    for (entry, known), row, written, codes in made:
        if id(row) in failed:
            state.refuse(entry, Reason.UNMAPPABLE, failed[id(row)])
            continue
        _note(state, Done(entry, row.pk, codes, known), written, is_new=True)
        counts["new"] += 1


def _note(state: State, done: Done, mapped: Mapped | None, *, is_new: bool) -> None:
    """Remember what was written, and what is to be linked later."""
    state.done.append(done)
    if done.row_id is None or mapped is None:
        return
    state.links.append((done.row_id, is_new, mapped.links))
    if "parent" in mapped.references:
        state.parents.append((done.row_id, mapped.references["parent"]))


def _insert(model: type[Model], rows: list[Model]) -> dict[int, str]:
    """Insert rows at once, one by one if that fails; return the failed ones and why."""
    try:
        with transaction.atomic():
            model._default_manager.bulk_create(rows)  # noqa: SLF001
    except UNSTORABLE:
        return dict(_insert_singly(rows))
    return {}


def _insert_singly(rows: list[Model]) -> Iterator[tuple[int, str]]:
    for row in rows:
        row.pk = None
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except UNSTORABLE as error:
            yield id(row), str(error)[:300]


def _change(state: State, object_type: T, batch: list[Pair]) -> None:
    """Write to the rows of changed objects what differs."""
    model = MODELS[object_type]
    rows = model._default_manager.in_bulk(  # noqa: SLF001
        [known.row_id for _entry, known in batch if known and known.row_id]
    )
    dirty: list[tuple[Entry, Model]] = []
    columns: set[str] = set()
    for entry, known in batch:
        row = rows.get(known.row_id) if known and known.row_id else None
        if row is None or known is None:
            continue
        found = ({}, "") if entry.is_tombstone else _values(state, entry, known)
        if found is None:
            continue
        values = _grave(entry, row) if entry.is_tombstone else found[0]
        codes = " ".join(entry.codes) if entry.is_tombstone else found[1]
        differing = {k: v for k, v in values.items() if getattr(row, k) != v}
        state.counts[object_type] += changes_of_meeting(differing)
        if differing:
            differing.setdefault("modified_at", entry.fetched_at)
            for name, value in differing.items():
                setattr(row, name, value)
            columns |= differing.keys()
            dirty.append((entry, row))
        is_other = not _is_same(entry, known)
        if is_other or differing or codes != known.coercions:
            state.done.append(Done(entry, row.pk, codes, known))
        state.counts[object_type]["changed" if differing or is_other else "unchanged"] += 1
    _update(state, model, dirty, columns)


def _values(state: State, entry: Entry, known: Known) -> tuple[dict[str, Any], str] | None:
    """Return the columns of a living object, and note its links."""
    found = _mapped(state, entry)
    if found is None or known.row_id is None:
        return None
    mapped, values, codes = found
    state.links.append((known.row_id, False, mapped.links))
    if "parent" in mapped.references:
        state.parents.append((known.row_id, mapped.references["parent"]))
    for kept in ("published_at", "created_at"):
        if kept in values and mapped.is_age_unknown:
            del values[kept]  # the source does not say: the first import's moment stays
    if entry.object_type == T.CONSULTATION and not _is_agenda_known(state):
        codes = _keep_item(mapped, values, codes, known)
    return values | {"deleted_at": None}, codes


def _is_agenda_known(state: State) -> bool:
    """Test whether this run read the agenda of every meeting."""
    return state.replay.is_full and state.replay.is_complete(T.AGENDA_ITEM)


def _keep_item(mapped: Mapped, values: dict[str, Any], codes: str, known: Known) -> str:
    """Leave a station where it was put by its item or by a guess; return its codes.

    Rule: that the item was not read again says nothing about it (source: vendor table, rows
    11 and 30).
    """
    found = [code for code in known.coercions.split() if code in {FROM_ITEM, GUESSED}]
    if mapped.references["agenda_item"] or not found:
        return codes
    del values["agenda_item_id"]
    if not mapped.references["meeting"]:
        del values["meeting_id"]
    return " ".join([*codes.split(), *found])


def _grave(entry: Entry, row: Model) -> dict[str, Any]:
    """Return what becomes of a row whose source deleted it."""
    at = getattr(row, "deleted_at", None) or Reader(entry.data()).stamp("modified")
    return {"deleted_at": at or entry.fetched_at}


def _update(
    state: State, model: type[Model], dirty: list[tuple[Entry, Model]], columns: set[str]
) -> None:
    if not dirty:
        return
    names = sorted(name.removesuffix("_id") for name in columns)
    try:
        with transaction.atomic():
            model._default_manager.bulk_update([row for _entry, row in dirty], names, 500)  # noqa: SLF001
    except UNSTORABLE:
        for entry, row in dirty:
            try:
                with transaction.atomic():
                    row.save(update_fields=names)
            except UNSTORABLE as error:
                state.refuse(entry, Reason.UNMAPPABLE, str(error))
