"""Which pages enter many members at once?"""

from django.urls import path

from gremienwerk.surfaces.workspace.bulk import views

urlpatterns = [
    path("gremien/<slug:slug>/mitglieder/liste/", views.paste, name="members_list"),
    path("gremien/<slug:slug>/mitglieder/liste/pruefen/", views.preview, name="members_preview"),
    path("gremien/<slug:slug>/mitglieder/liste/eintragen/", views.enter, name="members_enter"),
    path("gremien/<slug:slug>/mitglieder/liste/vorlage.csv", views.sample, name="members_sample"),
    path(
        "gremien/<slug:slug>/mitglieder/liste/<int:pk>/zuruecknehmen/",
        views.take_back,
        name="members_list_back",
    ),
]
