"""Where is the calendar?"""

from django.urls import path

from gremienwerk.surfaces.portal.calendar import subscribe, views

urlpatterns = [
    path("termine/", views.show_list, name="calendar"),
    path("termine/abonnieren/", subscribe.show, name="subscribe"),
    path("termine/<str:month>/", views.show_month, name="calendar_month"),
]
