"""How are changes written? With their moments, which are taken last."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from django.db.models import Max

from gremienwerk.surfaces.oparl.addresses import BASE, object_url, system_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.commands._changes import Change
from gremienwerk.surfaces.oparl.models import ListEntry, PublishedObject
from gremienwerk.surfaces.oparl.values import as_json, head, moment

Name = tuple[str, int]  # type and key
OPEN: Final = re.compile(
    rf'"id":"{BASE}/([a-z]+)(?:/([0-9]+))?","type":"[^"]+","created":null,"modified":null'
)
MOMENTS: Final = '"created":null,"modified":null'
SECOND: Final = timedelta(seconds=1)
TO_COMMIT: Final = timedelta(milliseconds=250)  # the longest time from the moment to the commit
AT_ONCE: Final = 400
WRITTEN: Final = [
    *("body_id", "json", "brief", "modified", "inner_modified"),
    *("digest", "inner_digest", "deleted"),
]


def write(changes: list[Change], now: datetime) -> None:
    """Write objects and tombstones; call under the lock, as the last thing.

    No moment lies before one that was given out earlier, and each change of an object moves
    its own: a client that asks since the last moment it knows, or since the time on the
    clock, misses nothing.
    """
    newest = PublishedObject.objects.public().aggregate(newest=Max("modified"))["newest"]
    base = max(_next_second(now + TO_COMMIT), newest or _next_second(now))
    rows = {(change.kind, change.key): _row(change, base) for change in changes}
    inner = {name: (row.created, row.inner_modified) for name, row in rows.items()}
    inner |= _moments_of_embedded(changes, inner)
    for change in changes:
        _render(change, rows[change.kind, change.key], inner, base)
    made = [rows[c.kind, c.key] for c in changes if c.old is None]
    kept = [rows[c.kind, c.key] for c in changes if c.old is not None]
    PublishedObject.objects.public().bulk_create(made, batch_size=AT_ONCE)
    PublishedObject.objects.public().bulk_update(kept, WRITTEN, batch_size=AT_ONCE)
    _write_entries(changes, rows)


def _next_second(moment: datetime) -> datetime:
    """Round up: who asked just before the commit must not have asked after the moment."""
    whole = moment.astimezone(UTC).replace(microsecond=0)
    return whole if whole == moment else whole + SECOND


def _row(change: Change, base: datetime) -> PublishedObject:
    """Return the row with its moments, still without its text."""
    old = change.old
    modified = base if old is None else max(base, old.modified + SECOND)
    is_same_inside = old is not None and not old.deleted and old.inner_digest == change.inner_digest
    inner_modified = old.inner_modified if old and is_same_inside else modified
    return PublishedObject(
        pk=old.pk if old else None,
        kind=change.kind,
        object_id=change.key,
        body_id=change.body_id,
        created=old.created if old else modified,
        modified=modified,
        inner_modified=inner_modified,
        digest=change.digest,
        inner_digest=change.inner_digest,
        deleted=change.is_gone,
    )


def _moments_of_embedded(
    changes: list[Change], known: dict[tuple[Kind, int], tuple[datetime, datetime]]
) -> dict[tuple[Kind, int], tuple[datetime, datetime]]:
    """Return the moments of embedded objects that are not written now."""
    wanted: dict[Kind, set[int]] = defaultdict(set)
    for change in changes:
        for word, key in OPEN.findall(change.text):
            if key and (Kind(word), int(key)) not in known:
                wanted[Kind(word)].add(int(key))
    found = {}
    for kind, keys in wanted.items():
        rows = PublishedObject.objects.public().filter(kind=kind, object_id__in=keys)
        for key, created, modified in rows.values_list("object_id", "created", "inner_modified"):
            found[kind, key] = (created, modified)
    return found


def _render(
    change: Change,
    row: PublishedObject,
    inner: dict[tuple[Kind, int], tuple[datetime, datetime]],
    base: datetime,
) -> None:
    """Fill the moments in: of the object itself, and of what it embeds."""
    own = (change.kind.value, str(change.key) if change.kind != Kind.SYSTEM else "")

    def filled(match: re.Match[str]) -> str:
        word, key = match.group(1), match.group(2) or ""
        if (word, key) == own:
            created, modified = row.created, row.modified
        else:
            created, modified = inner.get((Kind(word), int(key or 0)), (base, base))
        return match.group(0)[: -len(MOMENTS)] + _moments(created, modified)

    if change.is_gone:
        row.json, row.brief = _tombstone(change, row), ""
        return
    row.json = OPEN.sub(filled, _opened(change.text, row))
    row.brief = OPEN.sub(filled, _opened(change.brief, row)) if change.brief else ""


def _opened(text: str, row: PublishedObject) -> str:
    """Say since when a Körperschaft is out (`oparlSince`)."""
    if row.kind != Kind.BODY:
        return text
    return f'{text[:-1]},"oparlSince":"{moment(row.created)}"}}'


@cache
def _written(value: datetime) -> str:
    return str(moment(value))


def _moments(created: datetime, modified: datetime) -> str:
    return f'"created":"{_written(created)}","modified":"{_written(modified)}"'


def _tombstone(change: Change, row: PublishedObject) -> str:
    """Return what is left of an object: nothing but that it was there (D2)."""
    is_system = change.kind == Kind.SYSTEM
    url = system_url() if is_system else object_url(change.kind, change.key)
    text = as_json(head(change.kind, url) | {"deleted": True})
    return text.replace(MOMENTS, _moments(row.created, row.modified))


def _write_entries(changes: list[Change], rows: dict[tuple[Kind, int], PublishedObject]) -> None:
    """Keep the lists of the organizations; what is gone stays where it was."""
    living = [c for c in changes if not c.is_gone and c.kind in (Kind.MEETING, Kind.CONSULTATION)]
    keys = [rows[change.kind, change.key].pk for change in living]
    had: dict[int, set[int]] = defaultdict(set)
    entries = ListEntry.entries.filter(entry__in=keys)
    for entry, organization in entries.values_list("entry", "organization_id"):
        had[entry].add(organization)
    missing = []
    for change in living:
        row = rows[change.kind, change.key]
        for organization in had[row.pk] - change.organizations:
            entries.filter(entry=row.pk, organization_id=organization).delete()
        missing += [
            ListEntry(entry_id=row.pk, organization_id=organization)
            for organization in sorted(change.organizations - had[row.pk])
        ]
    ListEntry.entries.bulk_create(missing, batch_size=AT_ONCE)
