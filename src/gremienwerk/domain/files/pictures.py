"""Is this a picture that may stand on a page, and are the words for it good?"""

import re
import warnings
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from gremienwerk.domain.files import drawings
from gremienwerk.domain.files.choices import ImagePurpose, UsageRestriction
from gremienwerk.domain.files.drawings import DrawingNotUsable
from gremienwerk.domain.files.models import Image
from gremienwerk.foundation.errors import Refusal

LARGEST = 5_000_000  # bytes
WIDEST = 8_000  # pixels
MOST_PIXELS = 40_000_000  # unpacked, at four bytes each: 160 MB
LONGEST_ALT = 200
RASTER = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "WEBP": ("image/webp", ".webp"),
}
USAGE_NOTE = re.compile(
    r"genehmigung|nutzung|lizenz|license|licence|copyright|©|\(c\)|urheber|"
    r"editorial|redaktionell|all rights|rechte vorbehalten|cc[ -](by|0)\b|foto:|photo:|bild:",
    re.IGNORECASE,
)


class PictureNotUsable(Refusal):
    """A picture is not one, too large, moves, or is of a kind that pages do not show."""


class AltNotUsable(Refusal):
    """The words for a picture are missing, too long, or say something else than the picture."""


class UseNotAllowed(Refusal):
    """The licence does not allow this use, or no longer."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is in a picture file: its type, its usual ending, its size in pixels."""

    mime_type: str
    suffix: str
    width: int
    height: int


def measure(file_name: str, content: bytes) -> Picture:
    """Return what `content` is, after looking at all of it.

    Raises `PictureNotUsable`, `DrawingNotUsable`.
    """
    named = {"name": file_name}
    if not content:
        raise PictureNotUsable(_("“%(name)s” is empty; choose the picture once more.") % named)
    if len(content) > LARGEST:
        raise PictureNotUsable(_("“%(name)s” is larger than 5 MB; make it smaller.") % named)
    if PurePath(file_name).suffix.lower() == ".svg" or content.lstrip()[:5].lower() in _XML:
        try:
            width, height = drawings.size_of(content)
        except DrawingNotUsable as refusal:
            message = f"“{file_name}”: {refusal}"
            raise DrawingNotUsable(message) from refusal
        return Picture("image/svg+xml", ".svg", width, height)
    return _raster(named, content)


_XML = {b"<?xml", b"<svg ", b"<svg>", b"<!doc"}


def _raster(named: dict[str, str], content: bytes) -> Picture:
    try:
        with (
            warnings.catch_warnings(),
            Pillow.open(BytesIO(content), formats=list(RASTER)) as opened,
        ):
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            mime_type, suffix = RASTER[opened.format or ""]
            width, height = opened.size
            if max(width, height) > WIDEST:
                raise PictureNotUsable(
                    _("“%(name)s” is wider or higher than 8000 pixels; make it smaller.") % named
                )
            if width * height > MOST_PIXELS:
                raise PictureNotUsable(
                    _("“%(name)s” has more than 40 million pixels; make it smaller.") % named
                )
            if getattr(opened, "n_frames", 1) > 1:
                raise PictureNotUsable(_("“%(name)s” moves; choose a still picture.") % named)
            opened.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Pillow.DecompressionBombError,
    ):
        raise PictureNotUsable(
            _("“%(name)s” is no whole picture of the kinds PNG, JPEG, WebP or SVG.") % named
        ) from None
    return Picture(mime_type, suffix, width, height)


def check_alt(alt_text: str, *, is_decorative: bool, file_name: str) -> None:
    """Check that a picture has words for those who do not see it, or is for decoration only.

    Rule: WCAG 2.2, 1.1.1; neither the file's name nor a usage note (source: network.md P.5).
    Raises `AltNotUsable`.
    """
    if is_decorative:
        if alt_text.strip():
            raise AltNotUsable(_("A decorative picture has no words: remove them or the mark."))
        return
    words = alt_text.strip()
    if not words:
        raise AltNotUsable(_("Say in words what the picture shows, or mark it as decorative."))
    if len(words) > LONGEST_ALT:
        raise AltNotUsable(
            _("The words for the picture have %(number)s characters; 200 are allowed.")
            % {"number": len(words)}
        )
    if _bare(words) in {_bare(file_name), _bare(PurePath(file_name).stem)}:
        raise AltNotUsable(_("Say what the picture shows; the name of its file tells nobody."))
    note = USAGE_NOTE.search(words)
    if note:
        raise AltNotUsable(
            _("“%(note)s” is a note about use: put it into author, licence or restriction.")
            % {"note": note.group()}
        )


def _bare(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()


def check_use(image: Image, purpose: ImagePurpose, *, day: date) -> None:
    """Check that `image` may be used for `purpose` on `day`.

    Rule: an image for editorial use never advertises (source: network.md P.2).
    Raises `UseNotAllowed`.
    """
    if image.may_be_used(purpose, day):
        return
    if image.expires_on is not None and day >= image.expires_on:
        raise UseNotAllowed(
            _("The permission for this picture ended on %(day)s; choose another.")
            % {"day": image.expires_on.isoformat()}
        )
    facts = {
        "restriction": UsageRestriction(image.usage_restriction).label,
        "purpose": purpose.label,
    }
    raise UseNotAllowed(
        _("This picture is for “%(restriction)s”; for “%(purpose)s” choose another.") % facts
    )
