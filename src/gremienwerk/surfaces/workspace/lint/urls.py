"""Which pages list what the editorial check found?"""

from django.urls import path

from gremienwerk.surfaces.workspace.lint import views

urlpatterns = [path("pruefung/", views.show, name="lint")]
