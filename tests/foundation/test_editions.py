"""A set of files is put out at once: whole, under its checksums, or not at all."""

import hashlib
import json
import os
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from gremienwerk.foundation.editions import Draft, current, publish

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def filling(*records, about=None):
    """Return what writes one file with some records."""

    def fill(draft: Draft):
        sheet = draft.sheet("council/Meeting.jsonl", {"type": "Meeting"})
        for record in records:
            sheet.put(record)
        draft.close()
        return about or {"of": "everything"}

    return fill


def folders(root):
    return [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]


def test_an_edition_tells_its_files_with_count_bytes_and_checksum(tmp_path):
    made = publish(tmp_path, filling(b"eins\n", b"zwei\n"), created=NOW)

    told = json.loads((made.folder / "manifest.json").read_text())
    assert told == {
        "created": "2026-03-01T12:00:00+00:00",
        "of": "everything",
        "files": [
            {
                "file": "council/Meeting.jsonl",
                "type": "Meeting",
                "count": 2,
                "bytes": 10,
                "sha256": hashlib.sha256(b"eins\nzwei\n").hexdigest(),
                "created": "2026-03-01T12:00:00+00:00",
            }
        ],
    }
    assert current(tmp_path) == made
    assert made.part("council/Meeting.jsonl").count == 2
    assert made.part("council/Paper.jsonl") is None


def test_the_checksums_are_such_as_everybody_checks_them(tmp_path):
    made = publish(tmp_path, filling(b"x"), created=NOW)
    check = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]

    assert subprocess.run(check, cwd=made.folder, check=False).returncode == 0
    (made.folder / "council/Meeting.jsonl").write_bytes(b"y")
    assert subprocess.run(check, cwd=made.folder, check=False, capture_output=True).returncode == 1


def test_the_same_files_are_the_same_edition(tmp_path):
    first = publish(tmp_path, filling(b"x"), created=NOW)
    second = publish(tmp_path, filling(b"x"), created=LATER)

    assert second == first
    assert len(folders(tmp_path)) == 1


def test_a_new_edition_takes_the_place_of_the_old_one_which_goes(tmp_path):
    first = publish(tmp_path, filling(b"withdrawn"), created=NOW)
    with (first.folder / "council/Meeting.jsonl").open("rb") as reading:
        second = publish(tmp_path, filling(b"kept"), created=LATER)
        assert reading.read() == b"withdrawn"  # who reads it, reads it to its end

    assert current(tmp_path) == second
    assert folders(tmp_path) == [second.folder]
    assert not any(b"withdrawn" in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_what_is_said_of_the_files_makes_an_edition_too(tmp_path):
    first = publish(tmp_path, filling(b"x", about={"licence": "CC0"}), created=NOW)
    second = publish(tmp_path, filling(b"x", about={"licence": "CC BY"}), created=LATER)

    assert (first.about, second.about) == ({"licence": "CC0"}, {"licence": "CC BY"})
    assert current(tmp_path) == second


def test_a_run_that_breaks_off_leaves_the_present_edition_and_no_rest(tmp_path):
    first = publish(tmp_path, filling(b"x"), created=NOW)

    def breaks(draft):
        draft.sheet("council/Meeting.jsonl", {}).put(b"half")
        message = "no space left"
        raise OSError(message)

    with pytest.raises(OSError, match="no space left"):
        publish(tmp_path, breaks, created=LATER)
    assert current(tmp_path) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["current", first.folder.name]
    )


def test_what_a_killed_run_left_goes_after_a_day(tmp_path):
    rest = tmp_path / ".part-killed"
    rest.mkdir()
    os.utime(rest, (NOW.timestamp(), NOW.timestamp()))

    publish(tmp_path, filling(b"x"), created=NOW + timedelta(hours=1))
    assert rest.exists()
    publish(tmp_path, filling(b"y"), created=NOW + timedelta(hours=25))
    assert not rest.exists()


def test_there_is_none_before_the_first(tmp_path):
    assert current(tmp_path / "nothing") is None
