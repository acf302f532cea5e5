"""Store a file of ours; nobody outside knows of it before it is released."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files import store
from gremienwerk.domain.files.kinds import FileNotUsable, mime_type_of
from gremienwerk.domain.files.models import File
from gremienwerk.domain.files.policy import Can
from gremienwerk.domain.files.scanning import check_for_viruses
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class FileStored(Event):
    """A file lies in the store."""

    kind = "files.stored"
    file_id: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in; `name` is what people read, `file_name` ends in its kind.

    `day` is the one that time limits count from.
    """

    file_name: str
    content: bytes
    name: str = ""
    license: str = ""
    day: date | None = None


@transaction.atomic
def store_file(body: Body, upload: Upload, *, by: User, now: datetime) -> File:
    """Store `upload` for `body`.

    Raises `NotAllowed`, `FileNotUsable`, `VirusFound`, `ScannerSilent`.
    """
    require(by, Can.STORE, body)
    file_name = store.safe_name(upload.file_name)
    if not file_name:
        raise FileNotUsable(_("Give the file a name of letters and digits."))
    mime_type = mime_type_of(file_name, upload.content)
    check_for_viruses(upload.content)
    moment = whole_second(now)
    file = File.objects.create(
        body=body,
        name=upload.name.strip() or PurePath(upload.file_name).stem,
        file_name=file_name,
        mime_type=mime_type,
        date=upload.day,
        size=len(upload.content),
        sha512=store.digest_of(upload.content),
        text=upload.content.decode("utf-8-sig") if mime_type == "text/plain" else "",
        license=upload.license,
        stored_as=store.keep(upload.content, PurePath(file_name).suffix),
        created_at=moment,
        modified_at=moment,
    )
    publish(FileStored(file_id=file.pk), by=by, at=now)
    return file
