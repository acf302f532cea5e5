"""How do requests for OParl pass? By themselves: what pages need would harm here.

No cookie, no language, no slash at the end, no page in HTML when something fails: each
answer is JSON that every site may read, errors included, without the database if need be.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

from gremienwerk.surfaces.oparl.addresses import PREFIX
from gremienwerk.surfaces.oparl.answers import ALLOWED, error, moved
from gremienwerk.surfaces.oparl.filters import BadParameterError
from gremienwerk.surfaces.oparl.views import not_found

Answer = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger(__name__)


def oparl_gate(answer: Answer) -> Answer:
    """Middleware: answer what stands below `/oparl/`, let everything else pass."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return answer(request)
        with override("de"):
            return _answer(request)

    return answered


def _answer(request: HttpRequest) -> HttpResponse:
    if request.method not in ALLOWED.split(", "):
        message = _("Data can only be read here.")
        return error(HTTPStatus.METHOD_NOT_ALLOWED, message, f"allowed: {ALLOWED}")
    if elsewhere := _canonical(request):
        return moved(elsewhere)
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return not_found(request)
    try:
        found: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except BadParameterError as bad:
        return error(HTTPStatus.BAD_REQUEST, str(bad), "parameter is not a date-time")
    except Exception:
        log.exception("No answer for %s", request.path)
        message = _("Something went wrong here. Please try again later.")
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, message, "the cause is in the log")
    return found


def _canonical(request: HttpRequest) -> str:
    """Return the address under our own name if the request came under another (U5)."""
    if not settings.HAS_PUBLIC_ORIGIN:
        return ""
    host = str(request.META.get("HTTP_HOST", "")).lower()
    own = urlsplit(settings.PUBLIC_ORIGIN)
    ports = {"http": ":80", "https": ":443"}
    if host.removesuffix(ports.get(own.scheme, "")) == own.netloc.lower():
        return ""
    return settings.PUBLIC_ORIGIN + request.get_full_path()
