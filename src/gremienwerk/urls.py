"""Which address leads where? Pages stand under their language, everything else does not."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse  # noqa: TID251 -- hands errors on, speaks not itself
from django.urls import include, path

from gremienwerk.surfaces.portal.bodies.preview import preview
from gremienwerk.surfaces.portal.errors import views as portal
from gremienwerk.surfaces.portal.start.views import choose_language
from gremienwerk.surfaces.workspace import errors as workspace
from gremienwerk.surfaces.workspace.bodies.way import way_on_preview
from gremienwerk.surfaces.workspace.too_large import OVER, too_large

WORKSPACE = "/arbeit/"

urlpatterns = [
    path("", choose_language),
    path("", include("gremienwerk.surfaces.portal.files.urls")),
    path("daten/", include("gremienwerk.surfaces.portal.opendata.urls")),
    path("", include("gremienwerk.surfaces.portal.sitemap.urls")),
    path(
        "arbeit/gremien/<slug:slug>/vorschau/",
        preview,
        {"steps": way_on_preview},
        name="body_preview",
    ),
    path("arbeit/", include("gremienwerk.surfaces.workspace.urls")),
    path("konto/", include("gremienwerk.surfaces.accounts.urls")),
    path("oparl/", include("gremienwerk.surfaces.oparl.urls")),
    path("feeds/", include("gremienwerk.surfaces.feeds.urls")),
    *i18n_patterns(path("", include("gremienwerk.surfaces.portal.urls"))),
]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, in the words of the surface that was asked."""
    if request.path.startswith(WORKSPACE):
        return workspace.not_found(request, exception)
    return portal.not_found(request, exception)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that somebody may not do this, in the words of the surface that was asked."""
    if request.path.startswith(WORKSPACE):
        return workspace.not_allowed(request, exception)
    return portal.not_allowed(request, exception)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read; who sent too much text at work learns how much."""
    if isinstance(exception, OVER) and request.path.startswith(WORKSPACE):
        return too_large(request, exception)
    return portal.bad_request(request, exception)


handler400 = "gremienwerk.urls.unreadable"
handler403 = "gremienwerk.urls.not_allowed"
handler404 = "gremienwerk.urls.not_found"
handler500 = "gremienwerk.surfaces.portal.errors.views.broken"
