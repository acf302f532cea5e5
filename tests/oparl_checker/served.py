"""Where does the checker find a real server? A process of its own with the demo network."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx

COMMAND = (sys.executable, "-m", "gremienwerk.cli")
PATIENCE = 90  # seconds
TIMETABLE = Path(__file__).parents[2] / "src/gremienwerk/timetable.py"
TIMERS = TIMETABLE.read_text().count("\nevery(")  # each runs once when the server starts


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Served:
    """The demo network, served by `gremienwerk serve` from a folder of its own."""

    serving = ()
    ready = 200  # what the System answers once it is there

    def __init__(self, folder):
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("GREMIENWERK_", "DJANGO_"))
        }
        self.environment = kept | {
            "GREMIENWERK_DATA": str(folder),
            "GREMIENWERK_PUBLIC_ORIGIN": self.origin,
            "DATABASE_URL": f"sqlite:///{folder}/served.sqlite3",
        }
        self.database = f"{folder}/served.sqlite3"

    @property
    def system_url(self):
        return f"{self.origin}/oparl/1.1/system"

    def run(self, *arguments):
        """Run a command; an incomplete sync (exit code 1) is none of the checker's business."""
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def __enter__(self):
        listening = ("--port", str(self.port), "--host", "127.0.0.1")
        serving = [*COMMAND, "serve", "--prepare", *self.serving, *listening]
        self.process = subprocess.Popen(serving, env=self.environment)
        for _try in range(PATIENCE * 4):
            try:
                answer = httpx.get(self.system_url, timeout=5)
                if answer.status_code == self.ready and self._has_settled():
                    return self
            except httpx.HTTPError:
                pass
            time.sleep(0.25)
        self.__exit__()
        message = "the server did not come up"
        raise AssertionError(message)

    def rows(self, query, *values):
        opened = sqlite3.connect(self.database, timeout=30)
        try:
            return opened.execute(query, values).fetchall()
        finally:
            opened.close()

    def _has_settled(self):
        """All that a new server does by itself is done: nothing changes but by what is asked."""
        jobs = dict(
            self.rows(
                "SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY status"
            )
        )
        return jobs.pop("SUCCESSFUL", 0) >= TIMERS and not jobs

    def __exit__(self, *_error):
        self.process.terminate()
        self.process.wait(timeout=30)
