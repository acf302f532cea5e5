"""Which address leads where? Pages stand under their language, everything else does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gremienwerk.surfaces.portal.start.views import choose_language

urlpatterns = [
    path("", choose_language),
    path("", include("gremienwerk.surfaces.portal.files.urls")),
    path("oparl/", include("gremienwerk.surfaces.oparl.urls")),
    path("feeds/", include("gremienwerk.surfaces.feeds.urls")),
    *i18n_patterns(path("", include("gremienwerk.surfaces.portal.urls"))),
]
handler400 = "gremienwerk.surfaces.portal.errors.views.bad_request"
handler403 = "gremienwerk.surfaces.portal.errors.views.not_allowed"
handler404 = "gremienwerk.surfaces.portal.errors.views.not_found"
handler500 = "gremienwerk.surfaces.portal.errors.views.broken"
