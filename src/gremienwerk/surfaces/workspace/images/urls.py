"""Which pages take and choose pictures?"""

from django.urls import path

from gremienwerk.surfaces.workspace.images import serving, views

urlpatterns = [
    path("gremien/<slug:slug>/bilder/", views.show, name="images"),
    path("bilder/<slug:name>/", serving.image, name="image"),
]
