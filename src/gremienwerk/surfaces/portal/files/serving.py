"""How is a stored file handed to a browser, so that it can neither run nor be confused?"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from gremienwerk.surfaces.portal.files.portions import whole_or_part

# What could run is served as bytes without a type, which browsers only keep.
NEVER_AS_ITSELF = {"text/html", "application/xhtml+xml", "text/xml", "application/xml"}
DRAWING = "image/svg+xml"
UNKNOWN = "application/octet-stream"
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True)
class Stored:
    """A file in the store, and what its answer says of it."""

    path: str
    name: str
    mime_type: str
    digest: str
    changed_at: datetime
    is_picture: bool = False


def serve(request: HttpRequest, stored: Stored, *, as_attachment: bool) -> HttpResponseBase:
    """Answer with the file, or with 304 when the browser has it already.

    Rule: markup is never shown under our own name. A drawing (SVG) of a body is shown as an
    image only: its policy lets it load and run nothing.

    Raises:
        Http404: The store does not hold the file.

    """
    etag = quote_etag(stored.digest)
    changed = int(stored.changed_at.timestamp())
    known = get_conditional_response(request, etag=etag, last_modified=changed)
    response: HttpResponseBase
    if known is not None:
        response = known
    else:
        response = _answer(request, stored, etag=etag, changed=changed)
        response.headers["Content-Disposition"] = disposition(stored.name, as_attachment)
    is_compressed = response.has_header("Content-Encoding")
    response.headers["ETag"] = f"W/{etag}" if is_compressed else etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = LOCKED
    return response


def _answer(request: HttpRequest, stored: Stored, *, etag: str, changed: int) -> HttpResponseBase:
    try:
        opened = default_storage.open(stored.path)
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation) as missing:
        raise Http404 from missing
    kind = media_type(stored)
    return whole_or_part(request, opened, kind=kind, etag=etag, changed=changed)


def disposition(name: str, as_attachment: bool) -> str:  # noqa: FBT001
    """Return how a browser is to treat the file, with its name, in ASCII for old clients too.

    Rule: never an attachment at an `accessUrl`, always at a `downloadUrl` (source: OParl 1.1,
    2.7). What must not run is no danger in place: it is served as nameless bytes.
    """
    own = Path(name).name
    plain = unicodedata.normalize("NFKD", own).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\\x00-\x1f\x7f]', "_", plain) or "file"
    shown = f'{"attachment" if as_attachment else "inline"}; filename="{plain}"'
    return shown if plain == own else f"{shown}; filename*=utf-8''{quote(own)}"


def media_type(stored: Stored) -> str:
    """Return the Content-Type: as itself only what a browser may show, and what cannot run."""
    kind = stored.mime_type.partition(";")[0].strip().lower()
    if kind == DRAWING:
        return DRAWING if stored.is_picture else UNKNOWN
    if not kind or kind in NEVER_AS_ITSELF or "/" not in kind:
        return UNKNOWN
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
