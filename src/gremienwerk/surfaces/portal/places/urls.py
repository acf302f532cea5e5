"""Where are places?"""

from django.urls import path

from gremienwerk.surfaces.portal.places import views

urlpatterns = [path("orte/<int:pk>/", views.show, name="place")]
