"""What does a page of OParl cost: 100 meetings with their agendas, stored and made anew?

The limit is a constant answer of the same bytes by the same server, over the same wire.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone
from django.utils.translation import override

from bench.harness import SPREAD, Figure, in_turns, spread
from gremienwerk import urls
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingOrganization
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.objects import CONTENTS
from gremienwerk.surfaces.oparl.selection import Selection
from gremienwerk.surfaces.oparl.values import as_json

MEETINGS = 100
ITEMS = 10
REQUESTS = 60  # per round
AT_LEAST = 0.40  # of the limit's requests per second
COLD_AT_MOST = 60.0  # times the limit
MOST_QUERIES = 12
FIRST = datetime(2020, 1, 8, 17, 0, tzinfo=UTC)


def run() -> Iterator[Figure]:
    """Measure a stored page, the same page made anew, and the number of its queries."""
    body, keys = _council()
    url = f"/oparl/1.1/body/{body}/meeting"
    server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    page = _get(server.effective_port, url)
    constant = HttpResponse(page, content_type="application/json").content
    urls.urlpatterns.insert(0, path("bench-constant", _constant(constant)))
    measured, limit = (
        _per_second(server.effective_port, where) for where in (url, "/bench-constant")
    )
    ours, limits, cold, warm = in_turns(
        measured, limit, lambda: _made_anew(keys), _cpu_of(limit, REQUESTS)
    )
    shares = [one / other for one, other in zip(ours, limits, strict=True)]
    yield _share(f"a stored page of {MEETINGS} meetings, {len(page) // 1000} kB", shares)
    yield _cold([one / other for one, other in zip(cold, warm, strict=True)], cold)
    yield _queries(url)
    server.close()


def _council() -> tuple[int, list[int]]:
    """Make an own body with a hundred public meetings."""
    body = Body.objects.get(is_own=True)
    organization = Organization.objects.create(
        body=body, slug="bench", name="Ausschuss für Messung", published_at=FIRST
    )
    for key, value in (("access", "public"), ("oparl", "on")):
        Ability.objects.create(organization=organization, key=key, value=value)
    keys = []
    for number in range(MEETINGS):
        starts_at = FIRST + timedelta(days=14 * number)
        meeting = Meeting.objects.create(
            body=body,
            name=f"{number + 1}. Sitzung des Ausschusses für Messung",
            state="held",
            starts_on=starts_at.date(),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
        )
        MeetingOrganization.objects.create(meeting=meeting, organization=organization, position=0)
        AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting,
                position=place,
                number=f"Ö {place + 1}",
                name=f"Bericht der Arbeitsgruppe {place + 1} mit Aussprache und Beschlussvorlage",
            )
            for place in range(ITEMS)
        )
        keys.append(meeting.pk)
    project_all()
    return body.pk, keys


def _constant(content: bytes) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, content_type="application/json")

    return view


def _get(port: int, url: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(f"GET {url} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := wire.recv(1 << 20):
            parts.append(part)
    return b"".join(parts).partition(b"\r\n\r\n")[2]


def _per_second(port: int, url: str) -> Callable[[], float]:
    def measure() -> float:
        began = time.perf_counter()
        for _request in range(REQUESTS):
            _get(port, url)
        return REQUESTS / (time.perf_counter() - began)

    return measure


def _share(name: str, shares: list[float]) -> Figure:
    value, wide = median(shares), spread(shares)
    note = f"of the limit's requests/s, at least {AT_LEAST:.0%}, spread {wide:.0%}"
    passes = value >= AT_LEAST if wide <= SPREAD else None
    return Figure(name, 100 * value, "%", note, passes)


def _made_anew(keys: list[int]) -> float:
    """Make the texts of all meetings anew: load, select, serialise; return processor seconds."""
    began = time.process_time()
    with override("de"):
        found = CONTENTS[Kind.MEETING](Selection(timezone.localdate()), set(keys))
        texts = [as_json(content.alone) for content in found.values()]
    taken = time.process_time() - began
    assert len(texts) == MEETINGS  # noqa: S101
    return taken


def _cpu_of(measure: Callable[[], float], times: int) -> Callable[[], float]:
    """Return the processor seconds of one of `times` requests, server and client together."""

    def measured() -> float:
        began = time.process_time()
        measure()
        return (time.process_time() - began) / times

    return measured


def _cold(ratios: list[float], seconds: list[float]) -> Figure:
    value, wide = median(ratios), spread(ratios)
    note = f"{median(seconds) * 1000:.0f} ms, at most x{COLD_AT_MOST:.0f}, spread {wide:.0%}"
    passes = value <= COLD_AT_MOST if wide <= SPREAD else None
    return Figure("the same page made anew, processor time", value, "x limit", note, passes)


def _queries(url: str) -> Figure:
    from django.test import Client  # noqa: PLC0415 -- slow import

    settings.ALLOWED_HOSTS = ["*"]
    with CaptureQueriesContext(connection) as caught:
        assert Client().get(url).status_code == 200  # noqa: S101
    number = len(caught)
    return Figure("queries of a page", number, "queries", "", number <= MOST_QUERIES)
