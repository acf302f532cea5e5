"""Which pages keep what touches the office?"""

from django.urls import path

from gremienwerk.surfaces.workspace.marks import report, views

urlpatterns = [
    path("betrifft-uns/", views.listed, name="marks"),
    path("betrifft-uns/neu/<slug:kind>/<int:pk>/", views.new, name="mark_new"),
    path("betrifft-uns/bericht/<int:pk>/", report.show, name="report"),
    path("betrifft-uns/<int:pk>/", views.show, name="mark"),
]
