"""How does a body read as an organisation of schema.org?"""

from django.conf import settings
from django.urls import reverse

from gremienwerk.surfaces.portal.bodies.page import BodyPage
from gremienwerk.surfaces.portal.linked_data import Node, bare, organization, told


def body_node(page: BodyPage) -> list[Node]:
    """Return the body, from what its page has loaded anyway."""
    body, council = page.body, page.body.body
    address = settings.PUBLIC_ORIGIN + reverse("portal:body", args=[body.slug])
    return [
        told(
            {
                "@type": "Organization",
                "@id": address,
                "url": address,
                "name": bare(page.text("name")),
                "alternateName": body.short_name if body.short_name != body.name else "",
                "description": bare(page.text("purpose")),
                "email": body.contact_email,
                "foundingDate": str(body.founded_year) if body.founded_year else "",
                "parentOrganization": organization(council.name, is_authority=True)
                if council.is_own and council.name
                else None,
            }
        )
    ]
