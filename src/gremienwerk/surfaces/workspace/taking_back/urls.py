"""Where is the last change taken back?"""

from django.urls import path

from gremienwerk.surfaces.workspace.taking_back import views

urlpatterns = [path("zuruecknehmen/", views.take_back, name="undo")]
