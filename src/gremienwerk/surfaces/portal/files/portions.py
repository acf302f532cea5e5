"""Which part of a file did a client ask for, and how is it sent?"""

import gzip
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.core.files.base import File as StoredFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_http_date_safe

RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
LARGEST_COMPRESSED: Final = 4_000_000  # bytes that are compressed in memory


@dataclass
class Portion:
    """A part of an open file, for sending; not seekable, so its length has to be told."""

    file: StoredFile[Any]
    left: int

    def read(self, size: int = -1) -> bytes:
        """Read on, at most to the end of the part."""
        wanted = self.left if size < 0 else min(size, self.left)
        found: bytes = self.file.read(wanted)
        self.left -= len(found)
        return found

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def whole_or_part(
    request: HttpRequest,
    file: StoredFile[Any],
    *,
    kind: str,
    etag: str,
    changed: int,
) -> HttpResponseBase:
    """Answer with the file, with the one range that was asked for (206), or with 416.

    Several ranges at once are answered with the whole, as RFC 9110 (14.2) allows.
    """
    size = file.size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked.groups() == ("", "") or not _is_same(request, etag, changed):
        return _whole(request, file, kind)
    first, last = _bounds(asked.group(1), asked.group(2), size)
    if first > last:
        file.close()
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    file.seek(first)
    length = last - first + 1
    part = FileResponse(Portion(file, length), content_type=kind, status=HTTPStatus.PARTIAL_CONTENT)
    part.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    part.headers["Content-Length"] = str(length)
    return part


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte; `-500` asks for the last 500."""
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else (1, 0)
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_same(request: HttpRequest, etag: str, changed: int) -> bool:
    """Test whether what the client has a part of is still the same (If-Range)."""
    condition = request.headers.get("If-Range", "")
    if not condition or condition == etag:
        return True
    return parse_http_date_safe(condition) == changed


def _whole(request: HttpRequest, file: StoredFile[Any], kind: str) -> HttpResponseBase:
    is_text = kind.startswith("text/") and file.size <= LARGEST_COMPRESSED
    if not is_text:
        return FileResponse(file, content_type=kind)
    response: HttpResponseBase
    if re.search(
        r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))", request.headers.get("Accept-Encoding", "")
    ):
        with file:
            response = HttpResponse(gzip.compress(file.read(), mtime=0), content_type=kind)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = FileResponse(file, content_type=kind)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
