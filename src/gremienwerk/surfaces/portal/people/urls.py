"""Where are people?"""

from django.urls import path

from gremienwerk.surfaces.portal.people import views

urlpatterns = [path("personen/<int:pk>/", views.show, name="person")]
