"""How does a person read in OParl (3.8)?"""

from collections import defaultdict

from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Person
from gremienwerk.surfaces.oparl.addresses import numbered_page_url, object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects import membership
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, head, told, web_address


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the people that are out, with all their memberships, past ones too (O14)."""
    people = Person.objects.public().filter(pk__in=selection.known(Kind.PERSON, keys))
    rows = list(people.prefetch_related("consents"))
    held = Membership.objects.public().filter(person__in=[row.pk for row in rows])
    memberships = membership.load(selection, set(held.values_list("pk", flat=True)))
    behalf = {one.on_behalf_of_id for one in memberships if one.on_behalf_of_id}
    organizations = selection.organizations(behalf)
    by_person: dict[int, list[Object]] = defaultdict(list)
    for one in memberships:
        by_person[one.person_id or 0].append(membership.membership_object(one, organizations))
    return {
        row.pk: Content(row.body_id, _person(row, by_person[row.pk], selection)) for row in rows
    }


def _person(row: Person, memberships: list[Object], selection: Selection) -> Object:
    """Return a person.

    Rule: of ours, each field only with the consent to it, and no gender; of a mirrored
    council name and mandates only (source: oparl.md P1, decision 11).
    """
    is_own = row.body_id in selection.own
    agreed = {one.purpose for one in row.consents.all() if one.holds_on(selection.today)}
    return head(Kind.PERSON, object_url(Kind.PERSON, row.pk)) | told(
        {
            "body": object_url(Kind.BODY, row.body_id),
            "name": row.name,
            "familyName": row.family_name,
            "givenName": row.given_name,
            "formOfAddress": row.form_of_address,
            "affix": row.affix,
            "title": [row.title] if row.title else [],
            "status": [row.function] if ConsentPurpose.FUNCTION in agreed and row.function else [],
            "email": [row.public_email]
            if ConsentPurpose.CONTACT in agreed and row.public_email
            else [],
            "membership": memberships,
            "Gremienwerk:affiliation": row.affiliation
            if ConsentPurpose.AFFILIATION in agreed
            else "",
            "web": numbered_page_url("portal:person", row.pk)
            if is_own
            else web_address(row.web) or numbered_page_url("portal:person", row.pk),
        }
    )
