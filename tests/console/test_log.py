"""The command `gremienwerk log`, as people type it."""

import csv
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.utils import timezone

from gremienwerk import cli
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.events import append_only
from gremienwerk.foundation.events.chain import append
from gremienwerk.foundation.events.heads import FILE, note_head
from gremienwerk.foundation.events.jobs import note_newest_hash
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.events.verify import first_break

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LC_ALL", "C")
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()


@pytest.fixture
def typed(capsys):
    def typed(*arguments):
        code = cli.main(["log", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return typed


@pytest.fixture
def log():
    user = system_user()
    return [append("x.done", {"what": "=1+1", "id": n}, by=user, at=NOW) for n in (1, 2, 3)]


def test_a_whole_log_is_said_to_be_whole(typed, log, settings):
    note_head(settings.DATA, now=NOW)

    assert typed("verify") == (
        0,
        "The log is whole: 3 entries, 1 noted hashes agree.\n",
        "",
    )


def test_a_broken_log_is_said_to_be_broken_and_where(typed, log):
    append_only.lift(connection)
    Entry.objects.filter(pk=log[1].pk).update(kind="x.undone")
    append_only.protect(connection)

    assert typed("verify") == (
        1,
        "- entry 2 was changed, removed or inserted\nThe log was changed.\n",
        "",
    )


def test_a_file_of_noted_hashes_from_elsewhere_is_compared(typed, log, tmp_path):
    elsewhere = tmp_path / "copied.txt"
    elsewhere.write_text(f"2026-11-24T02:00:00Z 2 {'0' * 64}\n")

    code, out, _err = typed("verify", "--against", elsewhere)

    assert (code, out.splitlines()[0]) == (
        1,
        "- entry 2 is not the one whose hash was noted elsewhere",
    )


@pytest.mark.parametrize("text", [None, "unsinn\n"])
def test_a_file_that_is_missing_or_none_of_ours_is_named(typed, tmp_path, text):
    path = tmp_path / "copied.txt"
    if text:
        path.write_text(text)

    code, _out, err = typed("verify", "--against", path)

    assert code == 1
    assert "copied.txt" in err


def test_auditors_get_the_chain_a_table_and_checksums(typed, log, tmp_path):
    folder = tmp_path / "revision"

    assert typed("export", folder) == (0, f"3 entries written to {folder}.\n", "")

    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    for line in lines:  # computed without us, as the export says
        said = [line[name] for name in ("previous_hash", "kind", "actor", "payload", "recorded_at")]
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert sha256(text.encode()).hexdigest() == line["hash"]
    rows = list(csv.reader((folder / "log.csv").read_text().splitlines()))
    assert rows[0][:3] == ["number", "recorded_at", "kind"]
    assert len(rows) == 4
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest


def test_an_export_overwrites_nothing(typed, tmp_path):
    (tmp_path / "da").write_text("x")

    code, _out, err = typed("export", tmp_path)

    assert (code, err) == (1, f"{tmp_path} is not empty.\n")


def test_an_export_keeps_to_days(typed, log, tmp_path):
    later = NOW + timedelta(days=1)
    append("x.later", {}, by=system_user(), at=later)

    typed("export", tmp_path / "a", "--since", "2026-11-25")
    typed("export", tmp_path / "b", "--until", "2026-11-24")

    assert len((tmp_path / "a/log.jsonl").read_text().splitlines()) == 1
    assert len((tmp_path / "b/log.jsonl").read_text().splitlines()) == 3


def test_pruning_says_first_what_it_would_do(typed):
    old = timezone.now() - timedelta(days=800)
    for number in (1, 2):
        append("x.done", {"id": number}, by=system_user(), at=old)

    code, out, _err = typed("prune")
    assert (code, Entry.objects.count()) == (0, 2)
    assert "2 entries are older" in out

    code, out, _err = typed("prune", "--yes")
    assert code == 0
    assert "2 entries removed" in out
    assert [entry.kind for entry in Entry.objects.all()] == ["events.log_pruned"]
    assert first_break() is None
    assert append_only.is_protected(connection)
    assert typed("prune", "--yes")[1] == "There is nothing to remove.\n"


def test_pruning_refuses_what_is_younger_than_its_period(typed, log):
    code, _out, err = typed("prune", "--yes", "--before", "2099-01-01")

    assert (code, Entry.objects.count()) == (1, 3)
    assert "730 days" in err


def test_the_job_of_the_night_notes_the_newest_hash(log, settings):
    assert note_newest_hash.func() == 3
    assert log[-1].hash in (settings.DATA / FILE).read_text()
