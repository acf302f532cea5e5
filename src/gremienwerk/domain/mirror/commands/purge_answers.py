"""Forget what sources once said: stored answers that nothing needs any more.

Rule: stored answers with objects that their source deleted go after 30 days, their hash stays
(source: importer rule 11).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import RunState
from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.models import (
    MirrorObject,
    MirrorRun,
    MirrorSource,
    RawAnswer,
    RawBody,
)
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish

KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AnswersPurged(Event):
    """The bytes of old answers were deleted; hashes and sizes stay."""

    kind = "mirror.answers-purged"
    source_id: int
    bodies: int


@transaction.atomic
def purge_answers(source: MirrorSource, *, by: User, now: datetime) -> int:
    """Delete the bytes of answers that are older than 30 days and no longer needed.

    Needed are the last full walk and what followed, except for answers that hold what the
    source deleted more than 30 days ago. Returns how many bodies went. Raises `NotAllowed`.
    """
    require(by, Can.SYNC, source)
    done = MirrorRun.objects.filter(source=source, state=RunState.DONE, is_full=True)
    full = done.order_by("-pk").first()
    bodies = RawBody.objects.filter(source=source, purged_at=None)
    young = RawAnswer.objects.filter(run__source=source, fetched_at__gt=now - KEPT_FOR)
    needed = RawAnswer.objects.filter(run__source=source, run__gte=full.pk if full else 0)
    old = bodies.exclude(pk__in=young.exclude(body=None).values("body"))
    dead = set(
        old.exclude(pk__in=needed.exclude(body=None).values("body")).values_list("pk", flat=True)
    )
    if full:
        dead |= set(_with_the_deleted(full, old, now))
    for batch in batches(sorted(dead), 500):
        RawBody.objects.filter(pk__in=batch).update(data=b"", purged_at=now)
    if dead:
        publish(AnswersPurged(source_id=source.pk, bodies=len(dead)), by=by, at=now)
    return len(dead)


def _with_the_deleted(full: MirrorRun, old: QuerySet[RawBody], now: datetime) -> Iterator[int]:
    """Yield the stored bodies that hold an object which its source deleted since."""
    gone = MirrorObject.objects.filter(source=full.source_id, gone_at_source__lte=now - KEPT_FOR)
    later = gone.filter(gone_at_source__gt=full.started_at)
    urls = [(url.encode(), at) for url, at in later.values_list("url", "gone_at_source")]
    if not urls:
        return
    answers = RawAnswer.objects.filter(run__gte=full.pk, body__in=old).select_related("body")
    for answer in answers.iterator(50):
        if answer.body is None:
            continue
        content = zlib.decompress(bytes(answer.body.data))
        if any(url in content and at and answer.fetched_at < at for url, at in urls):
            yield answer.body.pk
