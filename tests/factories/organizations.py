"""Bodies with their abilities, status, seats, memberships and connections."""

from datetime import UTC, date, datetime

import factory

from gremienwerk.domain.organizations.choices import (
    Classification,
    MembershipKind,
    OrganizationType,
    RelationKind,
    Sphere,
    Status,
    Stewardship,
)
from gremienwerk.domain.organizations.models import (
    Ability,
    CommissionerEntry,
    Convenor,
    Membership,
    Organization,
    OrganizationAlias,
    OrganizationRelation,
    Rule,
    Seat,
    StatusPeriod,
    Supporter,
    Term,
    VotingRight,
)
from tests.factories.bodies import BodyFactory
from tests.factories.people import PersonFactory

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class OrganizationFactory(factory.django.DjangoModelFactory):
    """A listed, published body; pass `abilities={"access": "public"}` for what it can do."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    slug = factory.Sequence(lambda n: f"gremium-{n}")
    name = "Beirat für Probe und Muster"
    organization_type = OrganizationType.BODY
    classification = Classification.ADVISORY_COUNCIL
    sphere = Sphere.POLITICS
    stewardship = Stewardship.OWN
    purpose = "Berät das Bezirksamt."
    is_listed = True
    published_at = LONG_AGO

    @factory.post_generation
    def abilities(self, create, extracted):
        for key, value in (extracted or {}).items():
            AbilityFactory(organization=self, key=key, value=value)


class OfficeFactory(OrganizationFactory):
    """An office or institution: public, without a page of its own."""

    slug = factory.Sequence(lambda n: f"stelle-{n}")
    name = "Jugendamt"
    organization_type = OrganizationType.DEPARTMENT
    classification = ""
    sphere = ""
    stewardship = ""
    purpose = ""
    is_listed = False


class AbilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ability

    organization = factory.SubFactory(OrganizationFactory)
    key = "access"
    value = "public"


class RuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rule

    organization = factory.SubFactory(OrganizationFactory)
    key = "notice_days"
    value = "14"
    unit = "days"
    source = "Geschäftsordnung § 3"
    mark = "practice"


class StatusPeriodFactory(factory.django.DjangoModelFactory):
    """Active; pass the facts of a suspension with `status=Status.SUSPENDED`."""

    class Meta:
        model = StatusPeriod

    organization = factory.SubFactory(OrganizationFactory)
    status = Status.ACTIVE
    recorded_at = LONG_AGO


class SuspensionFactory(StatusPeriodFactory):
    status = Status.SUSPENDED
    starts_on = date(2026, 1, 1)
    reason = "unknown"
    decided_by = "unknown"
    review_on = date(2026, 12, 1)
    contact_label = "Integrationsbüro"


class AliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganizationAlias

    organization = factory.SubFactory(OrganizationFactory)
    name = "Runder Tisch Probe"
    slug = factory.Sequence(lambda n: f"anderer-name-{n}")


class ConvenorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Convenor

    organization = factory.SubFactory(OrganizationFactory)
    party = factory.SubFactory(OfficeFactory)
    position = factory.Sequence(lambda n: n)


class SupporterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Supporter

    organization = factory.SubFactory(OrganizationFactory)
    party = factory.SubFactory(OfficeFactory)
    position = factory.Sequence(lambda n: n)


class RelationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganizationRelation

    organization = factory.SubFactory(OrganizationFactory)
    kind = RelationKind.ADVISES
    other = factory.SubFactory(OrganizationFactory)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    organization = factory.SubFactory(OrganizationFactory)
    name = "Amtszeit A"
    starts_on = date(2022, 1, 1)


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    organization = factory.SubFactory(OrganizationFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = MembershipKind.MEMBER


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    organization = factory.SubFactory(OrganizationFactory)
    person = factory.SubFactory(PersonFactory)
    kind = MembershipKind.MEMBER


class VotingRightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VotingRight

    membership = factory.SubFactory(MembershipFactory)


class CommissionerEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommissionerEntry

    organization = factory.SubFactory(OrganizationFactory)
    district_key = "06"
    district_name = "Steglitz-Zehlendorf"
    title = "Beauftragte*r für Partizipation und Integration"
    name = "Musterlein"
