"""Syncs in children that are killed: `python sync_child.py URL KILLS`, prints fingerprints.

Every kill hits a source of its own, so the state after it can be compared with that of a
source that was synced in peace. A child is killed before its n-th statement, or by us after
a part of the time that a whole sync takes.
"""

import os
import signal
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from gremienwerk.domain.accounts.queries import system_user  # noqa: E402
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source  # noqa: E402
from gremienwerk.domain.mirror.fetching.client import Limits, Surroundings  # noqa: E402
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource, RawAnswer  # noqa: E402
from gremienwerk.domain.mirror.syncing import Options, sync  # noqa: E402
from tests.domain.mirror.state import all_rows, hashed  # noqa: E402


class Statements:
    """Counts statements, and dies before one of them."""

    def __init__(self, last=None):
        self.seen, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def peacefully(source, last=None):
    statements = Statements(last)
    limits = Limits(tries=1)
    with connection.execute_wrapper(statements):
        run = sync(
            source, Options(Surroundings(timezone.now, time.sleep), limits), by=system_user()
        )
    assert run.is_complete
    return statements.seen


def in_a_child(source, *, last=None, seconds=None):
    """Sync in a child; return whether it was killed."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        peacefully(source, last)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def main(url, kills):
    call_command("migrate", verbosity=0)
    now, by = timezone.now(), system_user()
    sources = [
        add_source(
            SourceDraft(f"s{n}", f"{url}?k={n}", pause_seconds=0, is_private_allowed=True),
            by=by,
            now=now,
        )
        for n in range(kills + 1)
    ]
    began = time.monotonic()
    statements = peacefully(sources[0])
    whole = time.monotonic() - began
    told = [""]
    for n, source in enumerate(sources[1:]):
        share = (n + 0.5) / kills
        if n % 3 == 2:
            killed = in_a_child(source, seconds=whole * share)
        else:
            killed = in_a_child(source, last=max(1, int(statements * share)))
        before = RawAnswer.objects.filter(run__source=source).count()
        peacefully(MirrorSource.objects.get(pk=source.pk))
        runs = MirrorRun.objects.filter(source=source).count()
        told.append(f"{killed} {before} {runs}")
    rows = all_rows()
    for source, line in zip(sources, told, strict=True):
        print(hashed(rows[source.pk]), line)  # noqa: T201


main(sys.argv[1], int(sys.argv[2]))
