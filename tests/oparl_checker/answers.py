"""How does the checker ask? Over the network, or from what it heard before.

Shares no code with src.
"""

import json
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import httpx


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple  # pairs, names in lower case
    body: bytes

    def header(self, name):
        return next((value for key, value in self.headers if key == name), None)

    @property
    def json(self):
        return json.loads(self.body)

    def with_json(self, value):
        return replace(self, body=json.dumps(value, ensure_ascii=False).encode())

    def with_header(self, name, value):
        kept = tuple(pair for pair in self.headers if pair[0] != name)
        return replace(self, headers=(*kept, (name, value)) if value is not None else kept)


class Live:
    """Asks a server; no cookies, no redirects followed, nothing but the connection kept."""

    def __init__(self):
        self.client = httpx.Client(follow_redirects=False, timeout=30, verify=False)  # noqa: S501

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.client.close()

    def ask(self, url, method="GET", **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("accept-encoding", "identity")
        answer = self.client.request(method, url, headers=sent)
        self.client.cookies.clear()
        raw = answer.content
        pairs = tuple((key.lower(), value) for key, value in answer.headers.multi_items())
        return Answer(answer.status_code, pairs, raw)


@dataclass
class Recorded:
    """Asks once and remembers; `change` may answer something else: a mutant."""

    server: object
    known: dict = field(default_factory=dict)
    change: object = None

    def ask(self, url, method="GET", **headers):
        key = (method, url, tuple(sorted(headers.items())))
        if key not in self.known:
            self.known[key] = self.server.ask(url, method, **headers)
        answer = self.known[key]
        return self.change(Request(method, url, headers), answer) if self.change else answer

    def mutant(self, change):
        return Recorded(self.server, self.known, change)


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    headers: dict

    @property
    def path(self):
        return urlsplit(self.url).path

    @property
    def query(self):
        return urlsplit(self.url).query
