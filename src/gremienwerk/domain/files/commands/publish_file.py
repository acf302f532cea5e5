"""Publish a file: from now on anyone may have it."""

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
class FilePublished(Event):
    """A file is public."""

    kind = "files.published"
    file_id: int


class NotToBePublished(Refusal):
    """The file is public already, or it was taken back."""


@transaction.atomic
def publish_file(file: File, *, by: User, now: datetime) -> File:
    """Release `file` to the public.

    Raises `NotAllowed`, `NotToBePublished`.
    """
    locked = File.objects.select_for_update().get(pk=file.pk)
    require(by, Can.PUBLISH, locked)
    if locked.is_deleted:
        raise NotToBePublished(_("This file was taken back; store it anew."))
    if locked.published_at is not None:
        raise NotToBePublished(_("This file is public already."))
    locked.published_at = locked.modified_at = whole_second(now)
    locked.save(update_fields=["published_at", "modified_at"])
    publish(FilePublished(file_id=locked.pk), by=by, at=now)
    return locked
