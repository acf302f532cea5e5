"""Who is around a body today, as those who run it see it: unpublished parties included?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Value

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import (
    Convenor,
    DataAgreement,
    Membership,
    Organization,
    OrganizationRelation,
    Supporter,
)


@dataclass(frozen=True)
class Around:
    """Everybody around a body, and who of the own Körperschaft could be chosen (key, name)."""

    convenors: Sequence[Convenor]
    supporters: Sequence[Supporter]
    guests: Sequence[Membership]
    agreements: Sequence[DataAgreement]
    relations: Sequence[OrganizationRelation]
    choices: Sequence[tuple[int, str]]


def around(organization: Organization, actor: User, day: date) -> Around:
    """Return who is around `organization` on `day`. Five queries, however many there are."""
    mine = {"organization": organization}
    guests = Membership.objects.alive().on(day)
    guests = guests.filter(**mine, kind=MembershipKind.STANDING_GUEST, person=None)
    agreements = DataAgreement.objects.on(day).filter(**mine)
    relations = OrganizationRelation.objects.filter(**mine)
    known = Organization.objects.visible_to(actor).filter(body__is_own=True)
    convenors, supporters = _hosts(organization, day)
    both = ("party", "organization")
    return Around(
        convenors=convenors,
        supporters=supporters,
        guests=list(guests.select_related(*both).order_by("pk")),
        agreements=list(agreements.select_related(*both).order_by("-starts_on", "pk")),
        relations=list(
            relations.select_related("other", "organization").order_by("position", "pk")
        ),
        choices=list(
            known.exclude(pk=organization.pk).order_by("name", "pk").values_list("pk", "name")
        ),
    )


def _hosts(organization: Organization, day: date) -> tuple[list[Convenor], list[Supporter]]:
    """Return convenors and supporters in their order; one query for both."""
    columns = ("pk", "party_id", "party__name", "position", "starts_on")
    convening = Convenor.objects.on(day).filter(organization=organization)
    supporting = Supporter.objects.on(day).filter(organization=organization)
    rows = convening.values_list(*columns, Value(""), Value("convenor")).union(
        supporting.values_list(*columns, "contribution", Value("supporter")), all=True
    )
    convenors, supporters = [], []
    for pk, party, name, position, starts_on, contribution, role in sorted(
        rows, key=lambda row: (row[3], row[0])
    ):
        facts = {
            "pk": pk,
            "organization": organization,
            "party": Organization(pk=party, name=name),
            "position": position,
            "starts_on": starts_on,
        }
        if role == "convenor":
            convenors.append(Convenor(**facts))
        else:
            supporters.append(Supporter(**facts, contribution=contribution))
    return convenors, supporters
