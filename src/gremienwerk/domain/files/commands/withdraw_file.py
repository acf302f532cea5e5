"""Withdraw a file: its address answers from now on that it is gone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.models import File
from gremienwerk.domain.files.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class FileWithdrawn(Event):
    """A file is no longer to be had."""

    kind = "files.withdrawn"
    file_id: int


class NotToBeWithdrawn(Refusal):
    """The file is gone already, or not ours to take back."""


@transaction.atomic
def withdraw_file(file: File, *, by: User, now: datetime) -> File:
    """Take `file` back; a tombstone stays.

    Raises `NotAllowed`, `NotToBeWithdrawn`.
    """
    locked = File.objects.select_for_update().get(pk=file.pk)
    require(by, Can.WITHDRAW, locked)
    if locked.is_deleted:
        raise NotToBeWithdrawn(_("This file was taken back already."))
    if not locked.stored_as:
        raise NotToBeWithdrawn(_("This file lies with its source; ask there."))
    locked.deleted_at = locked.modified_at = whole_second(now)
    locked.save(update_fields=["deleted_at", "modified_at"])
    publish(FileWithdrawn(file_id=locked.pk), by=by, at=now)
    return locked
