"""How do journeys get a real server? The program itself, with the demo network, in a process."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PROGRAM = (sys.executable, "-m", "gremienwerk.cli")
REFERENCE = "2026-11-24"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(data: Path) -> dict[str, str]:
    """The environment of an installation of its own below `data`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GREMIENWERK_", "DATABASE_"))}
    return kept | {"GREMIENWERK_DATA": str(data)}


@contextmanager
def installation(data: Path) -> Iterator[str]:
    """Serve the demo network from `data`; yield the address."""
    environment, port = surroundings(data), free_port()
    for words in (["migrate"], ["demo", "--reference-date", REFERENCE]):
        subprocess.run([*PROGRAM, *words], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> str:
    """Return `address` once it answers."""
    for _try in range(300):
        try:
            urlopen(address + "/de/", timeout=5).read()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(address)


def get(address: str) -> tuple[int, str]:
    """The status and text of a page, whatever the status."""
    try:
        with urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except HTTPError as error:
        return error.code, error.read().decode(errors="replace")


def links(html: str) -> set[str]:
    """The addresses on this site that a page leads to, without query and anchor."""
    return {found.split("#")[0].split("?")[0] for found in re.findall(r'href="(/[^"]*)"', html)}


def crawl(origin: str, start: str, keep: str) -> dict[str, str]:
    """Every page that can be reached from `start` and matches `keep`, with its text."""
    seen: dict[str, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        status, seen[path] = get(origin + path)
        assert status == 200, (path, status)
        waiting += [p for p in links(seen[path]) if re.match(keep, p) and p not in seen]
    return seen


def one_per_form(pages: dict[str, str]) -> list[str]:
    """One page of each form: same kind of address, same states, same parts."""
    forms: dict[tuple[str, frozenset[str]], str] = {}
    for path, html in sorted(pages.items()):
        kind = re.sub(r"\d+", "0", path)
        kind = re.sub(r"/gremien/[^/]+/", "/gremien/x/", kind)
        kind = re.sub(r"/termine/.+", "/termine/x/", kind)
        main = html.partition("<main")[2]
        marks = re.findall(r'data-(?:state|kind|sign|seat|step)="([^"]+)"', main)
        parts = re.findall(r'<section[^>]* id="([^"\d]+)"', main)
        forms.setdefault((kind, frozenset(marks + parts)), path)
    return sorted(forms.values())
