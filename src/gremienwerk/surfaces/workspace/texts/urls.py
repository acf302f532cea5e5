"""Which pages show and edit texts?"""

from django.urls import path

from gremienwerk.surfaces.workspace.texts import (
    autosave,
    editor,
    installation,
    overview,
    preview,
    release,
)

BODY = "gremien/<slug:slug>/texte/"
urlpatterns = [
    path(BODY, overview.texts, name="texts"),
    path(f"{BODY}freigabe/", release.show, name="texts_release"),
    path(f"{BODY}<slug:field>/", editor.show, name="text"),
    path(f"{BODY}<slug:field>/merken/", autosave.keep, name="text_save"),
    path(f"{BODY}<slug:field>/vorschau/", preview.show, name="text_preview"),
    path(f"{BODY}<slug:field>/fassungen/", preview.versions, name="text_versions"),
    path("texte/", installation.texts, name="installation_texts"),
    path("texte/<slug:name>/", installation.show, name="installation_text"),
]
