"""How does one sync run, from asking to mapping?

Raw answers are committed page by page; what they mean is written in one transaction at the
end. Killed at any moment, the next sync ends in the same state.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
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
from gremienwerk.domain.mirror.commands._state import known_objects
from gremienwerk.domain.mirror.commands.remap import Mapping, remap
from gremienwerk.domain.mirror.fetching.client import Client, Limits, Surroundings
from gremienwerk.domain.mirror.fetching.walk import Walk
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.mirror.replay import Replay, replay, wanted
from gremienwerk.foundation.errors import Refusal

MOST_SINGLES: Final = 200  # objects that one run asks for alone
SELDOM: Final = (50_000, 20, 100)


class NothingToMap(Refusal):
    """There is no run whose answers could be mapped."""


class NeverAsked(Refusal):
    """The source has no address: its data came by another way."""


def _silent(_progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a sync behaves towards the world; tests bring their own clock and patience."""

    around: Surroundings
    limits: Limits = Limits()  # noqa: RUF009 -- frozen
    tell: Callable[[Progress], None] = _silent


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

    Raises `SyncRuns`, `NeverAsked`.
    """
    if not source.url:
        raise NeverAsked(
            _("%(name)s has no address; there is nothing to sync.") % {"name": source.name}
        )
    now = options.around.now
    token = take(source, now=now())
    try:
        run = open_run(source, now=now())
        store = RawStore(run, token, options.tell)
        try:
            found = _read(source, store, options)
            run.refresh_from_db()
            remap(Mapping(run, found, token), by=by, now=now())
        except LockLost:
            raise
        except Exception:
            give_up(run, now=now())
            raise
    finally:
        release(source, token)
    return run


def _read(source: MirrorSource, store: RawStore, options: Options) -> Replay:
    """Walk over the server, ask for what is in doubt, and read all answers together."""
    limits = replace(options.limits, pause=source.pause_seconds)
    with Client(
        source.url,
        limits,
        options.around,
        hosts=source.hosts,
        is_private_allowed=source.is_private_allowed,
    ) as client:
        client.introduce(agent())
        walk = Walk(source.url, client, store, options.around.now)
        walk.lists()
        found = replay(answers_of(store.run), source.volatile)
        known = known_objects(source)
        there = {at for at, one in known.items() if one.row_id is not None}
        singles = [*doubtful(found, known), *wanted(found, there, MOST_SINGLES)]
        if not singles:
            return found
        walk.singles(singles)
    return replay(answers_of(store.run), source.volatile)


@seldom_collected()
def map_again(source: MirrorSource, *, by: User, now: datetime) -> MirrorRun:
    """Map the answers of the last run again, without the network.

    Raises `SyncRuns`, `NothingToMap`.
    """
    run = MirrorRun.objects.filter(source=source, state=RunState.DONE).order_by("-pk").first()
    if run is None:
        raise NothingToMap(
            _("%(name)s was never synced; there is nothing to map.") % {"name": source.name}
        )
    token = take(source, now=now)
    try:
        found = replay(answers_of(run), source.volatile)
        return remap(Mapping(run, found, token, is_forced=True), by=by, now=now)
    finally:
        release(source, token)


def agent() -> str:
    """Return who we are, as every server is told."""
    return f"Gremienwerk/{version('gremienwerk')} (+{settings.PUBLIC_ORIGIN})"
