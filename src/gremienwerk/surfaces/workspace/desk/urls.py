"""Where does the desk lie? At the door."""

from django.urls import path

from gremienwerk.surfaces.workspace.desk import views

urlpatterns = [path("", views.show, name="desk")]
