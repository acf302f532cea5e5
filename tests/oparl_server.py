"""Replays recorded OParl answers on a loopback port, with the faults of real servers.

    with OparlServer(recorded()) as server:
        server.faults.append(Fault("/paper?page=3", html))
        ... server.url ...

Shares no code with src.
"""

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

FIXTURES = Path(__file__).parent / "fixtures" / "oparl"
RECORDED_BASE = "https://sdnetrim.kdvz-frechen.de/rim4220/webservice/oparl/v1.0"
RECORDED = FIXTURES / "huertgenwald-sdnet-1.0.replay.jsonl.gz"
BASE = "/oparl/v1.0"
PLACE = "https://recorded.example"  # stands for the server's own origin in trees


def recorded():
    """The real council: {path: (status, body)}, addresses relative to PLACE."""
    with gzip.open(RECORDED, "rt") as file:
        lines = [json.loads(line) for line in file]
    return {
        line["url"].replace(RECORDED_BASE, BASE): (
            line["status"],
            json.loads(json.dumps(line["body"]).replace(RECORDED_BASE, PLACE + BASE)),
        )
        for line in lines
    }


def page(items, *, path, next_path=None):
    """One page of a list as OParl wants it."""
    links = {"self": PLACE + path} | ({"next": PLACE + next_path} if next_path else {})
    return 200, {"data": items, "pagination": {"elementsPerPage": 100}, "links": links}


@dataclass
class Fault:
    """What happens instead where the path contains `where`, `times` times (None: always)."""

    where: str
    act: Callable
    times: int | None = None
    seen: int = 0

    def applies(self, path):
        if self.where not in path or (self.times is not None and self.seen >= self.times):
            return False
        self.seen += 1
        return True


@dataclass
class OparlServer:
    tree: dict
    entry: str = f"{BASE}/system"
    faults: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    agents: set = field(default_factory=set)

    def __enter__(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.answer(self)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self._bodies = {}
        return self

    def __exit__(self, *_error):
        self.http.shutdown()
        self.http.server_close()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    @property
    def url(self):
        return self.origin + self.entry

    def body(self, path):
        """The bytes under a path; encoded once."""
        if path not in self._bodies:
            text = json.dumps(self.tree[path][1], ensure_ascii=False)
            self._bodies[path] = text.replace(PLACE, self.origin).encode()
        return self._bodies[path]

    def change(self, path, edit):
        """Let `edit` change the recorded body of a path."""
        edit(self.tree[path][1])
        self._bodies.pop(path, None)

    def answer(self, handler):
        self.requests.append(handler.path)
        self.agents.add(handler.headers.get("User-Agent"))
        fault = next((fault for fault in self.faults if fault.applies(handler.path)), None)
        try:
            if fault:
                fault.act(self, handler)
            elif handler.path in self.tree:
                send(handler, self.body(handler.path), status=self.tree[handler.path][0])
            else:
                send(handler, b'{"error": "nicht gefunden", "code": 802}', status=404)
        except (BrokenPipeError, ConnectionResetError):
            pass


def send(handler, body, *, status=200, kind="application/json", **headers):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


# --- Faults -------------------------------------------------------------------------------


def html(_server, handler):
    send(handler, b"<!DOCTYPE html><title>Fehler</title>", kind="text/html")


def invalid_json(server, handler):
    send(handler, server.body(handler.path)[:-20] + b",,}")


def control_characters(server, handler):
    """Raw control characters inside of a string: invalid, yet it can be read."""
    send(handler, server.body(handler.path).replace(b'"name": "', b'"name": "\x0b\x01', 1))


def error_500(_server, handler):
    send(handler, b'{"error": "kaputt"}', status=500)


def forbidden(_server, handler):
    send(handler, b'{"error": "nein"}', status=403)


def nothing(_server, handler):
    send(handler, b"")


def wrong_shape(_server, handler):
    send(handler, b'{"message": "OK"}')


def switched_off(_server, handler):
    send(handler, b'{"message": "Webservice OParl ist nicht aktiviert"}')


def truncated(server, handler):
    """Promise more bytes than come."""
    body = server.body(handler.path)
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def huge(_server, handler):
    """Small on the wire, 80 MB unpacked."""
    body = gzip.compress(b'{"data": [], "x": "' + b"a" * 80_000_000 + b'"}', 1)
    send(handler, body, Content_Encoding="gzip")


def endless(server, handler):
    """Whatever page is asked for, the same comes, and there is always a next."""
    path, _mark, query = handler.path.partition("?")
    number = int(query.removeprefix("page=") or 1) + 1
    body = json.loads(server.body(path))
    body["links"]["next"] = f"{server.origin}{path}?page={number}"
    body["pagination"] = {}
    send(handler, json.dumps(body).encode())


def same_next(server, handler):
    """The next page is this page."""
    body = json.loads(server.body(handler.path))
    body["links"]["next"] = server.origin + handler.path
    send(handler, json.dumps(body).encode())


def next_elsewhere(server, handler):
    body = json.loads(server.body(handler.path))
    body["links"]["next"] = "http://other.example/paper?page=2"
    send(handler, json.dumps(body).encode())


def to_private(_server, handler):
    send(handler, b"", status=302, Location="http://10.0.0.1/oparl")


def round_and_round(server, handler):
    send(handler, b"", status=302, Location=server.origin + handler.path)


def slow(server, handler):
    time.sleep(0.05)
    send(handler, server.body(handler.path))


def bad_objects(server, handler):
    """A page with things that are no objects, beside the good ones."""
    body = json.loads(server.body(handler.path))
    first = dict(body["data"][0])
    body["data"] += [
        {"name": "without id"},
        {**first, "id": first["id"] + "-x", "type": "https://schema.oparl.org/1.0/Person"},
        17,
    ]
    send(handler, json.dumps(body).encode())
