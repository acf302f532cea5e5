"""How do a Körperschaft and the whole system read in OParl (3.4, 3.5)?"""

from gremienwerk.domain.bodies.models import Body
from gremienwerk.surfaces.oparl.addresses import ORIGIN, SCHEMA, list_url, object_url, system_url
from gremienwerk.surfaces.oparl.choices import BODY_LISTS, Kind
from gremienwerk.surfaces.oparl.licences import licence_url
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.objects.legislative_term import living_terms, term_object
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, head, told, web_address

THE_SYSTEM = 1


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the Körperschaften that are out."""
    known = selection.known(Kind.BODY, keys)
    rows = Body.objects.public().filter(pk__in=known)
    found = rows.prefetch_related("legislative_terms").select_related("installation")
    return {row.pk: Content(row.pk, _body(row, selection)) for row in found}


def _body(row: Body, selection: Selection) -> Object:
    office = getattr(row, "installation", None)
    licence = row.license or selection.licenses.get(row.pk, "")
    lists = {name: list_url(Kind.BODY, row.pk, name) for name in BODY_LISTS}
    terms = [term_object(term) for term in living_terms(row)]
    named = {"name": row.name or row.slug, "legislativeTerm": terms}  # mandatory, even if empty
    return (
        head(Kind.BODY, object_url(Kind.BODY, row.pk))
        | named
        | told(
            {
                "system": system_url(),
                "shortName": row.short_name,
                "website": web_address(row.website),
                "license": licence_url(licence),
                "Gremienwerk:license": "" if licence_url(licence) else licence,
                "ags": row.ags,
                "rgs": row.rgs,
                "contactEmail": row.contact_email or (office.office_email if office else ""),
                "contactName": row.contact_name or (office.office_name if office else ""),
                "classification": row.classification,
                **lists,
                "web": web_address(row.web) or f"{ORIGIN}/de/",
            }
        )
    )


def system_contents(selection: Selection, keys: Keys) -> Contents:
    """Return the one System, once there is a Körperschaft of ours."""
    own = Body.objects.public().filter(pk__in=selection.own).select_related("installation").first()
    if own is None or THE_SYSTEM not in keys:
        return {}
    office = getattr(own, "installation", None)
    inner = head(Kind.SYSTEM, system_url()) | told(
        {
            "oparlVersion": SCHEMA,
            "body": f"{system_url()}/body",
            "name": office.portal_name if office else own.name,
            "contactEmail": office.office_email if office else own.contact_email,
            "contactName": office.office_name if office else own.contact_name,
            "license": licence_url(own.license),
            "website": f"{ORIGIN}/de/",
            "web": f"{ORIGIN}/de/",
        }
    )
    return {THE_SYSTEM: Content(own.pk, inner)}
