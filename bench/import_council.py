"""How fast does a real council come over, against a plain bulk insert of the same rows?"""

import resource
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from bench.harness import SPREAD, Figure, spread
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource
from gremienwerk.domain.mirror.queries import MODELS
from gremienwerk.domain.mirror.syncing import Options, sync
from tests.domain.mirror.state import TABLES
from tests.oparl_server import BASE, OparlServer, recorded

ROUNDS = 5
FLOOR, SECOND_FLOOR, QUARTER = 2_000, 10_000, 0.25


def run() -> Iterator[Figure]:
    """Import the recorded council several times, each time as a new source, from loopback.

    The limit of each round is `bulk_create` of the final rows of all nouns, rolled back.
    """
    tree = recorded()
    tree |= {f"{BASE}/system?k={n}": tree[f"{BASE}/system"] for n in range(ROUNDS)}
    first, second, shares, writes = [], [], [], 0
    with OparlServer(tree) as server:
        for number in range(ROUNDS):
            source = _source(server, number)
            taken = _timed(source)
            objects = MirrorObject.objects.filter(source=source).count()
            first.append(objects / taken)
            shares.append(first[-1] / _plain_rate(source))
            counter = _Writes()
            with connection.execute_wrapper(counter):
                second.append(objects / _timed(source))
            writes += counter.seen
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield _rate("first import, start to commit", first, "objects/s", FLOOR)
    yield _rate("first import, share of bulk_create", shares, "of limit", QUARTER)
    yield _rate("second sync, nothing changed", second, "objects/s", SECOND_FLOOR)
    yield Figure("second sync, writes to tables of nouns", writes, "statements", "", writes == 0)
    yield Figure("peak memory, server and client", memory, "MB", "goal 400", memory <= 400)


class _Writes:
    """Counts statements that write to the tables of the nouns."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, execute, sql, params, many, context):  # noqa: ANN001, ANN204 -- Django's form
        verb, _blank, rest = sql.partition(" ")
        if verb in {"INSERT", "UPDATE", "DELETE"}:
            self.seen += any(f'"{table}"' in rest for table in TABLES)
        return execute(sql, params, many, context)


def _source(server: OparlServer, number: int) -> MirrorSource:
    url = f"{server.url}?k={number}"
    draft = SourceDraft(f"bench-{number}", url, pause_seconds=0, is_private_allowed=True)
    return add_source(draft, by=system_user(), now=timezone.now())


def _timed(source: MirrorSource) -> float:
    began = time.perf_counter()
    done = sync(source, Options(Surroundings(timezone.now, time.sleep)), by=system_user())
    assert done.is_complete  # noqa: S101 -- else the figure means nothing
    return time.perf_counter() - began


def _plain_rate(source: MirrorSource) -> float:
    """Return objects per second of `bulk_create` alone, of the rows of all nouns."""
    seen = MirrorObject.objects.filter(source=source).exclude(row_id=None)
    keys: dict[str, list[int]] = {}
    for object_type, row_id in seen.values_list("object_type", "row_id"):
        keys.setdefault(object_type, []).append(row_id)
    rows = {
        model: list(model._default_manager.in_bulk(keys.get(kind, [])).values())  # noqa: SLF001
        for kind, model in MODELS.items()
    }
    copies = [row for found in rows.values() for row in found]
    for row in copies:
        row.pk = None
        if hasattr(row, "slug"):
            row.slug += "-copy"
    began = time.perf_counter()
    with transaction.atomic():
        for model, found in rows.items():
            model._default_manager.bulk_create(found)  # noqa: SLF001
        transaction.set_rollback(True)
    return len(copies) / (time.perf_counter() - began)


def _rate(name: str, values: list[float], unit: str, floor: float) -> Figure:
    """Judge rates: more is better, so the harness's limits do not fit."""
    value, wide = median(values), spread(values)
    note = f"floor {floor:g}, spread {wide:.0%}"
    if wide > SPREAD:
        return Figure(name, value, unit, f"{note}: no verdict", None)
    return Figure(name, value, unit, note, value >= floor)
