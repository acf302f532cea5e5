"""Which addresses do these pages have?"""

from django.urls import path

from gremienwerk.surfaces.portal.errors.views import not_found

urlpatterns = [
    path("sitzungen/", not_found, name="meetings"),
    path("sitzungen/<int:pk>/", not_found, name="meeting"),
]
