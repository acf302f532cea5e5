"""Which bodies are there, and what is there to know of one?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gremienwerk.surfaces.portal.site import render_page


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List all bodies by sphere."""
    return render_page(request, "portal/bodies/overview.html", {})


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one body."""
    return render_page(request, "portal/bodies/show.html", {"slug": slug})
