"""Which pages look after mirrored sources?"""

from django.urls import path

from gremienwerk.surfaces.workspace.mirror import adding, views

urlpatterns = [
    path("spiegel/", views.sources, name="mirror"),
    path("spiegel/neu/", adding.new, name="mirror_new"),
    path("spiegel/<slug:name>/", views.source, name="mirror_source"),
]
