"""Which addresses do these pages have?"""

from django.urls import path

from gremienwerk.surfaces.portal.errors.views import not_found

urlpatterns = [
    path("drucksachen/", not_found, name="papers"),
    path("drucksachen/<int:pk>/", not_found, name="paper"),
]
