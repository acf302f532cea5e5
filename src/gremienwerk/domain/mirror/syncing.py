"""How does one sync run, from asking to mapping?

Raw answers are committed page by page; what they mean is written in one transaction at the
end. Killed at any moment, the next sync ends in the same state.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import RunState
from gremienwerk.domain.mirror.commands._gone import doubtful
from gremienwerk.domain.mirror.commands._lock import LockLost, release, take
from gremienwerk.domain.mirror.commands._raw_store import (
    Progress,
    RawStore,
    answers_of,
    give_up,
    open_run,
)
from gremienwerk.domain.mirror.commands._state import load_known
from gremienwerk.domain.mirror.commands.let_rest import let_rest, refuse_resting
from gremienwerk.domain.mirror.commands.remap import Mapping, remap
from gremienwerk.domain.mirror.fetching.answers import read
from gremienwerk.domain.mirror.fetching.client import Client, Limits, Reach, Surroundings
from gremienwerk.domain.mirror.fetching.walk import FAILURES_IN_A_ROW, Since, Walk
from gremienwerk.domain.mirror.mapping.cutting import MAPPING_VERSION
from gremienwerk.domain.mirror.mapping.values import key
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource, RawAnswer
from gremienwerk.domain.mirror.replay import Reading, Replay, opened, wanted, without_agenda
from gremienwerk.domain.mirror.skills import skills
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.records import whole_second

MOST_SINGLES: Final = 5000  # objects that a full walk asks for alone
FEW_SINGLES: Final = 200  # that another run does
FULL_WALK_AFTER: Final = timedelta(days=6, hours=12)  # weekly, by a nightly job
OVERLAP: Final = timedelta(days=1)
RECENT: Final = timedelta(days=14)  # whose agenda may still change
SELDOM: Final = (50_000, 20, 100)


class NothingToMap(Refusal):
    """There is no run whose answers could be mapped."""


class NeverAsked(Refusal):
    """The source has no address: its data came by another way."""


def _silent(_progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a sync behaves towards the world; tests bring their own clock and patience.

    `is_quick`: only what changed is asked for, where the server can and no full walk is due.
    With `heeds_rest` a server that failed before is not asked within the hour; a person at
    the terminal may ask it all the same.
    """

    around: Surroundings
    is_quick: bool = True
    limits: Limits = Limits()  # noqa: RUF009 -- frozen
    tell: Callable[[Progress], None] = _silent
    heeds_rest: bool = False


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage less often while very many objects live that are none.

    Saves a third of the time of an import; what a batch leaves behind is still found.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@seldom_collected()
def sync(source: MirrorSource, options: Options, *, by: User) -> MirrorRun:
    """Read `source` and map it; return the run with its report.

    Raises `SyncRuns`, `NeverAsked`, `Rests`.
    """
    now = options.around.now
    if options.heeds_rest:
        refuse_resting(source, now=now())
    if source.removed_at:
        raise NeverAsked(_("%(name)s was removed.") % {"name": source.name})
    if not source.url:
        raise NeverAsked(
            _("%(name)s has no address; there is nothing to sync.") % {"name": source.name}
        )
    token = take(source, now=now())
    try:
        since = since_when(source, now=now()) if options.is_quick else None
        run = open_run(source, now=now(), since=since)
        try:
            found = _read(source, RawStore(run, token, options.tell), options)
            run.refresh_from_db()
            remap(Mapping(run, found, token), by=by, now=now())
            found.close()
            if found.is_down:
                let_rest(source, by=by, now=now())
        except LockLost:
            raise
        except Exception:
            give_up(run, now=now())
            raise
    finally:
        release(source, token)
    return run


def _read(source: MirrorSource, store: RawStore, options: Options) -> Replay:
    """Walk over the server and ask for what is in doubt."""
    run = store.run
    found = opened(reading_of(source, run))
    since = Since(run.since, skills(source).spelling) if run.since else None
    with asking(source, options) as client:
        walk = Walk(source.url, client, store, options.around.now, found.take, since)
        walk.lists()
        found.finish()
        load_known(source, found.stage.scratch)
        most = MOST_SINGLES if found.is_full else FEW_SINGLES
        now = options.around.now()
        old, recent = without_agenda(found, split=now - RECENT)
        lacking = [*recent, *store.carry(old, not_before=now - FULL_WALK_AFTER)]
        carried = [one for one in old if store.known(one) is not None]
        lost = list(doubtful(found))
        found.doubted = {key(one.url) for one in lost}
        walk.singles([*lost, *wanted(found, most), *lacking[:most], *carried])
        found.finish()
        found.is_down = walk.failures >= FAILURES_IN_A_ROW
    return found


def asking(source: MirrorSource, options: Options) -> Client:
    """Return a client that asks the source's server as its switches say."""
    reach = Reach(
        hosts=source.hosts,
        rewrites=source.rewrites,
        ca_file=source.ca_file,
        is_private_allowed=source.is_private_allowed,
    )
    limits = replace(options.limits, pause=source.pause_seconds)
    client = Client(source.url, limits, options.around, reach)
    client.introduce(agent())
    return client


def reading_of(source: MirrorSource, run: MirrorRun) -> Reading:
    """Return how the answers of a run are to be read."""
    return Reading(
        volatile=frozenset(source.volatile) | frozenset(skills(source).volatile),
        id_rules=tuple((pattern, new) for pattern, new in source.id_rules),
        is_swapped=source.is_swapped,
        since=run.since,
    )


def since_when(source: MirrorSource, *, now: datetime) -> datetime | None:
    """Return from when on changes are to be asked for, None for everything.

    Rule: only where the probe found that the server can, one day before the start of the last
    success; everything once a week (source: importer rule 4).
    """
    done = MirrorRun.objects.filter(source=source, state=RunState.DONE, is_complete=True)
    full = done.filter(is_full=True).order_by("-pk").first()
    last = done.order_by("-pk").first()
    if full is None or last is None or full.started_at < now - FULL_WALK_AFTER:
        return None
    if not skills(source).since or source.loss_confirmed:
        return None
    is_same = full.mapping_version == MAPPING_VERSION
    return whole_second(last.started_at - OVERLAP) if is_same else None


@seldom_collected()
def map_again(source: MirrorSource, *, by: User, now: datetime) -> MirrorRun:
    """Map the stored answers again, without the network: the last walk and what followed.

    Raises `SyncRuns`, `NothingToMap`.
    """
    done = MirrorRun.objects.filter(source=source, state=RunState.DONE)
    full = done.filter(is_full=True).order_by("-pk").first()
    if full is None:
        raise NothingToMap(
            _("%(name)s was never synced; there is nothing to map.") % {"name": source.name}
        )
    runs = list(done.filter(pk__gte=full.pk).order_by("pk"))
    if RawAnswer.objects.filter(run__in=runs, body__purged_at__isnull=False).exists():
        raise NothingToMap(
            _("The stored answers of %(name)s were purged; please sync.") % {"name": source.name}
        )
    token = take(source, now=now)
    found = opened(reading_of(source, full))
    try:
        for run in runs:
            for answer in answers_of(run):
                found.take(answer, read(answer))
        found.finish()
        return remap(Mapping(runs[-1], found, token, is_forced=True), by=by, now=now)
    finally:
        found.close()
        release(source, token)


def agent() -> str:
    """Return who we are, as every server is told."""
    return f"Gremienwerk/{version('gremienwerk')} (+{settings.PUBLIC_ORIGIN})"
