"""Where are files, images and the accent sheet? The same in every language."""

from django.urls import path

from gremienwerk.surfaces.portal.files import views

app_name = "files"
urlpatterns = [
    path("dateien/<int:pk>/<str:name>", views.file, name="file"),
    path("bilder/<str:name>", views.image, name="image"),
    path("farben.css", views.accent, name="accent"),
]
