"""Is every object of the real council there, and does a second sync leave it alone?"""

from collections import Counter

import pytest
from django.apps import apps

from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting, MeetingNote
from gremienwerk.domain.mirror.models import RawAnswer, UnresolvedReference
from gremienwerk.domain.mirror.reports import last_run, report
from gremienwerk.domain.mirror.syncing import map_again
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.events.models import Entry
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.state import NOUNS
from tests.oparl_server import OparlServer, recorded

pytestmark = pytest.mark.django_db

LISTS = {"organization": "Organization", "person": "Person", "meeting": "Meeting", "paper": "Paper"}


def counted(tree):
    """Count ids per type and deletions, by walking everything; shares no code with src."""
    kinds, deleted = {}, Counter()

    def walk(value, kind=None):
        if isinstance(value, list):
            for item in value:
                walk(item, kind)
        elif isinstance(value, dict):
            if "id" in value:
                kinds[value["id"]] = str(value.get("type") or kind).rpartition("/")[2]
                deleted[kinds[value["id"]]] += bool(value.get("deleted"))
            for inner in value.values():
                walk(inner)

    for path, (status, body) in tree.items():
        if status == 200:
            walk(body.get("data", body), LISTS.get(path.partition("?")[0].rpartition("/")[2]))
    return Counter(kinds.values()), deleted


def test_the_whole_council_comes_over_once(add, mirror, writes, by):
    tree = recorded()
    there, deleted = counted(tree)
    with OparlServer(tree) as server:
        source = add(server)
        run = mirror(source)
        note = MeetingNote.objects.create(
            meeting=Meeting.objects.alive().first(),
            author=by,
            text="Ours",
            created_at=NOW,
            modified_at=NOW,
        )
        writes.clear()
        again = mirror(source)

    assert (run.is_complete, again.is_complete, writes) == (True, True, [])
    stored = {kind: apps.get_model(name).objects for kind, name in NOUNS.items()}
    assert {k: rows.count() for k, rows in stored.items() if rows.count()} == {
        kind: number for kind, number in there.items() if kind != "System"
    }
    assert {k: r.exclude(deleted_at=None).count() for k, r in stored.items()} == {
        kind: deleted[kind] for kind in stored
    }
    rows = {row.type: row for row in report(source, last_run(source))}
    assert {k: (r.live + r.deleted, r.deleted) for k, r in rows.items() if r.live} == {
        kind: (number, deleted[kind]) for kind, number in there.items()
    }
    assert sum(row.unresolved for row in rows.values()) == 47
    assert all(row.complete and not row.refused for row in rows.values())

    map_again(source, by=by, now=NOW)  # the server is gone by now

    assert writes == []
    note.refresh_from_db()
    assert note.text == "Ours"
    kinds = Entry.objects.filter(kind__startswith="mirror.").values_list("kind", flat=True)
    assert Counter(kinds) == {
        "mirror.source-added": 1,
        "mirror.changed": len(there),
        "mirror.synced": 3,
    }
    _what_had_to_be_bent(rows)
    _what_is_linked()


def _what_had_to_be_bent(rows):
    assert Body.objects.get().ags == "05358016"
    assert rows["Body"].coercions["ags:leading_zero"] == 1
    place = Location.objects.get(latitude__isnull=False)
    assert (int(place.latitude), int(place.longitude), place.postal_code) == (50, 6, "52393")
    assert rows["Location"].coercions["geojson:swapped"] == 1
    assert rows["Meeting"].coercions["type:from_list"] == 21
    assert rows["Meeting"].coercions["end:not_after_start"] == 1
    assert not Paper.objects.filter(name__contains="\n").exists()
    people = Person.objects.all()
    assert {(p.email, p.public_email) for p in people} == {("", "")}
    assert not UnresolvedReference.objects.exclude(field__in=["location", "meeting"]).exists()


def _what_is_linked():
    assert not Meeting.objects.alive().filter(links=None).exists()
    assert not Paper.objects.alive().filter(file_links=None).exists()
    assert Consultation.objects.filter(agenda_item=None).count() == 2228 - 2155
    assert list(
        AgendaItem.objects.filter(meeting=Meeting.objects.order_by("pk").first())
        .order_by("position")
        .values_list("position", flat=True)[:3]
    ) == [0, 1, 2]
    assert RawAnswer.objects.count() == 234
