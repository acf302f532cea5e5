"""Does a source of a hundred thousand objects come over as fast, in as little memory?

The source is generated while it is asked, so it needs no memory itself; each import runs in a
process of its own, whose memory is measured. Five meetings' worth of agenda, files, papers and
consultations per page, as real councils have them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self

from bench.harness import Figure

SMALL, LARGE = 10_000, 100_000
FLOOR, SECOND_FLOOR, MOST_MEMORY = 2_000, 10_000, 400
PER_PAGE = 100
BODIES, PEOPLE = 40, 400
V11 = "https://schema.oparl.org/1.1/"
STAMPS = {"created": "2020-01-05T09:00:00+01:00", "modified": "2024-01-06T09:00:00+01:00"}
CHILD = """
import json, resource, sys, time
import django
django.setup()
from django.db import connection
from django.utils import timezone
from bench.import_council import _Writes
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource
from gremienwerk.domain.mirror.syncing import Options, sync
name, url, by = sys.argv[1], sys.argv[2], system_user()
source = MirrorSource.objects.filter(name=name).first() or add_source(
    SourceDraft(name, url, pause_seconds=0, is_private_allowed=True), by=by, now=timezone.now())
counter = _Writes()
began = time.perf_counter()
with connection.execute_wrapper(counter):
    run = sync(source, Options(Surroundings(timezone.now, time.sleep)), by=by)
seconds = time.perf_counter() - began
assert run.is_complete, list(run.quarantine.values())[:3]
print(json.dumps({
    "objects": MirrorObject.objects.filter(source=source).count(), "seconds": seconds,
    "writes": counter.seen,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def run() -> Iterator[Figure]:
    """Import a small and a large source twice each."""
    with Generated(SMALL) as server:
        small = _child("small", server.url)
    with Generated(LARGE) as server:
        large, again = _child("large", server.url), _child("large", server.url)
    rate, second = (told["objects"] / told["seconds"] for told in (large, again))
    size = f"{large['objects']:,.0f} objects"
    yield Figure("first import of a large source", rate, "objects/s", size, rate >= FLOOR)
    yield Figure("second run", second, "objects/s", "floor 10000", second >= SECOND_FLOOR)
    writes = again["writes"]
    yield Figure("second run, writes to tables of nouns", writes, "statements", "", writes == 0)
    for name, told in (("first import", large), ("second run", again)):
        memory = told["memory"]
        label = f"peak memory, {name}"
        yield Figure(label, memory, "MB", "at most 400", memory <= MOST_MEMORY)
    more = large["memory"] - small["memory"]
    yield Figure("more memory than for a tenth of it", more, "MB", "", more < MOST_MEMORY / 8)


def _child(name: str, url: str) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, url],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


class Generated:
    """A council of about `objects` objects, made up page by page."""

    def __init__(self, objects: int) -> None:
        """Plan how many meetings and papers make up so many objects."""
        self.meetings = objects // 21  # with 12 items, 1 file each
        self.papers = objects // 21  # with 1 consultation, 1 files, and itself

    def __enter__(self) -> Self:
        """Listen on a free port."""
        made = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = json.dumps(made.answer(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop listening."""
        self.http.shutdown()
        self.http.server_close()

    @property
    def base(self) -> str:
        """Return where everything lies."""
        return f"http://127.0.0.1:{self.http.server_address[1]}/oparl"

    @property
    def url(self) -> str:
        """Return the address of the system."""
        return f"{self.base}/system"

    def answer(self, path: str) -> object:
        """Return what lies under a path."""
        name, _mark, number = path.removeprefix("/oparl/").partition("?page=")
        if name == "system":
            return self.thing("System", "system", body=f"{self.base}/bodies", license="CC0")
        if name == "bodies":
            lists = {n: f"{self.base}/{n}" for n in ("organization", "person", "meeting", "paper")}
            return {"data": [self.thing("Body", "body/1", name="Großstadt", **lists)]}
        counts = {
            "organization": BODIES,
            "person": PEOPLE,
            "meeting": self.meetings,
            "paper": self.papers,
        }
        first, last = (int(number or 1) - 1) * PER_PAGE, counts[name]
        make = getattr(self, name)
        links = {}
        if first + PER_PAGE < last:
            links["next"] = f"{self.base}/{name}?page={int(number or 1) + 1}"
        return {
            "data": [make(n) for n in range(first, min(first + PER_PAGE, last))],
            "links": links,
        }

    def thing(self, kind: str, path: str, **facts: object) -> dict[str, object]:
        """Return one object."""
        return {"id": f"{self.base}/{path}", "type": V11 + kind, **STAMPS, **facts}

    def organization(self, n: int) -> dict[str, object]:
        """Return a committee."""
        return self.thing("Organization", f"organization/{n}", name=f"Ausschuss {n}")

    def person(self, n: int) -> dict[str, object]:
        """Return a person with two seats."""
        seats = [
            self.thing(
                "Membership",
                f"membership/{n}-{k}",
                organization=f"{self.base}/organization/{(n + k) % BODIES}",
                role="Mitglied",
            )
            for k in range(2)
        ]
        return self.thing("Person", f"person/{n}", name=f"Ada Musterlein {n}", membership=seats)

    def meeting(self, n: int) -> dict[str, object]:
        """Return a meeting with an agenda of fourteen and two files."""
        items = [
            self.thing(
                "AgendaItem",
                f"item/{n}-{k}",
                number=f"{k + 1}",
                order=k,
                name=f"Vorlage {k} zur Sitzung {n}, mit einem Titel von gewöhnlicher Länge",
                public=True,
                **({"consultation": f"{self.base}/consultation/{n}"} if k == 3 else {}),
            )
            for k in range(14)
        ]
        day = f"{2010 + n % 15}-{1 + n % 12:02}-{1 + n % 28:02}"
        return self.thing(
            "Meeting",
            f"meeting/{n}",
            name=f"Sitzung {n}",
            start=f"{day}T17:00:00+01:00",
            organization=[f"{self.base}/organization/{n % BODIES}"],
            invitation=self.file(f"m{n}"),
            resultsProtocol=self.file(f"p{n}"),
            agendaItem=items,
        )

    def paper(self, n: int) -> dict[str, object]:
        """Return a paper with a file and one station."""
        station = self.thing(
            "Consultation",
            f"consultation/{n}",
            meeting=f"{self.base}/meeting/{n}",
            organization=[f"{self.base}/organization/{n % BODIES}"],
            role="Vorberatung",
        )
        return self.thing(
            "Paper",
            f"paper/{n}",
            name=f"Antrag {n} mit einem Namen von gewöhnlicher Länge für eine Drucksache",
            reference=f"DS/{n}",
            date="2024-01-05",
            mainFile=self.file(f"d{n}"),
            consultation=[station],
            relatedPaper=[f"{self.base}/paper/{max(0, n - 1)}"],
        )

    def file(self, n: str) -> dict[str, object]:
        """Return a file."""
        facts = {"mimeType": "application/pdf", "size": 4711, "fileName": f"{n}.pdf"}
        url = f"{self.base}/bytes/{n}.pdf"
        return self.thing("File", f"file/{n}", name=f"Datei {n}", accessUrl=url, **facts)
