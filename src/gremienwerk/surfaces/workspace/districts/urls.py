"""Which pages keep the directory of the twelve districts?"""

from django.urls import path

from gremienwerk.surfaces.workspace.districts import views

urlpatterns = [
    path("bezirke/", views.districts, name="districts"),
    path("bezirke/<slug:key>/", views.district, name="district"),
]
