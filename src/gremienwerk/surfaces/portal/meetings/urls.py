"""Where are meetings?"""

from django.urls import path

from gremienwerk.surfaces.portal.meetings import views

urlpatterns = [
    path("sitzungen/", views.show_archive, name="meetings"),
    path("sitzungen/<int:pk>/", views.show, name="meeting"),
]
