"""Where are papers?"""

from django.urls import path

from gremienwerk.surfaces.portal.papers import views

urlpatterns = [
    path("drucksachen/", views.show_list, name="papers"),
    path("drucksachen/<int:pk>/", views.show, name="paper"),
]
