"""Which sources should a person look at, and why? Old data must not go unnoticed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.mirror.choices import Alarm, ObjectType, RunState
from gremienwerk.domain.mirror.commands.confirm_loss import withheld
from gremienwerk.domain.mirror.mapping.values import TOWN
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.papers.models import Paper

WITHOUT_SUCCESS: Final = timedelta(hours=26)
WITHOUT_FULL_WALK: Final = timedelta(days=8)
USUAL_GAPS: Final = 3  # so many times the usual gap without anything new
AT_LEAST: Final = timedelta(days=21)
LOOKED_AT: Final = 30  # days on which something was dated
SHRINKS: Final = 0.02
WEEKS_OF_RECESS: Final = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class StaleSource:
    """A source, and why a person should look at it."""

    source: MirrorSource
    alarms: tuple[Alarm, ...]


def stale_sources(now: datetime) -> list[StaleSource]:
    """Return the sources that need a person, with the reasons; paused ones need none."""
    found = [
        StaleSource(source, alarms_of(source, now=now))
        for source in MirrorSource.objects.in_use().order_by("label", "name")
    ]
    return [one for one in found if one.alarms]


def alarms_of(source: MirrorSource, *, now: datetime) -> tuple[Alarm, ...]:
    """Return why a person should look at `source`, () if there is no need (source: C4)."""
    return tuple(_alarms(source, now))


def _alarms(source: MirrorSource, now: datetime) -> Iterator[Alarm]:
    done = MirrorRun.objects.filter(source=source, state=RunState.DONE).order_by("-pk")
    full = list(done.filter(is_full=True, is_complete=True)[:2])
    if (source.last_success_at or source.created_at) < now - WITHOUT_SUCCESS:
        yield Alarm.NO_SUCCESS
    if (full[0].started_at if full else source.created_at) < now - WITHOUT_FULL_WALK:
        yield Alarm.NO_FULL_WALK
    if _is_silent(source, now.astimezone(TOWN).date()):
        yield Alarm.NOTHING_NEW
    if len(full) > 1 and _has_shrunk(full[1], full[0]):
        yield Alarm.SHRUNK
    last = done.first()
    if last and not last.is_complete and last.lists.get(ObjectType.SYSTEM):
        yield Alarm.LIST_FAILS
    if withheld(last):
        yield Alarm.LOSS_WITHHELD


def _is_silent(source: MirrorSource, today: date) -> bool:
    """Test whether the newest meeting or paper is unusually old; a recess counts."""
    of_source = {"body__mirrored__source": source, "deleted_at": None}
    meetings = Meeting.objects.filter(**of_source).order_by("-starts_on")
    papers = Paper.objects.filter(**of_source).exclude(date=None).order_by("-date")
    days: set[date] = set(meetings.values_list("starts_on", flat=True)[:LOOKED_AT])
    dated = papers.values_list("date", flat=True)[:LOOKED_AT]
    days |= {day for day in dated if day}
    newest = sorted(days, reverse=True)[:LOOKED_AT]
    if len(newest) <= 1 or newest[0] >= today:
        return False
    usual = timedelta(median((later - earlier).days for later, earlier in pairwise(newest)))
    allowed = max(AT_LEAST, USUAL_GAPS * usual)
    return today - newest[0] > allowed + (WEEKS_OF_RECESS if _is_recess(today) else timedelta())


def _is_recess(today: date) -> bool:
    """Test for the weeks in which councils rest: in summer, and around the turn of the year."""
    return (7, 1) <= (today.month, today.day) <= (9, 15) or today.month in {1, 12}


def _has_shrunk(before: MirrorRun, after: MirrorRun) -> bool:
    return any(
        _present(after, kind) < _present(before, kind) * (1 - SHRINKS) for kind in before.counts
    )


def _present(run: MirrorRun, kind: str) -> int:
    counts = run.counts.get(kind, {})
    return sum(counts.get(word, 0) for word in ("new", "changed", "unchanged"))
