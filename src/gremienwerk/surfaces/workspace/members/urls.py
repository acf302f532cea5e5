"""Which pages show and change who belongs to a body?"""

from django.urls import path

from gremienwerk.surfaces.workspace.members import admitting, agreeing, page, row, seats

urlpatterns = [
    path("gremien/<slug:slug>/mitglieder/", page.show, name="members"),
    path("gremien/<slug:slug>/mitglieder/neu/", admitting.show, name="member_add"),
    path("gremien/<slug:slug>/mitglieder/<int:pk>/", row.show, name="member"),
    path("gremien/<slug:slug>/mitglieder/einwilligungen/", agreeing.show, name="members_consents"),
    path("gremien/<slug:slug>/sitze/", seats.show, name="seats"),
]
