"""Who is responsible in which of the twelve districts?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gremienwerk.surfaces.portal.site import render_page


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show map and list of the districts."""
    return render_page(request, "portal/districts/show.html", {})
