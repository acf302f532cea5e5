"""Run the periods: what is older than its kind is kept goes, unless a legal hold keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.commands import _due
from gremienwerk.domain.privacy.commands.prune_log import LogHasToStay, prune_log
from gremienwerk.domain.privacy.models import RetentionReport
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.retention import held_kinds, periods
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish

Removed = tuple[int, int]  # rows that went, rows that a hold keeps
DUE: Final[dict[RetentionKind, Callable[[_due.Run], Removed]]] = {
    RetentionKind.LETTERS: _due.letters,
    RetentionKind.LEFT_LISTS: _due.left_lists,
    RetentionKind.INVITATIONS: _due.invitations,
    RetentionKind.SPECIAL_CATEGORIES: _due.special_categories,
    RetentionKind.PEOPLE: _due.people,
}


@dataclass(frozen=True, slots=True)
class RetentionRan(Event):
    """What was due of a kind is gone."""

    kind = "privacy.retention_ran"
    what: str
    days: int
    removed: int
    held: int


@transaction.atomic
def run_retention(*, by: User, now: datetime) -> list[RetentionReport]:
    """Remove what is due, of every kind, and report it; the log comes last.

    Rule: L10.7; a hold on a kind keeps all of it, a hold on a person all of theirs. Raises
    `NotAllowed`.
    """
    today = timezone.localtime(now).date()
    require(by, Can.RUN_RETENTION, RetentionReport())
    kept = held_kinds()
    reports = []
    for period in sorted(periods(today), key=lambda one: one.kind == RetentionKind.EVENT_LOG):
        run = _due.Run(period.before(today), today, period.kind in kept, by, now)
        removed, held = _log(run) if period.kind not in DUE else DUE[period.kind](run)
        report = RetentionReport.objects.create(
            kind=period.kind,
            days=period.days,
            before=run.before,
            removed=removed,
            held=held,
            ran_at=now,
        )
        reports.append(report)
        if removed or held:
            event = RetentionRan(
                what=period.kind.value, days=period.days, removed=removed, held=held
            )
            publish(event, by=by, at=now)
    return reports


def _log(run: _due.Run) -> Removed:
    try:
        told = prune_log(before=_midnight(run.before), by=run.by, now=run.now)
    except LogHasToStay:
        return 0, 1
    return (told.entries if told else 0), 0


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
