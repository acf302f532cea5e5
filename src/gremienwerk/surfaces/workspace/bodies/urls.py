"""Which pages run a body? The areas of members, texts and pictures add theirs."""

from django.urls import path

from gremienwerk.surfaces.workspace.bodies import (
    dates,
    deleting,
    details,
    history,
    meeting,
    overview,
    parties,
    publishing,
    rules,
    starting,
    status,
    template,
)

urlpatterns = [
    path("gremien/", overview.bodies, name="bodies"),
    path("gremien/neu/", starting.show, name="body_new"),
    path("gremien/<slug:slug>/", overview.show, name="body"),
    path("gremien/<slug:slug>/angaben/", details.show, name="body_details"),
    path("gremien/<slug:slug>/termine/", dates.show, name="body_dates"),
    path("gremien/<slug:slug>/termine/<int:pk>/", meeting.show, name="body_meeting"),
    path("gremien/<slug:slug>/partner/", parties.show, name="body_parties"),
    path("gremien/<slug:slug>/regeln/", rules.show, name="body_rules"),
    path("gremien/<slug:slug>/regeln/vorlage/", template.show, name="body_template"),
    path("gremien/<slug:slug>/zustand/", status.show, name="body_status"),
    path("gremien/<slug:slug>/veroeffentlichen/", publishing.show, name="body_publish"),
    path("gremien/<slug:slug>/loeschen/", deleting.show, name="body_delete"),
    path("gremien/<slug:slug>/verlauf/", history.show, name="body_history"),
]
