"""What if the process dies? 30 kills over fetch, map and commit end in the same state."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.domain.mirror.trees import small
from tests.oparl_server import BASE, OparlServer

KILLS = 30
ROOT = Path(__file__).parents[3]
CHILD = Path(__file__).with_name("sync_child.py")


@pytest.fixture
def database(tmp_path, transactional_db):
    """A database that other processes can reach: the address of it."""
    if connection.vendor != "sqlite":
        told = connection.settings_dict
        login = f"{told['USER']}:{told['PASSWORD']}@" if told["USER"] else ""
        host = told["HOST"].replace("/", "%2F")
        return f"postgres://{login}{host}:{told['PORT']}/{told['NAME']}"
    return f"sqlite:///{tmp_path / 'killed.sqlite3'}"


def test_killed_at_any_moment_the_next_run_ends_in_the_same_state(database, tmp_path):
    tree = small(meetings=1, papers=1)
    tree |= {f"{BASE}/system?k={n}": tree[f"{BASE}/system"] for n in range(KILLS + 1)}
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "GREMIENWERK_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "gremienwerk.settings",
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src"))),
    }
    with OparlServer(tree) as server:
        done = subprocess.run(
            [sys.executable, str(CHILD), server.url, str(KILLS)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    assert done.returncode == 0, done.stderr[-3000:]
    [clean], *killed = [line.split() for line in done.stdout.splitlines()]
    assert {line[0] for line in killed} == {clean}
    assert sum(line[1] == "True" for line in killed) >= KILLS - 2  # the rest was too quick
    assert len({line[2] for line in killed}) > 5  # spread over the whole walk
    assert {line[3] for line in killed} <= {"1", "2"}  # gone on with, or done
