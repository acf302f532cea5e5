"""What keeps the queue of jobs tidy? Two periodic jobs."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

LONGEST_JOB = timedelta(hours=2)
KEPT_FOR = timedelta(days=30)


@task()
def revive_lost_jobs() -> int:
    """Queue again what a dead worker left behind; return how many jobs that were.

    A worker that dies leaves its row "running" for ever. Jobs are safe to run twice.
    """
    lost = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LONGEST_JOB)
    return DBTaskResult.objects.filter(lost).update(status=TaskResultStatus.READY, started_at=None)


@task()
def forget_finished_jobs() -> int:
    """Remove the rows of jobs that ended long ago; return how many rows that were."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]
