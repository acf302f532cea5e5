"""Which pages run a body? The areas of members, texts and pictures add theirs."""

from django.urls import path

from gremienwerk.surfaces.workspace.bodies import overview

urlpatterns = [
    path("gremien/", overview.bodies, name="bodies"),
    path("gremien/neu/", overview.bodies, name="body_new"),
    path("gremien/<slug:slug>/", overview.show, name="body"),
    path("gremien/<slug:slug>/zustand/", overview.show, name="body_status"),
    path("gremien/<slug:slug>/regeln/", overview.show, name="body_rules"),
    path("gremien/<slug:slug>/partner/", overview.show, name="body_parties"),
    path("gremien/<slug:slug>/veroeffentlichen/", overview.show, name="body_publish"),
    path("gremien/<slug:slug>/verlauf/", overview.show, name="body_history"),
]
