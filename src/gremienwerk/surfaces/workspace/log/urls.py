"""Which pages show the log?"""

from django.urls import path

from gremienwerk.surfaces.workspace.log import views

urlpatterns = [
    path("protokoll/", views.show, name="log"),
    path("protokoll/protokoll.jsonl", views.json_lines, name="log_json"),
    path("protokoll/protokoll.csv", views.table, name="log_csv"),
]
