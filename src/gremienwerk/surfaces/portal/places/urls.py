"""Which addresses do these pages have?"""

from django.urls import path

from gremienwerk.surfaces.portal.errors.views import not_found

urlpatterns = [
    path("orte/<int:pk>/", not_found, name="place"),
]
