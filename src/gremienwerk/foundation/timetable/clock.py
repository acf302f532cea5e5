"""How do periodic jobs start? Any number of processes may tick; each run is queued once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks.base import Task

from gremienwerk.foundation.timetable.models import Timer

_periods: dict[str, tuple[Task[[], Any], timedelta]] = {}


def every(period: timedelta, job: Task[[], Any]) -> None:
    """Run `job` every `period`, counted from its last start."""
    _periods[job.module_path] = (job, period)


def tick(*, now: datetime) -> list[str]:
    """Queue each periodic job that is due; return their import paths.

    One read tells which may be due, so that a clock that ticks every second writes seldom.
    """
    waiting = set(Timer.objects.filter(next_run_at__gt=now).values_list("job", flat=True))
    due = {path: entry for path, entry in _periods.items() if path not in waiting}
    return [path for path, (job, period) in due.items() if _start(job, period, now)]


@transaction.atomic
def _start(job: Task[[], Any], period: timedelta, now: datetime) -> bool:
    """Queue `job` if its time has come; the conditional UPDATE lets one clock win."""
    Timer.objects.get_or_create(job=job.module_path, defaults={"next_run_at": now})
    mine = Timer.objects.filter(job=job.module_path, next_run_at__lte=now).update(
        next_run_at=now + period
    )
    if mine:
        job.enqueue()
    return bool(mine)
