"""`gremienwerk export` and `import`, from one installation to another, as it is typed."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from gremienwerk.portable.choices import Mode
from tests.portable.broken import taken_apart

pytestmark = pytest.mark.only_on("sqlite")  # its processes bring a database of their own
SLUG = "beirat"
KILLS = (0.3, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)  # of the time that a whole run takes


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """An installation with the demo network."""
    folder = tmp_path_factory.mktemp("there")
    assert typed(folder, "migrate").returncode == 0
    loaded = typed(folder, "demo", "--reference-date", "2026-11-09")
    assert loaded.returncode == 0, loaded.stderr
    return folder


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An installation in which nothing is, made once."""
    folder = tmp_path_factory.mktemp("empty")
    assert typed(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def here(empty, tmp_path):
    """A copy of it."""
    return shutil.copytree(empty, tmp_path / "here")


def environment(folder):
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {
        **kept,
        "GREMIENWERK_DATA": str(folder),
        "GREMIENWERK_PUBLIC_ORIGIN": "https://gremien.example",
        "LC_ALL": "C.UTF-8",
    }


def command(*arguments):
    return [sys.executable, "-m", "gremienwerk.cli", *map(str, arguments)]


def typed(folder, *arguments):
    return subprocess.run(
        command(*arguments),
        env=environment(folder),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def rows(folder):
    """Return how many rows each table has, by the database's own word."""
    with sqlite3.connect(folder / "gremienwerk.sqlite3") as base:
        names = [
            name
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name.startswith(("organizations_", "meetings_", "people_", "papers_", "files_"))
        ]
        return {name: base.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608 -- names of tables


def test_from_one_installation_to_another_and_out_again_with_the_same_bytes(there, here):
    sent = typed(there, "export", SLUG, "-o", there / "beirat.tar")
    assert sent.returncode == 0, sent.stderr
    assert "internal data" in sent.stdout
    assert (there / "beirat.tar").stat().st_mode & 0o777 == 0o600

    checked = typed(here, "import", there / "beirat.tar", "--check")
    assert checked.returncode == 0, checked.stderr
    assert "can be imported" in checked.stdout
    assert set(rows(here).values()) == {0}

    arrived = typed(here, "import", there / "beirat.tar")
    assert arrived.returncode == 0, arrived.stderr
    assert f"https://gremien.example/de/gremien/{SLUG}/" in arrived.stdout
    assert typed(here, "export", SLUG).returncode == 0
    assert (here / "beirat.tar").read_bytes() == (there / "beirat.tar").read_bytes()
    assert [path.name for path in here.glob(".beirat*")] == []
    assert typed(here, "log", "verify").returncode == 0

    again = typed(here, "import", there / "beirat.tar")
    assert again.returncode == 1
    assert again.stderr == "There is a body “beirat” here already; nothing is overwritten.\n"


def test_killed_at_any_moment_an_import_leaves_nothing_or_is_done(there, here, tmp_path):
    archive = there / "beirat-kill.tar"
    assert typed(there, "export", SLUG, "-o", archive).returncode == 0
    done = shutil.copytree(here, tmp_path / "done")
    begun = time.monotonic()
    assert typed(done, "import", archive).returncode == 0
    whole_run = time.monotonic() - begun
    nothing, everything = rows(here), rows(done)
    found = nothing

    for part in KILLS:
        kill(here, archive, after=part * whole_run)
        found = rows(here)
        assert found in (nothing, everything), part
        if found == everything:
            break

    if found == nothing:
        arrived = typed(here, "import", archive)
        assert arrived.returncode == 0, arrived.stderr
    again = here / "again.tar"
    assert typed(here, "export", SLUG, "-o", again).returncode == 0
    assert again.read_bytes() == archive.read_bytes()


def kill(folder, archive, *, after):
    """Start an import and kill it after so many seconds."""
    started = subprocess.Popen(
        command("import", archive),
        env=environment(folder),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    started.send_signal(signal.SIGKILL)
    started.wait()


def test_what_is_public_is_said_to_be_so(there, tmp_path):
    target = tmp_path / "public.tar"

    sent = typed(there, "export", SLUG, "--public", "-o", target)

    assert sent.returncode == 0
    assert "public data only" in sent.stdout
    assert taken_apart(target.read_bytes()).manifest["mode"] == Mode.PUBLIC


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "no-such-body"], "There is no body “no-such-body”."),
        (["export", SLUG, "-o", "/no/such/folder/x.tar"], "cannot be written"),
        (["import", "no-such-file.tar"], "cannot be read"),
        (["import", "gremienwerk.sqlite3"], "no archive"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(there, arguments, said):
    refused = typed(there, *arguments)

    assert refused.returncode == 1
    assert said in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert refused.stdout == ""


@pytest.mark.parametrize("arguments", [["export"], ["import"], ["import", "a", "b"]])
def test_wrong_use_ends_with_2(there, arguments):
    assert typed(there, *arguments).returncode == 2
