"""Which addresses do these pages have?"""

from django.urls import path

from gremienwerk.surfaces.portal.errors.views import not_found

urlpatterns = [
    path("personen/<int:pk>/", not_found, name="person"),
]
