"""Which pages are about privacy?"""

from django.urls import path

from gremienwerk.surfaces.workspace.privacy import lists, overview, person, special

urlpatterns = [
    path("datenschutz/", overview.show, name="privacy"),
    path("datenschutz/personen/<int:pk>/", person.show, name="privacy_person"),
    path("datenschutz/personen/<int:pk>/auskunft.txt", person.as_text, name="privacy_text"),
    path("datenschutz/personen/<int:pk>/auskunft.json", person.as_json, name="privacy_json"),
    path("datenschutz/personen/<int:pk>/besonderes/", special.show, name="privacy_special"),
    path("verteiler/", lists.show_all, name="mailing_lists"),
    path("verteiler/<int:pk>/", lists.show, name="mailing_list"),
]
