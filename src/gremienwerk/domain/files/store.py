"""Where do the bytes lie? Below MEDIA_ROOT, named by their own digest.

The same content lies there once; what is stored never changes, so a file that is read while
another is written is never half.
"""

import os
import re
import unicodedata
from hashlib import sha512
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

LONGEST_NAME = 100
MODE = 0o640
SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)


def digest_of(content: bytes) -> str:
    """Return the SHA-512 of `content`, 128 hex digits."""
    return sha512(content).hexdigest()


def place_of(content: bytes, suffix: str) -> str:
    """Return the path below MEDIA_ROOT at which `content` lies; `suffix` like `.pdf`."""
    digest = digest_of(content)
    return f"{digest[:2]}/{digest[2:66]}{suffix}"


def path_of(place: str) -> Path:
    """Return where on this machine the content of `place` lies."""
    return Path(settings.MEDIA_ROOT) / place


def keep(content: bytes, suffix: str) -> str:
    """Write `content` unless it lies there already; return its place below MEDIA_ROOT.

    Written beside its place and then moved there: it is there whole, or not at all.
    """
    place = place_of(content, suffix)
    path = path_of(place)
    if path.exists():
        return place
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as written:
        try:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
            Path(written.name).chmod(MODE)
            Path(written.name).replace(path)
        except BaseException:
            Path(written.name).unlink(missing_ok=True)
            raise
    return place


def drop(place: str) -> None:
    """Take the content of `place` away, for a row that did not come into being."""
    path_of(place).unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """Return `name` as it may stand in an address and on any disk; empty if nothing is left.

    Letters of ASCII, digits, `-`, `_` and dots; no folder, no leading dot.
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFKD", plain.translate(SPELLED))
    stem, dot, suffix = re.sub(r"[^A-Za-z0-9._-]+", "-", _ascii(plain)).rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = re.sub(r"\.{2,}|-{2,}", "-", stem).strip("-._")
    ending = f".{suffix.lower()}" if suffix else ""
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}" if stem else ""


def _ascii(text: str) -> str:
    """Leave out the marks that stood above letters; put a dash for every other letter."""
    bare = "".join(sign for sign in text if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode().replace("?", "-")
