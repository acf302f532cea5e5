"""Does the verifier find every change behind the triggers? It is given all of them."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.events import append_only
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.events.chain import append, digest
from gremienwerk.foundation.events.heads import FILE, Note, note_head, notes_in
from gremienwerk.foundation.events.models import Anchor, Entry, Head, Revision
from gremienwerk.foundation.events.prune import prune
from gremienwerk.foundation.events.reads import SensitiveRead
from gremienwerk.foundation.events.revisions import Change, erase, record
from gremienwerk.foundation.events.verify import Break, breaks, first_break
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 9, 0, 0, 123456, tzinfo=UTC)
TABLES = (Entry, Revision, Head, Anchor)
CHANGES = 1000


@pytest.fixture
def log():
    """Thirty entries with values, some of them erased, after a beginning that was pruned."""
    user, body = system_user(), OrganizationFactory()
    for number in range(40):
        at = NOW + timedelta(days=number)
        change = Change("purpose", f"alt {number}", f"neu {number} ü", "")
        hashes = record(body, [change], by=user, now=at)
        payload = {"organization_id": body.pk, "changes": hashes, "ort": "Köln"}
        entry = append("organizations.texts_edited", payload, by=user, at=at)
        Revision.objects.filter(hash__in=hashes).update(entry=entry)
    end = NOW + timedelta(days=50)
    publish(prune(before=NOW + timedelta(days=10)), by=user, at=end)
    gone = erase(Revision.objects.filter(entry__lt=15), now=end)
    append("privacy.person_erased", {"person_id": 1, "erased": gone}, by=user, at=end)
    append_only.lift(connection)
    yield list(Entry.objects.order_by("pk"))
    append_only.protect(connection)


def text(column):
    return f'CAST("{column}" AS BLOB)' if connection.vendor == "sqlite" else f'"{column}"::text'


def write(table, key, column, value):
    """Put `value` in as bytes or text, past every check that can be passed."""
    kinds = {"recorded_at": "timestamptz", "erased_at": "timestamptz", "payload": "jsonb"}
    numbers = ("id", "actor_id", "number", "revisions", "object_id", "by_id", "entry_id", "through")
    if connection.vendor == "sqlite":
        place, given = "CAST(%s AS TEXT)", value
    else:
        kind = kinds.get(column, "bigint" if column in numbers else "text")
        place, given = f"%s::{kind}", value.decode()
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = {place} WHERE id = %s', [given, key])  # noqa: S608


def read(table, key, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {text(column)} FROM {table} WHERE id = %s", [key])  # noqa: S608
        row = cursor.fetchone()
    value = row and row[0]
    return value.encode() if isinstance(value, str) else value and bytes(value)


def cells():
    for model in TABLES:
        meta = model._meta
        for key in model._base_manager.values_list("pk", flat=True):
            for column in meta.concrete_fields:
                yield meta.db_table, key, column.column


def tampered(cell, dice):
    """Change one random byte; tell whether the database stored something else."""
    table, key, column = cell
    before = read(*cell)
    if not before:
        return False
    place = dice.randrange(len(before))
    byte = bytes([before[place] ^ (1 << dice.randrange(7))])
    changed = before[:place] + byte + before[place + 1 :]
    write(table, key, column, changed)
    return column == "id" or read(*cell) != before


def test_finds_every_one_of_1000_changed_bytes(log):
    dice = random.Random(20261124)
    everything = list(cells())
    missed, tried = [], 0

    while tried < CHANGES:
        cell = dice.choice(everything)
        save = transaction.savepoint()
        try:
            with transaction.atomic():
                is_changed = tampered(cell, dice)
        except (DatabaseError, ValueError):
            is_changed = False  # the database refused it
        if is_changed:
            tried += 1
            if first_break() is None:
                missed.append(cell)
        transaction.savepoint_rollback(save)

    assert missed == []
    assert first_break() is None


def test_the_whole_log_is_whole(log):
    assert list(breaks()) == []


@pytest.mark.parametrize("number", [1, 2, 5, 31])
def test_a_cut_tail_shows(log, number):
    for entry in log[-number:]:
        Revision.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()

    rest = Entry.objects.order_by("pk").last()
    assert Break("end", rest.pk if rest else log[0].pk - 1) in list(breaks())


def test_every_deleted_row_shows(log):
    for model in (Entry, Revision, Head, Anchor):
        for key in model._base_manager.values_list("pk", flat=True):
            save = transaction.savepoint()
            if model is Entry:
                Revision.objects.filter(entry=key).update(entry=None)
            model._base_manager.filter(pk=key).delete()
            assert first_break() is not None, (model, key)
            transaction.savepoint_rollback(save)


def test_every_swapped_pair_shows(log):
    for one, other in itertools.pairwise(log):
        save = transaction.savepoint()
        Revision.objects.filter(entry__in=[one, other]).update(entry=None)
        Entry.objects.filter(pk=one.pk).update(id=0)
        Entry.objects.filter(pk=other.pk).update(id=one.pk)
        Entry.objects.filter(pk=0).update(id=other.pk)
        assert first_break() == Break("entry", one.pk)
        transaction.savepoint_rollback(save)


def test_swapped_contents_show(log):
    one, other = log[3], log[4]
    Entry.objects.filter(pk=one.pk).update(payload=other.payload)
    Entry.objects.filter(pk=other.pk).update(payload=one.payload)

    assert first_break() == Break("entry", one.pk)


def test_swapped_values_show(log):
    one, other = Revision.objects.filter(erased_at=None).order_by("pk")[:2]
    Revision.objects.filter(pk=one.pk).update(old=other.old, new=other.new, salt=other.salt)

    assert list(breaks()) == [Break("revision", one.entry_id)]


def test_a_value_erased_in_silence_shows(log):
    one = Revision.objects.filter(erased_at=None).order_by("pk").first()
    erase(Revision.objects.filter(pk=one.pk), now=NOW + timedelta(days=60))

    assert list(breaks()) == [Break("revision", one.entry_id)]


def test_a_value_without_entry_shows(log):
    record(OrganizationFactory(), [Change("work", "a", "b")], by=system_user(), now=NOW)

    assert [found.place for found in breaks()] == ["stray", "numbers"]


def test_an_entry_in_between_shows(log):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_entry (id, kind, actor_id, payload, recorded_at, previous_hash,"
            " hash) SELECT id + 1000, kind, actor_id, payload, recorded_at, 'x', 'y'"
            " FROM events_entry WHERE id = %s",
            [log[0].pk],
        )
    assert first_break().place == "entry"


def test_a_beginning_cut_off_in_silence_shows(log):
    keep = log[20]
    Revision.objects.filter(entry__lt=keep.pk).delete()
    Entry.objects.filter(pk__lt=keep.pk).delete()
    Anchor.objects.update(through=keep.pk - 1, hash=keep.previous_hash)

    assert Break("anchor") in list(breaks())


def rewritten(log):
    """Recompute the chain after a change, as the owner of the database can."""
    Entry.objects.filter(pk=log[5].pk).update(kind="organizations.other")
    rows = list(Entry.objects.filter(pk__gte=log[5].pk).order_by("pk"))
    before = log[4].hash
    for row in rows:
        row.previous_hash = before
        row.hash = before = digest(row)
    for row in rows:
        Entry.objects.filter(pk=row.pk).update(previous_hash=f"-{row.pk}", hash=f"-{row.pk}")
    for row in rows:
        Entry.objects.filter(pk=row.pk).update(previous_hash=row.previous_hash, hash=row.hash)
    Head.objects.update(hash=before)


def test_a_chain_computed_anew_shows_by_the_noted_hashes(log, tmp_path):
    note_head(tmp_path, now=NOW)
    assert first_break(notes_in(tmp_path / FILE)) is None

    rewritten(log)

    assert first_break() is None
    assert first_break(notes_in(tmp_path / FILE)) == Break("note", log[-1].pk)


def test_a_tail_cut_with_its_head_shows_by_the_noted_hashes(log, tmp_path):
    note_head(tmp_path, now=NOW)
    Entry.objects.filter(pk=log[-1].pk).delete()
    Revision.objects.filter(erased_at__isnull=False).delete()
    Head.objects.update(hash=log[-2].hash, number=log[-2].pk)

    assert Break("note", log[-1].pk) in list(breaks(notes_in(tmp_path / FILE)))


def test_a_note_that_is_none_is_named(tmp_path):
    (tmp_path / FILE).write_text("2026-03-04 1 abc\nunsinn\n")

    with pytest.raises(ValueError, match=r"log-heads\.txt:2"):
        list(notes_in(tmp_path / FILE))


def test_nothing_is_noted_of_an_empty_log(tmp_path):
    assert note_head(tmp_path, now=NOW) is None
    assert list(notes_in(tmp_path / FILE)) == []


def test_the_newest_hash_is_noted(tmp_path):
    entry = append("x.done", {}, by=system_user(), at=NOW)
    note_head(tmp_path, now=NOW)

    assert list(notes_in(tmp_path / FILE)) == [Note(entry.pk, entry.hash)]


def test_breaks_are_said_in_words():
    translation.activate("de")
    assert str(Break("entry", 7)) == "Eintrag 7 wurde geändert, entfernt oder eingefügt"


def test_reading_on_after_pruning_and_pruning_again(log):
    append_only.protect(connection)
    user, later = system_user(), NOW + timedelta(days=60)
    publish(SensitiveRead(what="people.contacts", ids=(1,)), by=user, at=later)

    told = prune(before=later)
    publish(told, by=user, at=later)

    assert told.entries == len(log)
    assert first_break() is None
    assert append_only.is_protected(connection)
    assert prune(before=NOW) is None
    append_only.lift(connection)
