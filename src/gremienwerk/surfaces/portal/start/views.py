"""What does the start page show, and where does the bare address lead?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.bodies.councils import load_councils
from gremienwerk.surfaces.portal.bodies.known import load_network
from gremienwerk.surfaces.portal.bodies.overview import spheres
from gremienwerk.surfaces.portal.districts.outlines import ATTRIBUTION, berlin
from gremienwerk.surfaces.portal.districts.views import own_district, shapes
from gremienwerk.surfaces.portal.linked_data import Node, organization
from gremienwerk.surfaces.portal.site import (
    page_language,
    render_page,
    subscription_of,
    today,
)
from gremienwerk.surfaces.portal.start import parts


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead to the start page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what comes next, the whole network, and how to take part."""
    here = queries.installation()
    network = load_network(today(), page_language(), here=here)
    own, (simple, others) = own_district(here), parts.next_rows(network)
    context = {
        "installation": here,
        "texts": network.texts,
        "sentence": parts.sentence(network),
        "simple_rows": simple,
        "next_rows": others,
        "legend": parts.legend(network),
        "heading": parts.network_heading(network),
        "spheres": spheres(network),
        "councils": load_councils(with_organizations=False),
        "ways": parts.ways(network, here),
        "shapes": shapes(own) if own else [],
        "view_box": berlin().view_box,
        "attribution": (ATTRIBUTION, SOURCE_LANGUAGE),
        "subscribe_url": subscription_of(""),
        "linked": [_linked(here)] if here else [],
    }
    return render_page(request, "portal/start/show.html", context)


def _linked(here: Installation) -> Node:
    """Describe the portal in the words of schema.org."""
    address = f"{settings.PUBLIC_ORIGIN}/{page_language()}/"
    return {
        "@type": "WebSite",
        "@id": address,
        "url": address,
        "name": here.portal_name,
        "inLanguage": page_language(),
        "publisher": organization(
            here.office_name, email=here.office_email, is_authority=here.is_authority
        ),
    }
