"""Which pages keep internal notes?"""

from django.urls import path

from gremienwerk.surfaces.workspace.notes import body, views

urlpatterns = [
    path("gremien/<slug:slug>/notizen/", body.show, name="notes"),
    path("notizen/<slug:kind>/<int:pk>/", views.show, name="note_on"),
]
