"""What is in an archive, and is it the same every time?"""

import hashlib
import io
import json
import tarfile
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.translation import override

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files import store
from gremienwerk.domain.files.models import File
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.commands.export_body import NotExportable, export_body
from gremienwerk.portable.forms import FORMS, ORGANIZATION
from tests.factories.accounts import UserFactory
from tests.portable.conftest import NOW, exported

REQUIRED = {"id", "type", "created", "modified"}


def members(archive):
    """Return the members of an archive with their bytes."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar.getmembers()}


def rows(archive, name):
    return [json.loads(line) for line in members(archive)[f"rows/{name}.jsonl"].splitlines()]


def whole(network, slug="beirat"):
    return next(body for body in network if body.slug == slug)


def test_the_same_data_give_the_same_bytes_whatever_the_clock_and_the_language(network):
    body = whole(network)
    first = exported(body)

    with override("en"):
        later = exported(body, now=NOW + timedelta(days=400))

    assert later == first


def test_a_public_archive_is_the_same_all_day(network):
    body = whole(network)

    assert exported(body, Mode.PUBLIC) == exported(body, Mode.PUBLIC, now=NOW + timedelta(hours=3))


def test_any_tar_can_read_it_and_nothing_of_this_machine_is_in_it(network):
    archive = exported(whole(network))

    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        found = tar.getmembers()

    names = [one.name for one in found]
    assert names == ["manifest.json", *sorted(names[1:])]
    assert {(m.mtime, m.uid, m.gid, m.uname, m.gname, m.mode) for m in found} == {
        (0, 0, 0, "", "", 0o644)
    }
    assert all(one.isreg() for one in found)


def test_the_manifest_tells_what_is_there_and_what_stayed(network):
    found = members(exported(whole(network)))
    manifest = json.loads(found.pop("manifest.json"))

    assert manifest["members"] == {
        name: {
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **({"rows": content.count(b"\n")} if name.startswith("rows/") else {}),
        }
        for name, content in found.items()
    }
    assert manifest["body"]["slug"] == "beirat"
    assert manifest["mode"] == "whole"
    assert "day" not in manifest
    assert "privacy.SpecialRecord" in manifest["leftOut"]["rows"]
    assert "user" in manifest["leftOut"]["fields"]["person"]


def test_each_line_is_an_object_of_oparl_sorted_by_number(network):
    seen = set()
    for body in network:
        for name, content in members(exported(body)).items():
            if name.startswith("rows/"):
                found = [json.loads(line) for line in content.splitlines()]
                numbers = [int(one["id"].rpartition("/")[2]) for one in found]
                assert numbers == sorted(set(numbers)), name
                assert [one for one in found if None in one.values() or "" in one.values()] == []
                if found[0]["type"].startswith("https://"):
                    assert [one for one in found if REQUIRED - one.keys()] == [], name
                    seen.add(found[0]["type"].rpartition("/")[2])
    assert len(seen) >= 9


def test_lists_of_oparl_name_the_rows_beside_them(network):
    archive = exported(whole(network))

    items = Counter(one["meeting"] for one in rows(archive, "agendaitem"))
    for meeting in rows(archive, "meeting"):
        assert len(meeting.get("agendaItem", [])) == items[meeting["id"]]
        assert meeting["organization"]
        assert meeting["meetingState"]
    papers = rows(archive, "paper")
    files = {one["id"] for one in rows(archive, "file")}
    assert {one["mainFile"] for one in papers if "mainFile" in one} <= files
    assert any("consultation" in one for one in papers)


def test_every_row_that_hangs_on_the_body_is_in_its_archive(network):
    """Counted without the table of forms: whatever model points at an organization."""
    travels = {form.model: form.name for form in FORMS if form.model is not Organization}
    seen = Counter()
    for body in network:
        ours = [body.pk, *Organization.objects.filter(parent=body).values_list("pk", flat=True)]
        found = members(exported(body))
        for model, name in travels.items():
            names = {field.name for field in model._meta.concrete_fields}
            if "organization" in names:
                expected = model._base_manager.filter(organization__in=ours).count()
                lines = found.get(f"rows/{name}.jsonl", b"").splitlines()
                told = [json.loads(line).get("organization") for line in lines]
                told += [json.loads(line).get("Gremienwerk:organization") for line in lines]
                keys = [int(str(one).rpartition("/")[2]) for one in told if one and "/" in str(one)]
                assert sum(key in ours for key in keys) == expected, (body.slug, name)
                seen[name] += expected
    assert {name for name, number in seen.items() if number} > {
        *("ability", "alias", "convenor", "meetingorganization", "membership", "note", "rule"),
        *("recurrence", "recurrenceexception", "relation", "seat", "statusperiod", "supporter"),
    }


def test_of_neighbours_only_their_names_come_along(network):
    archive = exported(whole(network))

    for one in rows(archive, "neighbour"):
        assert one.keys().isdisjoint({"Gremienwerk:purpose", "Gremienwerk:sphere", "location"})
    neighbours = {one["id"] for one in rows(archive, "neighbour")}
    own = {one["id"] for one in rows(archive, "organization")}
    assert neighbours.isdisjoint(own)
    assert {one["organization"] for one in rows(archive, "membership")} <= own


def test_who_acted_is_not_named(network):
    body = Organization.objects.get(pk=_noted().organization_id)
    archive = exported(body)

    authors = {one["Gremienwerk:author"] for one in rows(archive, "note")}
    assert [author.rpartition("#")[2] for author in authors] == ["account"]
    for model in apps.get_app_config("accounts").get_models():
        assert model not in {form.model for form in FORMS}
    assert system_user().email.encode() not in archive


def _noted():
    from gremienwerk.domain.notes.models import Note  # noqa: PLC0415 -- app ready

    return Note.objects.exclude(organization=None).first()


def test_an_export_is_told_in_the_log(network):
    body = whole(network)
    exported(body)

    entry = Entry.objects.order_by("pk").last()
    assert entry.kind == "portable.body_exported"
    assert entry.payload["organization_id"] == body.pk
    assert entry.payload["mode"] == "whole"
    assert entry.payload["rows"] > 100


def test_nobody_but_the_machine_exports(network):
    target = io.BytesIO()

    with pytest.raises(NotAllowed):
        export_body(whole(network), target, mode=Mode.PUBLIC, by=UserFactory(), now=NOW)
    assert target.getvalue() == b""


def test_what_is_not_public_has_no_public_archive(network):
    draft = next(body for body in network if body.published_at is None)
    number = Entry.objects.count()

    with pytest.raises(NotExportable):
        exported(draft, Mode.PUBLIC)
    assert Entry.objects.count() == number


def test_a_missing_file_is_named_and_nothing_is_written(network):
    body = whole(network)
    form = next(one for one in rows(exported(body), "file") if "Gremienwerk:storedAs" in one)
    place = form["Gremienwerk:storedAs"]
    path = store.path_of(place)
    path.rename(path.with_suffix(".away"))
    target = io.BytesIO()
    try:
        with pytest.raises(NotExportable, match=place):
            export_body(body, target, mode=Mode.WHOLE, by=system_user(), now=NOW)
    finally:
        path.with_suffix(".away").rename(path)
    assert target.getvalue() == b""
    assert File.objects.filter(stored_as=place).exists()


def test_closed_items_and_internal_meetings_stay_out_of_a_public_archive(network):
    body = next(one for one in network if one.slug == "koordinierungsrunde")

    assert "rows/meeting.jsonl" in members(exported(body))
    assert "rows/meeting.jsonl" not in members(exported(body, Mode.PUBLIC))
    assert "rows/ability.jsonl" in members(exported(body, Mode.PUBLIC))
    assert ORGANIZATION.file_name in members(exported(body, Mode.PUBLIC))


def test_what_came_from_a_source_is_handed_on_with_a_licence_only(network):
    body = next(one for one in network if one.mirrors_id)

    def told():
        with tarfile.open(fileobj=io.BytesIO(exported(body, Mode.PUBLIC))) as tar:
            return [json.loads(line) for line in tar.extractfile("rows/body.jsonl")]

    with transaction.atomic():
        MirrorSource.objects.update(is_republished=False)
        assert [one["Gremienwerk:isOwn"] for one in told()] == [True]
        MirrorSource.objects.update(is_republished=True, license="dl-de/by-2-0")
        assert sorted(one["Gremienwerk:isOwn"] for one in told()) == [False, True]
        transaction.set_rollback(True)
