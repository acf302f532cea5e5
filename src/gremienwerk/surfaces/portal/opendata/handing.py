"""How is a file of the open data handed out: whole, in part, or not again?"""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

from gremienwerk.foundation.editions import MANIFEST, SUMS, Edition, current
from gremienwerk.surfaces.portal.files.portions import whole_or_part

TRIES: Final = 3
JSON: Final = "application/json"
PLAIN: Final = "text/plain; charset=utf-8"


def present() -> Edition | None:
    """Return the files as they are now, None while there are none."""
    return current(Path(settings.OPEN_DATA))


def hand_out(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a file of the present edition.

    Rule: the tag is the checksum of the file, so that who asks with `If-Match` gets it or
    learns that there is a newer one (412); who has it already gets none (304).

    Raises:
        Http404: There is no such file, or no edition yet.

    """
    for _try in range(TRIES):
        edition = present()
        if edition is None:
            break
        kind, tag = _kind_and_tag(edition, name)
        try:
            opened = (edition.folder / name).open("rb")
        except FileNotFoundError:  # a new edition came in between
            continue
        return _answer(request, File(opened), (kind, tag), edition.created)
    raise Http404(name)


def _kind_and_tag(edition: Edition, name: str) -> tuple[str, str]:
    if name in (MANIFEST, SUMS):  # named by the edition, whose folder follows its content
        return (JSON if name == MANIFEST else PLAIN), f"{edition.folder.name}-{name}"
    part = edition.part(name)
    if part is None:
        raise Http404(name)
    return part.about["mediaType"], part.sha256


def _answer(
    request: HttpRequest, file: File[bytes], what: tuple[str, str], created: datetime
) -> HttpResponseBase:
    kind, tag = what
    etag, changed = quote_etag(tag), int(created.timestamp())
    known = get_conditional_response(request, etag=etag, last_modified=changed)
    response: HttpResponseBase
    if known is None:
        response = whole_or_part(request, file, kind=kind, etag=etag, changed=changed)
    else:
        file.close()
        response = known
    is_compressed = response.has_header("Content-Encoding")
    response.headers["ETag"] = f"W/{etag}" if is_compressed else etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, no_cache=True)
    return response
