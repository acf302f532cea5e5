"""What does a page of the portal cost? CPU against a constant answer, queries, and weight."""

import gzip
from collections.abc import Iterator

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.harness import Figure, against_limit, cpu_ms

CPU_MS, QUERIES, TIMES = 20, 12, 10
FIXED = ["/", "/gremien/", "/termine/", "/termine/2026-12/", "/sitzungen/", "/drucksachen/"]
FIXED += ["/bezirke/", "/barrierefreiheit/", "/leichte-sprache/"]
KINDS = ("sitzungen", "drucksachen", "personen", "orte")


def run() -> Iterator[Figure]:
    """Ask one page of each kind 70 times in this process, in both languages.

    The limit is an answer with the same bytes that the same client gets from a view that
    does nothing.
    """
    client = Client()
    for language in ("de", "en"):
        for path in _paths(client):
            yield from _page(client, f"/{language}{path}")


def _paths(client: Client) -> list[str]:
    """One address of each kind, found on the pages themselves; every body, since they differ."""
    from tests.journeys.served import links  # noqa: PLC0415 -- app ready

    found: set[str] = set()
    for path in ("/de/", "/de/gremien/", "/de/sitzungen/", "/de/drucksachen/", "/de/termine/"):
        found |= links(client.get(path).content.decode())
    bodies = sorted(p for p in found if p.startswith("/de/gremien/") and p != "/de/gremien/")
    for path in bodies:
        found |= links(client.get(path).content.decode())
    kinds = [sorted(p for p in found if p.startswith(f"/de/{kind}/"))[-1:] for kind in KINDS]
    return FIXED + [path[3:] for path in bodies + [p for kind in kinds for p in kind]]


def _page(client: Client, path: str) -> Iterator[Figure]:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        body = client.get(path).content
    constant = _Constant(body)
    yield against_limit(
        f"{path} CPU",
        lambda: cpu_ms(lambda: client.get(path), times=TIMES),
        lambda: cpu_ms(lambda: constant.get(path), times=TIMES),
        unit="ms",
        at_most=CPU_MS,
    )
    yield Figure(f"{path} queries", len(seen), "queries", "at most 12", len(seen) <= QUERIES)
    yield Figure(f"{path} page alone", len(gzip.compress(body)) / 1000, "kB gzip")


class _Constant(Client):
    """A client whose every answer has the same bytes, made without any work."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.handler.get_response = lambda _request: HttpResponse(body)  # type: ignore[method-assign]
