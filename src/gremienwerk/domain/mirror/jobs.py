"""What is done later? Sources are synced, watched, and old answers forgotten.

A sync may take hours, so it runs in a process of its own and other jobs do not wait for it;
how far it is stands in its run, and that it lives in its lock.
"""

import logging
import subprocess
import sys
from typing import Final

from django.utils import timezone
from django_tasks import task

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.commands.purge_answers import purge_answers
from gremienwerk.domain.mirror.commands.raise_alarms import raise_alarms
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.staleness import alarms_of

log = logging.getLogger(__name__)
PROGRAM: Final = "import sys; from gremienwerk.cli import main; sys.exit(main(sys.argv[1:]))"
_children: list[subprocess.Popen[bytes]] = []


@task()
def sync_sources() -> int:
    """Begin to sync all sources, one after the other; return how many there are."""
    number = MirrorSource.objects.in_use().count()
    if number:
        start("mirror", "sync", "--nightly")
    return number


@task()
def sync_one(source_id: int) -> None:
    """Begin to sync one source at once."""
    source = MirrorSource.objects.in_use().filter(pk=source_id).first()
    if source is not None:
        start("mirror", "sync", source.name)


@task()
def watch_sources() -> int:
    """Write of sources that need a person, and forget old answers; return how many need one."""
    by, now, stale = system_user(), timezone.now(), 0
    for source in MirrorSource.objects.in_use().order_by("pk"):
        try:
            alarms = alarms_of(source, now=now)
            stale += bool(alarms)
            raise_alarms(source, alarms, by=by, now=now)
            purge_answers(source, by=by, now=now)
        except Exception:
            log.exception("%s could not be watched", source.name)
    return stale


def start(*words: str) -> subprocess.Popen[bytes]:
    """Start our own program beside this process, and do not wait for it."""
    _children[:] = [child for child in _children if child.poll() is None]
    child = subprocess.Popen(  # noqa: S603 -- our own program and words
        [sys.executable, "-c", PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    _children.append(child)
    return child
