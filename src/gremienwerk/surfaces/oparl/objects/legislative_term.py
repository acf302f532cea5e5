"""How does a Wahlperiode read in OParl (3.6)?"""

from gremienwerk.domain.bodies.models import Body, LegislativeTerm
from gremienwerk.surfaces.oparl.addresses import object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, last_day, told, web_address


def term_object(row: LegislativeTerm) -> Object:
    """Return a term without its Körperschaft."""
    return head(Kind.LEGISLATIVE_TERM, object_url(Kind.LEGISLATIVE_TERM, row.pk)) | told(
        {
            "name": row.name,
            "startDate": day(row.starts_on),
            "endDate": last_day(row.ends_on),
            "web": web_address(row.web),
        }
    )


def living_terms(body: Body) -> list[LegislativeTerm]:
    """Return the terms of a body, the earliest first; needs them prefetched."""
    found = [term for term in body.legislative_terms.all() if not term.is_deleted]
    return sorted(found, key=lambda term: (str(term.starts_on or ""), term.pk))


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the terms that are out: those of bodies that are."""
    bodies = Body.objects.public().filter(pk__in=selection.bodies, legislative_terms__in=keys)
    found: Contents = {}
    for body in bodies.distinct().prefetch_related("legislative_terms"):
        back = {"body": object_url(Kind.BODY, body.pk)}
        for term in living_terms(body):
            if term.pk in keys:
                found[term.pk] = Content(body.pk, term_object(term), back)
    return found
