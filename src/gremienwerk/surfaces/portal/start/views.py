"""What does the start page show, and where does the bare address lead?"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from gremienwerk.surfaces.portal.site import render_page


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead to the start page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what comes next and the whole network."""
    return render_page(request, "portal/start/show.html", {})
