"""How do files, images and the accent sheet of an installation reach a browser?"""

import re
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies import queries as bodies
from gremienwerk.domain.files import queries as files
from gremienwerk.surfaces.portal.errors.views import gone
from gremienwerk.surfaces.portal.files.serving import Stored, serve
from gremienwerk.surfaces.portal.site import today

LONG = int(timedelta(days=365).total_seconds())
SHORT = int(timedelta(minutes=10).total_seconds())
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Hand out one of our own files; 410 for one that was public once, else 404."""
    found = files.released_file(pk)
    if found is None:
        if files.was_released(pk):
            return gone(request)
        raise Http404
    if name != found.file_name:
        raise Http404
    stored = Stored(
        path=found.stored_as,
        name=found.file_name,
        mime_type=found.mime_type,
        digest=found.sha512 or f"{found.pk}-{found.modified_at:%Y%m%d%H%M%S}",
        changed_at=found.modified_at,
    )
    response = serve(request, stored, as_attachment=request.GET.get("download") == "1")
    patch_cache_control(response, public=True, max_age=SHORT)
    return response


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out the picture of a body; its name holds for its content, so it may be kept."""
    found = files.shown_image(name, today())
    if found is None:
        raise Http404
    stored = Stored(
        path=found.stored_as,
        name=found.name,
        mime_type=found.mime_type,
        digest=f"{found.pk}-{found.created_at:%Y%m%d%H%M%S%f}",
        changed_at=found.created_at,
        is_picture=True,
    )
    response = serve(request, stored, as_attachment=False)
    left = (found.expires_on - today()).days * 86400 if found.expires_on else LONG
    patch_cache_control(response, public=True, max_age=min(LONG, left))
    return response


@require_safe
def accent(_request: HttpRequest) -> HttpResponse:
    """Give the accent colour of this installation as a style sheet; 404 without one."""
    here = bodies.installation()
    light, dark = (here.accent_light, here.accent_dark) if here else ("", "")
    if not COLOUR.fullmatch(light):
        raise Http404
    dark = dark if COLOUR.fullmatch(dark) else light
    sheet = f"@layer pages {{ :root {{ --accent: light-dark({light}, {dark}); }} }}\n"
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=SHORT)
    return response
