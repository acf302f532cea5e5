"""Which pages does the portal have? Each stands under its language: `/de/...`."""

from django.urls import include, path

from gremienwerk.surfaces.portal.bodies import views as bodies
from gremienwerk.surfaces.portal.districts import views as districts
from gremienwerk.surfaces.portal.duties import views as duties
from gremienwerk.surfaces.portal.opendata import views as opendata
from gremienwerk.surfaces.portal.start import views as start

app_name = "portal"
urlpatterns = [
    path("", start.show, name="start"),
    path("gremien/", bodies.overview, name="bodies"),
    path("gremien/<slug:slug>/", bodies.show, name="body"),
    path("bezirke/", districts.show, name="districts"),
    path("", include("gremienwerk.surfaces.portal.calendar.urls")),
    path("", include("gremienwerk.surfaces.portal.meetings.urls")),
    path("", include("gremienwerk.surfaces.portal.papers.urls")),
    path("", include("gremienwerk.surfaces.portal.people.urls")),
    path("", include("gremienwerk.surfaces.portal.places.urls")),
    path("offene-daten/", opendata.show, name="open_data"),
    path("impressum/", duties.imprint, name="imprint"),
    path("datenschutz/", duties.privacy, name="privacy"),
    path("barrierefreiheit/", duties.accessibility, name="accessibility"),
    path("leichte-sprache/", duties.easy_language, name="easy_language"),
]
