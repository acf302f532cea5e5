"""How does an import write down what it did? Objects, references, refusals, bodies."""

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.commands._batches import BATCH, batches
from gremienwerk.domain.mirror.commands._state import Done, State
from gremienwerk.domain.mirror.mapping.stage import Reference
from gremienwerk.domain.mirror.mapping.values import Reader, key
from gremienwerk.domain.mirror.models import (
    MirroredBody,
    MirrorObject,
    Quarantined,
    UnresolvedReference,
)


def write_objects(state: State) -> None:
    """Note of each object of this batch its row, hash, time and coercions."""
    new = [_object(state, done) for done in state.done if done.known is None]
    MirrorObject.objects.bulk_create(new, batch_size=BATCH)
    MirrorObject.objects.bulk_create(
        [_object(state, done) for done in state.done if done.known is not None],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["source", "url"],
        update_fields=[
            *("row_id", "digest", "parent", "coercions", "fetched_at", "gone_at_source")
        ],
    )
    bodies = [done.row_id for done in state.done if done.entry.object_type == T.BODY]
    linked = set(MirroredBody.objects.values_list("body", flat=True)) if bodies else set()
    MirroredBody.objects.bulk_create(
        MirroredBody(source=state.source, body_id=row_id)
        for row_id in bodies
        if row_id is not None and row_id not in linked
    )
    state.done.clear()


def _object(state: State, done: Done) -> MirrorObject:
    entry = done.entry
    return MirrorObject(
        source_id=state.source.pk,
        object_type=entry.object_type,
        url=(done.known.url if done.known else entry.url)[:1000],
        row_id=done.row_id,
        digest=entry.digest(),
        parent=entry.parent[:1000],
        coercions=done.codes,
        fetched_at=entry.fetched_at,
        gone_at_source=entry.fetched_at if entry.is_tombstone else None,
    )


def write_references(state: State) -> None:
    """Keep the addresses that lead to nothing; forget those that now lead somewhere."""
    current = {*state.replay.stage.unresolved(), *state.replay.dead_parts}
    stored = {
        Reference(T(row.object_type), row.owner, row.field, row.url): row.pk
        for row in UnresolvedReference.objects.filter(source=state.source)
    }
    dead = [pk for one, pk in stored.items() if one not in current and _is_answered(state, one)]
    for chunk in batches(dead, 500):
        UnresolvedReference.objects.filter(pk__in=chunk).delete()
    UnresolvedReference.objects.bulk_create(
        UnresolvedReference(
            source=state.source,
            object_type=one.object_type,
            owner=one.owner[:1000],
            field=one.field,
            url=one.url[:2000],
            since=state.now,
        )
        for one in current
        if one not in stored
    )


def _is_answered(state: State, reference: Reference) -> bool:
    """Test whether this run heard of who named the address, or that it is gone."""
    return bool(
        state.scratch.row(
            "SELECT 1 FROM entry WHERE key = ?1 UNION ALL SELECT 1 FROM gone WHERE key = ?1",
            key(reference.owner),
        )
    )


def write_refusals(state: State) -> None:
    """Note what this run could not use."""
    Quarantined.objects.filter(run=state.run).delete()
    Quarantined.objects.bulk_create(
        Quarantined(
            run=state.run,
            object_type=one.object_type,
            url=one.url[:2000],
            reason=one.reason,
            detail=one.detail[:500],
            is_page=one.is_page,
        )
        for one in (*state.replay.refused, *state.refused)
    )


def write_source(state: State) -> None:
    """Keep what the source says of itself: its licence word by word, its name."""
    source, said = state.source, {"license": "", "label": ""}
    for object_type in (T.SYSTEM, T.BODY):
        for entry in state.replay.stage.entries(object_type):
            reader = Reader(entry.data())
            said["license"] = said["license"] or reader.text("license", 500)
            if entry.object_type == T.BODY:
                said["label"] = said["label"] or reader.text("name", 300)
    if said["license"]:
        source.license = said["license"]
    source.label = source.label or said["label"]
