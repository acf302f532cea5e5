"""Which pages has the workspace? All stand below /arbeit/, one language-free address each.

Every area lists its own; names are without prefix: `reverse("workspace:members", args=[slug])`.
"""

from django.urls import include, path

AREAS = (
    *("desk", "bodies", "office", "taking_back", "help"),
    *("people", "members", "bulk", "handover"),
    *("texts", "images", "lint", "notes", "districts"),
    *("log", "privacy", "accounts", "mirror", "marks"),
)

app_name = "workspace"
urlpatterns = [path("", include(f"gremienwerk.surfaces.workspace.{area}.urls")) for area in AREAS]
