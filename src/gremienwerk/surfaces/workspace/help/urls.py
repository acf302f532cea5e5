"""Where does somebody look who does not know how it goes on?"""

from django.urls import path

from gremienwerk.surfaces.workspace.help import views

urlpatterns = [path("hilfe/", views.show, name="help")]
