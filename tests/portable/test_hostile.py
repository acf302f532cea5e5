"""Does anything get in that has no place here? What is refused below leaves nothing."""

import gzip
import io
import json
import tarfile

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files.drawings import DrawingNotUsable
from gremienwerk.domain.files.kinds import LARGEST, FileNotUsable
from gremienwerk.domain.files.pictures import PictureNotUsable
from gremienwerk.domain.files.scanning import ScannerSilent
from gremienwerk.domain.files.store import place_of
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.models import Entry
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.commands.import_body import import_body
from gremienwerk.portable.unpacking import ArchiveRefused, archive_of
from tests.demo.rows import state
from tests.portable.broken import taken_apart, tar
from tests.portable.conftest import NOW, exported


@pytest.fixture(scope="module")
def archives():
    return {}


@pytest.fixture
def packed(network, archives):
    """The archive of a body with people, meetings, papers and files, taken apart."""
    if not archives:
        archives["beirat"] = exported(next(body for body in network if body.slug == "beirat"))
    return taken_apart(archives["beirat"])


@pytest.fixture
def refused(empty_installation):
    """Bring an archive into an empty installation; return the refusal, after looking around."""

    def bring(archive, expected=ArchiveRefused):
        with empty_installation() as folder:
            before = state()
            with pytest.raises(expected) as refusal:
                import_body(io.BytesIO(archive), by=system_user(), now=NOW)
            assert state() == before
            assert Entry.objects.filter(kind="portable.body_imported").count() == 0
            assert not folder.exists() or not any(p.is_file() for p in folder.rglob("*"))
        return str(refusal.value)

    return bring


def member(name, kind=tarfile.REGTYPE, size=0, link=""):
    found = tarfile.TarInfo(name)
    found.type, found.size, found.linkname = kind, size, link
    return found


STRANGERS = [
    member("../outside.txt"),
    member("/etc/outside"),
    member("rows/../../outside.jsonl"),
    member("rows/meeting.jsonl.exe"),
    member("rows/unknown.jsonl"),
    member("files/../../outside.txt"),
    member("files/ab/short.txt"),
    member("files/ab/" + "0" * 64 + ".txt/x"),
    member("rows/note.jsonl", tarfile.SYMTYPE, link="/etc/passwd"),
    member("rows/note.jsonl", tarfile.LNKTYPE, link="manifest.json"),
    member("rows", tarfile.DIRTYPE),
    member("rows/note.jsonl", tarfile.FIFOTYPE),
    member("rows/note.jsonl", tarfile.CHRTYPE),
    member("rows/note.jsonl", tarfile.CONTTYPE),
    member("rows/note.jsonl", tarfile.GNUTYPE_SPARSE),
]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: f"{one.name}-{one.type!r}")
def test_only_plain_members_with_our_names_pass(packed, refused, stranger):
    packed.members.pop("rows/note.jsonl", None)
    first = json.dumps(packed.manifest).encode()
    archive = tar({"manifest.json": first, **packed.members}, [(stranger, b"")])

    assert stranger.name in refused(archive)


def test_headers_that_take_memory_are_not_read(packed, refused):
    long_name = tar({"x" * 300: b""}, kind=tarfile.GNU_FORMAT)
    extended = tar({"ü" * 120: b""}, kind=tarfile.PAX_FORMAT)

    for archive in (long_name, extended):
        refused(archive)


