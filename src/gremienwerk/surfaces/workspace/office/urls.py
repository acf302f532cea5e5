"""Which pages set up the installation?"""

from django.urls import path

from gremienwerk.surfaces.workspace.office import views

urlpatterns = [path("einrichtung/", views.show, name="office")]
