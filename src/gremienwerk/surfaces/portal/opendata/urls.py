"""Where do the files of the open data lie? The same in every language."""

from django.urls import path

from gremienwerk.surfaces.portal.opendata import views

app_name = "data"
urlpatterns = [
    path("", views.lead_to_page, name="start"),
    path("manifest.json", views.manifest, name="manifest"),
    path("SHA256SUMS", views.sums, name="sums"),
    path("dcat-ap.<str:form>", views.catalogue, name="catalogue"),
    path("<slug:folder>/<str:name>", views.file, name="file"),
]
