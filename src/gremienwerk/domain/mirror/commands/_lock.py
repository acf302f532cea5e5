"""Who syncs a source at present? The row of the source is the lock.

Two runs of one source cannot overlap. A run that died loses the lock: on this machine as
soon as its process is gone, on another once its heart has not beaten for a while.
"""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.foundation.errors import Refusal

SILENT_ELSEWHERE = timedelta(minutes=15)
SILENT_HERE = timedelta(hours=2)


class SyncRuns(Refusal):
    """Another run has the source."""


class LockLost(Refusal):
    """Another run took over; this one must not write."""


def take(source: MirrorSource, *, now: datetime) -> str:
    """Take the lock; return the token that proves it. Raises `SyncRuns`."""
    token = uuid4().hex
    free = Q(lock_token="")
    seen = MirrorSource.objects.get(pk=source.pk)
    if seen.lock_token and _is_dead(seen, now):
        free |= Q(lock_token=seen.lock_token, heartbeat_at=seen.heartbeat_at)
    taken = MirrorSource.objects.filter(free, pk=source.pk).update(
        lock_token=token, lock_host=_machine(), lock_pid=os.getpid(), heartbeat_at=now
    )
    if not taken:
        raise SyncRuns(
            _("%(name)s is being synced at this moment. Please try again later.")
            % {"name": source.name}
        )
    return token


def beat(source: MirrorSource, token: str, *, now: datetime) -> None:
    """Show that the run lives. Raises `LockLost`."""
    mine = MirrorSource.objects.filter(pk=source.pk, lock_token=token)
    if not mine.update(heartbeat_at=now):
        raise LockLost(_("Another run took over; this one ends without a change."))


def release(source: MirrorSource, token: str) -> None:
    """Give the lock back."""
    MirrorSource.objects.filter(pk=source.pk, lock_token=token).update(
        lock_token="", lock_host="", lock_pid=None, heartbeat_at=None
    )


def _is_dead(source: MirrorSource, now: datetime) -> bool:
    silent = now - (source.heartbeat_at or now)
    if source.lock_host != _machine():
        return silent > SILENT_ELSEWHERE
    return silent > SILENT_HERE or not _is_running(source.lock_pid or 0)


def _is_running(pid: int) -> bool:
    """Test whether a process of this machine runs; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


def _machine() -> str:
    """Return the machine's name and the moment of its start where it can be known."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        boot = ""
    return f"{socket.gethostname()} {boot}"[:200]
