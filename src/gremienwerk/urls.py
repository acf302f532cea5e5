"""Which address leads where? Pages stand under their language, everything else does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("feeds/", include("gremienwerk.surfaces.feeds.urls")),
    *i18n_patterns(path("", include("gremienwerk.surfaces.portal.urls"))),
]
