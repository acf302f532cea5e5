"""Which feeds are there?"""

from django.urls import path

from gremienwerk.surfaces.feeds import views

app_name = "feeds"
urlpatterns = [
    path("alle.ics", views.calendar_of_all, name="all"),
    path("gremien/<slug:slug>.ics", views.calendar_of_body, name="body"),
    path("sitzungen/<int:pk>.ics", views.calendar_of_meeting, name="meeting"),
    path("alle.atom", views.atom_of_all, name="atom"),
]
