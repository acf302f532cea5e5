"""Does one process serve, work off jobs and keep time? Started for real, on a port of its own."""

import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest

pytestmark = pytest.mark.only_on("sqlite")  # its processes bring a database of their own
PROGRAM = [sys.executable, "-m", "gremienwerk.cli", "serve"]


@pytest.fixture
def environment(tmp_path):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "GREMIENWERK_DATA": str(tmp_path)}


def finished_jobs(folder):
    with sqlite3.connect(folder / "gremienwerk.sqlite3") as connection:
        query = (
            "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
        )
        return connection.execute(query).fetchone()[0]


def test_an_empty_installation_answers_works_and_stops(environment, tmp_path):
    command = [*PROGRAM, "--prepare", "--empty", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = re.search(r"http://\S+", server.stdout.readline())[0]
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert (answer.status, answer.url) == (200, f"{address}de/")
            deadline = time.monotonic() + 30
            while not finished_jobs(tmp_path) and time.monotonic() < deadline:
                time.sleep(0.2)
        finally:
            server.terminate()

    assert finished_jobs(tmp_path) > 0
    assert server.returncode == 0
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_database_that_is_not_up_to_date_is_not_served(environment):
    ran = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 1
    assert "gremienwerk migrate" in ran.stderr


def test_a_setting_that_makes_no_sense_is_named(environment):
    environment["GREMIENWERK_SMTP_URL"] = "smtp+tls://mail.example"
    ran = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 2
    assert ran.stderr.startswith("GREMIENWERK_SMTP_URL begins with smtp+tls://")
