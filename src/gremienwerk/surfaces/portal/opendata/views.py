"""What of this portal can be taken away as data, how fresh is it, and what may one do with it?"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies.queries import installation
from gremienwerk.foundation.editions import MANIFEST, SUMS
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.opendata.catalogue import catalogue_of
from gremienwerk.surfaces.portal.opendata.handing import hand_out, present
from gremienwerk.surfaces.portal.opendata.page import page_of
from gremienwerk.surfaces.portal.opendata.rdf import FORMS
from gremienwerk.surfaces.portal.site import render_page


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """List what there is to take away, and where else the data are."""
    here = installation()
    return render_page(request, "portal/opendata/show.html", page_of(present(), here))


@require_safe
def lead_to_page(request: HttpRequest) -> HttpResponse:
    """Lead from the address of the files to the page that explains them."""
    with translation.override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("portal:open_data"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@csrf_exempt  # a method that is not known is refused as such (405)
@require_safe
def file(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """Hand out one of the files."""
    response = hand_out(request, f"{folder}/{name}")
    response.headers["Content-Disposition"] = f'attachment; filename="{folder}-{name}"'
    return response


@csrf_exempt
@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    """Hand out the list of the files, for programs."""
    return hand_out(request, MANIFEST)


@csrf_exempt
@require_safe
def sums(request: HttpRequest) -> HttpResponseBase:
    """Hand out the checksums, as `sha256sum -c` reads them."""
    return hand_out(request, SUMS)


@csrf_exempt
@require_safe
def catalogue(_request: HttpRequest, form: str) -> HttpResponse:
    """Describe the data for the open-data portals, in one of the forms of RDF."""
    edition, here = present(), installation()
    if edition is None or here is None or form not in FORMS:
        raise Http404(form)
    with translation.override(SOURCE_LANGUAGE):
        graph = catalogue_of(edition, here)
    media_type, write = FORMS[form]
    response = HttpResponse(write(graph), content_type=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, no_cache=True)
    return response
