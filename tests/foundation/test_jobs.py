from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gremienwerk.foundation import jobs as foundation_jobs
from gremienwerk.foundation.jobs import forget_finished_jobs, revive_lost_jobs
from gremienwerk.foundation.outbox.jobs import deliver_letters

pytestmark = pytest.mark.django_db


def job(status, *, age):
    deliver_letters.enqueue()
    row = DBTaskResult.objects.order_by("enqueued_at").last()
    then = timezone.now() - age
    DBTaskResult.objects.filter(pk=row.pk).update(status=status, started_at=then, finished_at=then)
    return row.pk


def test_what_a_dead_worker_left_is_queued_again_and_nothing_else():
    lost = job(TaskResultStatus.RUNNING, age=foundation_jobs.LONGEST_JOB + timedelta(minutes=1))
    job(TaskResultStatus.RUNNING, age=timedelta(minutes=1))
    job(TaskResultStatus.SUCCESSFUL, age=timedelta(days=1))

    assert revive_lost_jobs.call() == 1
    assert DBTaskResult.objects.ready().get().pk == lost


def test_jobs_that_ended_long_ago_are_forgotten():
    job(TaskResultStatus.SUCCESSFUL, age=foundation_jobs.KEPT_FOR + timedelta(days=1))
    job(TaskResultStatus.FAILED, age=foundation_jobs.KEPT_FOR + timedelta(days=1))
    recent = job(TaskResultStatus.SUCCESSFUL, age=timedelta(days=1))

    assert forget_finished_jobs.call() == 2
    assert DBTaskResult.objects.get().pk == recent