@pytest.mark.parametrize(
    "damage",
    [
        lambda archive: b"",
        lambda archive: b"\0" * 1024,
        lambda archive: b"no tar at all" * 1000,
        gzip.compress,
        lambda archive: archive[: len(archive) // 2],
        lambda archive: archive[: -len(archive) // 3],
        lambda archive: archive.replace(b'"mode": "whole"', b'"mode": "Whole"'),
        lambda archive: archive.replace(b'"version": 1', b'"version": "x"'),
        lambda archive: archive.replace(b"gremienwerk-body", b"gremienwerk-bodx"),
        lambda archive: archive.replace(b'"sha256": "', b'"sha256": "0', 1),
    ],
)
def test_what_is_damaged_or_something_else_is_refused(packed, refused, archives, damage):
    assert refused(damage(archives["beirat"]))


@pytest.mark.parametrize("place", [b'"type":"Gremienwerk:Seat"', b"Sprachmittlung", b"<svg"])
def test_one_changed_byte_is_found(packed, refused, archives, place):
    archive = archives["beirat"]
    at = archive.rindex(place)
    changed = archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]

    assert len(changed) == len(archive)
    assert refused(changed)


def test_an_archive_of_another_version_says_so(packed, refused):
    packed.manifest["version"] = 2

    assert "2" in refused(packed.tar())


def test_members_twice_missing_or_not_named_are_refused(packed, refused):
    packed.tar()
    first = json.dumps(packed.manifest).encode()
    twice = tar({"manifest.json": first, **packed.members}, [(member("rows/seat.jsonl"), b"")])
    fewer = {name: content for name, content in packed.members.items() if "seat" not in name}

    assert "rows/seat.jsonl" in refused(twice)
    assert "rows/seat.jsonl" in refused(tar({"manifest.json": first, **fewer}))
    stray = tar(
        {"manifest.json": first, **packed.members}, [(member("rows/capability.jsonl"), b"")]
    )
    assert "rows/capability.jsonl" in refused(stray)


def test_a_file_that_claims_to_be_huge_is_refused_before_it_is_read(packed, refused):
    place = "files/ab/" + "0" * 64 + ".txt"
    huge = member(place, size=LARGEST + 1).tobuf(tarfile.USTAR_FORMAT)
    longer = member("rows/note.jsonl", size=10**10 // 2).tobuf(tarfile.USTAR_FORMAT)

    assert place in refused(huge + b"\0" * 2048)
    assert "rows/note.jsonl" in refused(longer + b"\0" * 2048)


CHANGES = [
    ("seat", {"own_number": "many"}),
    ("seat", {"own_number": -(2**70)}),
    ("seat", {"own_number": True}),
    ("seat", {"own_kind": "emperor"}),
    ("seat", {"own_kind": "x" * 200}),
    ("seat", {"unknown": 1}),
    ("seat", {"own_organization": None}),
    ("seat", {"own_organization": "https://elsewhere.example/oparl/1.1/organization/1"}),
    ("seat", {"own_organization": ["a", "list"]}),
    ("seat", {"type": "Gremienwerk:Membership"}),
    ("seat", {"id": "https://elsewhere.example/oparl/1.1/system#seat/1"}),
    ("organization", {"website": "javascript:alert(1)"}),
    ("organization", {"name": "n" * 301}),
    ("organization", {"name": "null\u0000byte"}),
    ("organization", {"name": "half \ud800 a character"}),
    ("organization", {"name": 7}),
    ("organization", {"slug": "x", "own_slug": "another-body"}),
    ("meeting", {"own_startsOn": "2026-02-30"}),
    ("meeting", {"own_startsOn": "2026-W10-1x"}),
    ("meeting", {"created": "2026-11-09T12:00:00"}),
    ("meeting", {"created": "9999-12-31T23:59:59-23:00"}),
    ("membership", {"endDate": "9999-12-31"}),
    ("membership", {"person": None}),
    ("translation", {"Gremienwerk:object": "https://gremien.example/x"}),
    ("person", {"own_user": 1}),
]


def _with(packed, name, properties):
    """Return the number of a row that has what is to be taken away."""
    taken = [key for key, value in properties.items() if value is None and key == "person"]
    return next(n for n, one in enumerate(packed.lines(name)) if all(k in one for k in taken))


@pytest.mark.parametrize(("name", "properties"), CHANGES, ids=lambda one: str(one)[:60])
def test_a_value_that_cannot_stand_there_is_refused_with_its_place(
    packed, refused, name, properties
):
    packed.change(name, properties, _with(packed, name, properties))

    said = refused(packed.tar())

    assert f"rows/{name}.jsonl" in said or properties.keys() & {"person", "own_slug", "endDate"}


@pytest.mark.parametrize(
    "text",
    [
        b"no json\n",
        b"[]\n",
        b"7\n",
        b'{"id": 1\n',
        b"[" * 100_000 + b"]" * 100_000 + b"\n",
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"\n",
        b'{"id": ' + b"9" * 5000 + b"}\n",
        b"\xff\xfe\n",
        b'{"id": "no end of line"}',
        b"\n",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_line_that_is_none_is_refused(packed, refused, text):
    packed.members["rows/seat.jsonl"] = text

    assert "rows/seat.jsonl" in refused(packed.tar())


def test_rows_out_of_order_or_twice_are_refused(packed, refused):
    seats = packed.lines("seat")
    for order in (seats[::-1], [*seats, seats[-1]]):
        packed.put("seat", order)
        assert "rows/seat.jsonl" in refused(packed.tar())


def test_a_row_that_names_nobody_is_refused(packed, refused):
    gone = packed.lines("person")[:-1]
    packed.put("person", gone)

    assert refused(packed.tar())


def test_rows_that_contradict_each_other_are_refused(packed, refused):
    period = packed.lines("statusperiod")[0]
    number = int(period["id"].rpartition("/")[2])
    twin = {**period, "id": period["id"].replace(f"/{number}", f"/{number + 1}")}
    packed.put("statusperiod", [period, twin])

    assert refused(packed.tar())


def _stored(packed):
    rows = packed.lines("file")
    at = next(n for n, one in enumerate(rows) if one.get("fileName", "").endswith(".txt"))
    return at, rows[at]


def test_a_file_is_what_its_row_says(packed, refused):
    _at, row = _stored(packed)
    name = f"files/{row['Gremienwerk:storedAs']}"
    packed.members[name] = b"something else"

    assert "rows/file.jsonl" in refused(packed.tar())


@pytest.mark.parametrize(
    ("file_name", "content", "expected"),
    [
        ("x.html", b"<script>alert(1)</script>", FileNotUsable),
        ("x.pdf", b"MZ is no pdf", FileNotUsable),
        ("../x.txt", b"plain", ArchiveRefused),
        ("x.txt", b"\x00\x01", FileNotUsable),
    ],
)
def test_a_file_that_nobody_could_upload_is_refused(packed, refused, file_name, content, expected):
    at, row = _stored(packed)
    del packed.members[f"files/{row['Gremienwerk:storedAs']}"]
    place = place_of(content, "." + file_name.rpartition(".")[2])
    packed.members[f"files/{place}"] = content
    packed.change("file", {"own_storedAs": place, "fileName": file_name}, at)

    refused(packed.tar(), expected)


def test_a_drawing_with_a_script_is_refused(packed, refused):
    picture = packed.lines("image")[0]
    packed.members.pop(f"files/{picture['Gremienwerk:storedAs']}")
    content = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>'
    place = place_of(content, ".svg")
    packed.members[f"files/{place}"] = content
    packed.change("image", {"own_storedAs": place, "own_mimeType": "image/svg+xml"})

    refused(packed.tar(), (DrawingNotUsable, PictureNotUsable))


def test_a_file_that_is_missing_or_that_no_row_names_is_refused(packed, refused):
    _at, row = _stored(packed)
    content = packed.members.pop(f"files/{row['Gremienwerk:storedAs']}")
    assert "rows/file.jsonl" in refused(packed.tar())

    packed.members[f"files/{row['Gremienwerk:storedAs']}"] = content
    packed.members["files/" + place_of(b"stray", ".txt")] = b"stray"
    assert place_of(b"stray", ".txt") in refused(packed.tar())


def test_the_virus_scanner_is_asked(packed, refused, settings, tmp_path):
    settings.CLAMD = str(tmp_path / "no-socket")

    refused(packed.tar(), ScannerSilent)


def test_a_public_archive_makes_no_body(network, refused):
    archive = exported(next(body for body in network if body.slug == "beirat"), Mode.PUBLIC)

    assert "--public" in refused(archive)


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(Refusal, match="nothing-here"):
        archive_of(tmp_path / "nothing-here.tar")


@pytest.mark.parametrize("moment", range(6))
def test_an_interrupted_import_leaves_nothing(
    packed, refused, empty_installation, monkeypatch, moment
):
    """Interrupted after so many writes of a portion; at the last, while files are kept."""
    from django.db.models import QuerySet  # noqa: PLC0415 -- app ready

    from gremienwerk.domain.files import store  # noqa: PLC0415 -- app ready

    calls = []
    write, keep = QuerySet.bulk_create, store.keep

    def counted(rows, *given, **more):
        calls.append(rows.model)
        if len(calls) > moment * 8:
            raise KeyboardInterrupt
        return write(rows, *given, **more)

    def kept_twice(content, suffix):
        calls.append(suffix)
        if len(calls) > 2:
            raise KeyboardInterrupt
        return keep(content, suffix)

    if moment < 5:
        monkeypatch.setattr(QuerySet, "bulk_create", counted)
    else:
        monkeypatch.setattr(store, "keep", kept_twice)
    refused(packed.tar(), KeyboardInterrupt)
