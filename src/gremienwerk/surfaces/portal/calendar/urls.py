"""Which addresses do these pages have?"""

from django.urls import path

from gremienwerk.surfaces.portal.errors.views import not_found

urlpatterns = [
    path("termine/", not_found, name="calendar"),
    path("termine/<str:month>/", not_found, name="calendar_month"),
]
