"""What does the workspace say of what one may not do, or of what is not there?

`urls.py` of the whole calls these for addresses below /arbeit/ where somebody is signed in.
"""

from django.http import HttpRequest, HttpResponse

from gremienwerk.surfaces.workspace.frame import render_workspace
from gremienwerk.surfaces.workspace.http import keep_private, signed_in


@signed_in
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that there is nothing here, or nothing for this account; which of both is not told."""
    return render_workspace(request, "workspace/not_found.html", {}, status=404)


@signed_in
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that somebody else does this here, and that nothing was changed."""
    response = render_workspace(request, "workspace/not_allowed.html", {}, status=403)
    keep_private(response)
    return response
