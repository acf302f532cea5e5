"""How is a stored file handed to a browser, so that it can neither run nor be confused?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag

# What a browser may show in place. Everything else is kept for the reader to open.
SHOWN_IN_PLACE = {
    "application/pdf",
    "text/plain",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
}
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
    response: HttpResponseBase = known if known is not None else _answer(stored, as_attachment)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = LOCKED
    return response


def _answer(stored: Stored, as_attachment: bool) -> HttpResponseBase:  # noqa: FBT001
    try:
        opened = default_storage.open(stored.path)
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation) as missing:
        raise Http404 from missing
    kind, in_place = media_type(stored)
    response = FileResponse(opened, content_type=kind)
    shown = content_disposition_header(as_attachment or not in_place, Path(stored.name).name)
    response.headers["Content-Disposition"] = str(shown or "inline")
    return response


def media_type(stored: Stored) -> tuple[str, bool]:
    """Return the Content-Type, and whether a browser may show the file in place."""
    kind = stored.mime_type.partition(";")[0].strip().lower()
    if kind == DRAWING:
        return (DRAWING, True) if stored.is_picture else (UNKNOWN, False)
    if not kind or kind in NEVER_AS_ITSELF or "/" not in kind:
        return UNKNOWN, False
    if kind.startswith("text/"):
        return f"{kind}; charset=utf-8", kind in SHOWN_IN_PLACE
    return kind, kind in SHOWN_IN_PLACE
