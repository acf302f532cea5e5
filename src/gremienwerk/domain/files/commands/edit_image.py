"""Edit what is said of an image: words, author, licence, limits. The picture itself stays."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files import pictures
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.commands.add_image import OriginMissing
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

FIELDS = (
    *("alt_text", "is_decorative", "author", "source", "license", "usage_restriction"),
    "expires_on",
)


@dataclass(frozen=True, slots=True)
class ImageEdited(Event):
    """Something else is said of an image."""

    kind = "files.image_edited"
    image_id: int


@dataclass(frozen=True, slots=True)
class ImageDetails:
    """What is said of an image; fields as in the model `Image`."""

    author: str
    license: str
    alt_text: str = ""
    is_decorative: bool = False
    source: str = ""
    usage_restriction: UsageRestriction = UsageRestriction.ALL_MEDIA
    expires_on: date | None = None


@transaction.atomic
def edit_image(image: Image, details: ImageDetails, *, by: User, now: datetime) -> Image:
    """Write `details` of an image; every page that shows it says so at once.

    Raises `NotAllowed`, `AltNotUsable`, `OriginMissing`.
    """
    row = Image.objects.select_for_update().get(pk=image.pk)
    require(by, Can.EDIT_IMAGE, row)
    if not details.author.strip() or not details.license.strip():
        raise OriginMissing(_("Say who made the image and under which licence it is shown."))
    pictures.check_alt(details.alt_text, is_decorative=details.is_decorative, file_name=row.name)
    for name in FIELDS:
        value = getattr(details, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.usage_restriction = details.usage_restriction
    changes = record_changes(row, FIELDS, by=by, now=now)
    row.save(update_fields=FIELDS)
    publish(ImageEdited(image_id=row.pk, changes=changes), by=by, at=now)
    return row
