"""Two people write at once, a client polls in between, and misses nothing (A7.3)."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.papers.commands.publish_paper import publish_paper
from gremienwerk.domain.papers.models import Paper
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.models import PublishedObject
from tests.factories.bodies import InstallationFactory
from tests.factories.papers import PaperFactory

WRITERS, EACH = 2, 8


def write(papers, delay):
    try:
        for paper in papers:
            with transaction.atomic():
                time.sleep(delay)
                publish_paper(paper, by=system_user(), now=timezone.now())
    finally:
        connections.close_all()


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cursor", ["clock", "newest"])
def test_a_client_that_polls_while_two_write_misses_nothing(cursor):
    InstallationFactory()
    papers = [PaperFactory() for _number in range(WRITERS * EACH)]
    project_all()
    halves = [papers[:EACH], papers[EACH:]]
    writers = [
        threading.Thread(target=write, args=(half, delay))
        for half, delay in zip(halves, (0.05, 0.13), strict=True)
    ]
    for writer in writers:
        writer.start()
    seen, since = set(), datetime(2026, 1, 1, tzinfo=UTC)
    is_over = False
    while not is_over:
        is_over = not any(writer.is_alive() for writer in writers)
        asked = timezone.now().replace(microsecond=0)
        rows = PublishedObject.objects.filter(kind="paper", modified__gte=since)
        found = list(rows.values_list("object_id", "modified"))
        seen |= {key for key, _modified in found}
        newest = max((modified for _key, modified in found), default=since)
        since = asked if cursor == "clock" else newest
        time.sleep(0.02)
    for writer in writers:
        writer.join()
    assert seen == {paper.pk for paper in papers}
    assert Paper.objects.exclude(published_at=None).count() == len(papers)


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_moments_come_in_the_order_in_which_they_can_be_seen():
    """The second writer waits for the first, and takes its moment only then."""
    InstallationFactory()
    first, second = PaperFactory(), PaperFactory()
    project_all()
    inside, may_end = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                publish_paper(first, by=system_user(), now=timezone.now())
                inside.set()
                may_end.wait(10)
        finally:
            connections.close_all()

    one = threading.Thread(target=slow)
    one.start()
    inside.wait(10)
    other = threading.Thread(target=write, args=([second], 0))
    other.start()
    time.sleep(1.2)
    assert not PublishedObject.objects.filter(kind="paper").exists()
    may_end.set()
    one.join()
    other.join()
    moments = dict(
        PublishedObject.objects.filter(kind="paper").values_list("object_id", "modified")
    )
    assert moments[first.pk] < moments[second.pk]
    assert connection.vendor == "postgresql"
