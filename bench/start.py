"""How soon does a prepared installation answer, and how much memory does it keep?"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.harness import Figure, plain
from tests.journeys.served import PROGRAM, free_port, surroundings

STARTS, SECONDS, MEGABYTES, ASKED = 5, 3.0, 200, 100


def run() -> Iterator[Figure]:
    """Start the server five times on a migrated database with the demo network in it."""
    with tempfile.TemporaryDirectory(prefix="bench-start-") as folder:
        environment = surroundings(Path(folder))
        for words in (["migrate"], ["demo"]):
            subprocess.run([*PROGRAM, *words], env=environment, check=True, capture_output=True)
        found = [_start(environment) for _start_number in range(STARTS)]
    yield plain("start to first page", [s for s, _ in found], unit="s", at_most=SECONDS)
    yield plain("resident after 100 pages", [m for _, m in found], unit="MB", at_most=MEGABYTES)


def _start(environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds to the first page and the MB resident after a hundred."""
    port = free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    try:
        _first(f"http://127.0.0.1:{port}/de/")
        took = time.perf_counter() - began
        for _request in range(ASKED):
            urlopen(f"http://127.0.0.1:{port}/de/", timeout=10).read()
        return took, _resident(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _first(address: str) -> None:
    for _try in range(600):
        try:
            urlopen(address, timeout=10).read()
        except (URLError, ConnectionError):
            time.sleep(0.02)
        else:
            return


def _resident(pid: int) -> float:
    """Read the resident set of a process, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)
