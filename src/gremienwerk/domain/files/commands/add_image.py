"""Add an image with words for it, author, licence and limits."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files import pictures, store
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.cleaning import without_metadata
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.pictures import PictureNotUsable
from gremienwerk.domain.files.policy import Can
from gremienwerk.domain.files.scanning import check_for_viruses
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.write import Renderings, translate_all

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class ImageAdded(Event):
    """An image can be chosen."""

    kind = "files.image_added"
    image_id: int


class OriginMissing(Refusal):
    """Who shows an image says who made it and who allowed it (§ 13 UrhG)."""


@dataclass(frozen=True, slots=True)
class ImageUpload:
    """An image as it comes in; fields as in the model `Image`.

    `expires_on` is the first day on which it may no longer be shown.
    """

    name: str
    file_name: str
    content: bytes
    author: str
    license: str
    alt_text: str = ""
    is_decorative: bool = False
    source: str = ""
    usage_restriction: UsageRestriction = UsageRestriction.ALL_MEDIA
    expires_on: date | None = None
    renderings: Renderings = field(default_factory=dict)


@transaction.atomic
def add_image(upload: ImageUpload, *, by: User, now: datetime) -> Image:
    """Add the image of `upload`, without what it carries beside its pixels.

    Raises `NotAllowed`, `PictureNotUsable`, `DrawingNotUsable`, `AltNotUsable`,
    `OriginMissing`, `VirusFound`, `ScannerSilent`.
    """
    image = Image(
        name=upload.name,
        alt_text=upload.alt_text.strip(),
        is_decorative=upload.is_decorative,
        author=upload.author.strip(),
        source=upload.source,
        license=upload.license.strip(),
        usage_restriction=upload.usage_restriction,
        expires_on=upload.expires_on,
        created_at=whole_second(now),
    )
    require(by, Can.ADD_IMAGE, image)
    picture = check_image(upload)
    check_for_viruses(upload.content)
    content = without_metadata(upload.content)
    if content != upload.content:  # it may have been turned
        picture = check_image(replace(upload, content=content))
    if Image.objects.filter(name=upload.name).exists():
        raise PictureNotUsable(
            _("There is an image “%(name)s” already; choose another name.") % {"name": upload.name}
        )
    image.mime_type, image.width, image.height = picture.mime_type, picture.width, picture.height
    image.stored_as = store.keep(content, picture.suffix)
    image.save(force_insert=True)
    translate_all(image, upload.renderings, now=now)
    publish(ImageAdded(image_id=image.pk), by=by, at=now)
    return image


def check_image(upload: ImageUpload) -> pictures.Picture:
    """Return what is in the image after checking all that needs no database.

    Raises as `add_image`.
    """
    if not SLUG.fullmatch(upload.name):
        raise PictureNotUsable(
            _("“%(name)s” is no name for an image: use small letters, digits and dashes.")
            % {"name": upload.name}
        )
    if not upload.author.strip() or not upload.license.strip():
        raise OriginMissing(_("Say who made the image and under which licence it is shown."))
    pictures.check_alt(
        upload.alt_text, is_decorative=upload.is_decorative, file_name=upload.file_name
    )
    for rendering in upload.renderings.get("alt_text", ()):
        pictures.check_alt(rendering.text, is_decorative=False, file_name=upload.file_name)
    return pictures.measure(upload.file_name, upload.content)
