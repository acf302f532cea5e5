"""What is in a file? Its content decides, never its name alone."""

import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from gremienwerk.foundation.errors import Refusal

LARGEST = 50_000_000  # bytes
LARGEST_UNPACKED = 500_000_000  # bytes of all members of a ZIP
MOST_MEMBERS = 5_000
OFFICE: Final[dict[str, tuple[str, str]]] = {  # suffix: MIME type, a member that proves it
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word/document.xml",
    ),
    ".xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xl/workbook.xml",
    ),
    ".pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ppt/presentation.xml",
    ),
    ".odt": ("application/vnd.oasis.opendocument.text", "content.xml"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "content.xml"),
    ".odp": ("application/vnd.oasis.opendocument.presentation", "content.xml"),
}
TEXT: Final[dict[str, str]] = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".ics": "text/calendar",
}
SIGNED: Final[dict[str, tuple[str, bytes]]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
KNOWN = sorted([*OFFICE, *TEXT, *SIGNED])
CONTROL = set(range(32)) - {9, 10, 12, 13}


class FileNotUsable(Refusal):
    """A file is empty, too large, of a kind that we do not keep, or not what its name says."""


def mime_type_of(file_name: str, content: bytes) -> str:
    """Return the MIME type of `content`, which has to be what the end of `file_name` says.

    Raises `FileNotUsable`.
    """
    suffix = PurePath(file_name).suffix.lower()
    named = {"name": file_name, "suffix": suffix}
    if not content:
        raise FileNotUsable(_("“%(name)s” is empty; choose the file once more.") % named)
    if len(content) > LARGEST:
        raise FileNotUsable(_("“%(name)s” is larger than 50 MB; make it smaller.") % named)
    if suffix not in KNOWN:
        known = {**named, "known": ", ".join(KNOWN)}
        raise FileNotUsable(_("“%(name)s” has to be one of these kinds: %(known)s.") % known)
    found = _matching(suffix, content)
    if found is None:
        raise FileNotUsable(
            _("“%(name)s” is named %(suffix)s but holds something else; save it once more.") % named
        )
    return found


def _matching(suffix: str, content: bytes) -> str | None:
    if suffix in SIGNED:
        mime_type, signature = SIGNED[suffix]
        return mime_type if content.startswith(signature) else None
    if suffix in TEXT:
        return TEXT[suffix] if _is_text(content) else None
    mime_type, member = OFFICE[suffix]
    return mime_type if _holds(content, member, mime_type) else None


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not CONTROL.intersection(content)


def _holds(content: bytes, member: str, mime_type: str) -> bool:
    """Test whether a ZIP has `member`; an OpenDocument names its own type as well."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            unpacked = sum(member.file_size for member in packed.infolist())
            if unpacked > LARGEST_UNPACKED or len(names) > MOST_MEMBERS:
                raise FileNotUsable(
                    _("Unpacked, this file would be larger than 500 MB; save it once more.")
                )
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return False
            if "opendocument" not in mime_type:
                return member in names
            declared = packed.getinfo("mimetype")
            return declared.file_size < 100 and packed.read(declared) == mime_type.encode()  # noqa: PLR2004
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False
