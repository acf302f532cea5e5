"""Which pages show, change and merge people?"""

from django.urls import path

from gremienwerk.surfaces.workspace.people import duplicates, page, person

urlpatterns = [
    path("personen/", page.show, name="people"),
    path("personen/neu/", page.add, name="person_add"),
    path("personen/dubletten/", duplicates.show, name="duplicates"),
    path("personen/<int:pk>/", person.show, name="person"),
    path("personen/<int:pk>/<int:other>/", duplicates.compare, name="people_compare"),
    path("personen/verbunden/<int:pk>/aufheben/", duplicates.unmerge, name="people_unmerge"),
]
