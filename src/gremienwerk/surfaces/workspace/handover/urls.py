"""Which pages hand over what a colleague leaves behind?"""

from django.urls import path

from gremienwerk.surfaces.workspace.handover import views

urlpatterns = [
    path("uebergabe/", views.choose, name="handover"),
    path("uebergabe/<int:pk>/", views.show, name="handover_of"),
]
