"""What is asked about bodies, and that no answer tells what is not public."""

from datetime import date

import pytest
from django.utils.translation import override

from gremienwerk.domain.meetings.queries import facts_of
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.choices import (
    MembershipKind,
    RelationKind,
    SeatHolder,
    Status,
)
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.portal.bodies.known import facts, load_network
from tests.factories.bodies import BodyFactory, LocationFactory
from tests.factories.meetings import MeetingFactory, RecurrenceFactory
from tests.factories.organizations import (
    AbilityFactory,
    AliasFactory,
    CommissionerEntryFactory,
    ConvenorFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    RelationFactory,
    SeatFactory,
    StatusPeriodFactory,
    SuspensionFactory,
    TermFactory,
    VotingRightFactory,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 9)
SPHERES = ("civil_society", "administration", "politics")


def test_the_network_stands_sphere_by_sphere_and_holds_only_public_bodies_of_ours():
    for sphere in SPHERES:
        for position in (2, 1):
            OrganizationFactory(slug=f"{sphere}-{position}", sphere=sphere, position=position)
    OrganizationFactory(slug="entwurf", published_at=None)
    OrganizationFactory(slug="kind", is_listed=False)
    OrganizationFactory(slug="fremd", body=BodyFactory(slug="x", is_own=False), stewardship="")
    assert [body.slug for body in queries.network(TODAY)] == [
        *("administration-1", "administration-2", "politics-1", "politics-2"),
        *("civil_society-1", "civil_society-2"),
    ]


def test_standing_is_that_of_the_day(django_assert_num_queries):
    body = OrganizationFactory()
    StatusPeriodFactory(organization=body, ends_on=date(2026, 4, 1))
    SuspensionFactory(organization=body, starts_on=date(2026, 4, 1))
    TermFactory(organization=body, name="alt", starts_on=None, ends_on=date(2022, 1, 1))
    TermFactory(organization=body, name="neu", starts_on=date(2022, 1, 1))
    SeatFactory.create_batch(3, organization=body)
    SeatFactory(organization=body, holder=SeatHolder.ORGANIZATION)
    SeatFactory(organization=body, kind=MembershipKind.DEPUTY)
    SeatFactory(organization=body, ends_on=date(2026, 1, 1))
    with django_assert_num_queries(1):
        (found,) = queries.listed_bodies(TODAY)
        assert queries.status_of(found).status == Status.SUSPENDED
        assert queries.term_of(found) == "neu"
        assert queries.seats_of(found) == queries.Seats(4, 1, 1)
    (before,) = queries.listed_bodies(date(2026, 3, 31))
    assert queries.status_of(before).status == Status.ACTIVE


def test_abilities_of_a_day_in_one_query(django_assert_num_queries):
    one, other = OrganizationFactory(), OrganizationFactory()
    AbilityFactory(organization=one, value="internal", ends_on=TODAY)
    AbilityFactory(organization=one, value="public", starts_on=TODAY)
    AbilityFactory(organization=other, key="votes", value="none")
    with django_assert_num_queries(1):
        found = queries.abilities_on([one, other], TODAY)
    assert found == {one.pk: {"access": "public"}, other.pk: {"votes": "none"}}
    assert queries.abilities_on([], TODAY) == {}


def test_all_names_lead_to_public_bodies_only():
    AliasFactory(organization=OrganizationFactory(slug="heute"), slug="damals")
    AliasFactory(organization=OrganizationFactory(published_at=None), slug="geheim")
    assert queries.slug_of_alias("damals") == "heute"
    assert queries.slug_of_alias("geheim") is None
    assert queries.slug_of_alias("nie") is None


def test_members_know_what_may_be_told_of_them():
    body = OrganizationFactory()
    named = PersonFactory(agrees=[ConsentPurpose.NAME, ConsentPurpose.FUNCTION])
    shown = MembershipFactory(organization=body, person=named)
    VotingRightFactory(membership=shown)
    MembershipFactory(organization=body, person=PersonFactory())
    MembershipFactory(organization=body, person=None, party=OfficeFactory(published_at=None))
    MembershipFactory(organization=body, person=named, ends_on=TODAY)
    members = list(queries.members_of(body, TODAY))
    assert [queries.may_name(member) for member in members] == [True, False, False]
    assert [member.may_vote for member in members] == [True, False, False]
    assert queries.may_tell(members[0], ConsentPurpose.FUNCTION)
    assert not queries.may_tell(members[0], ConsentPurpose.AFFILIATION)


def test_function_without_the_name_is_not_told():
    only = PersonFactory(agrees=[ConsentPurpose.FUNCTION])
    MembershipFactory(organization=(body := OrganizationFactory()), person=only)
    (member,) = queries.members_of(body, TODAY)
    assert not queries.may_tell(member, ConsentPurpose.FUNCTION)


def test_everything_around_a_body_in_one_query(django_assert_num_queries):
    body = OrganizationFactory(slug="mitte")
    for position in (2, 1):
        ConvenorFactory(
            organization=body, party=OfficeFactory(name=f"Stelle {position}"), position=position
        )
    ConvenorFactory(organization=body, party=OfficeFactory(published_at=None))
    ConvenorFactory(organization=body, ends_on=TODAY)
    RelationFactory(organization=body, other=None, other_label="Landesbeirat")
    RelationFactory(organization=body, other=OrganizationFactory(published_at=None))
    RelationFactory(
        organization=OrganizationFactory(name="Andere"), kind=RelationKind.REPORTS_TO, other=body
    )
    OrganizationFactory(parent=body, is_listed=False, name="Kind")
    AliasFactory(organization=body, name="Zweitname", is_former=True, ends_on=date(2020, 1, 1))
    with django_assert_num_queries(1):
        found = queries.neighbours_of(body, TODAY)
    told = [(n.role, n.organization.name if n.organization else n.label) for n in found]
    assert told == [
        ("alias", "Zweitname"),
        ("child", "Kind"),
        ("convenor", "Stelle 1"),
        ("convenor", "Stelle 2"),
        ("from:reports_to", "Andere"),
        ("to:advises", "Landesbeirat"),
    ]
    assert (found[0].is_former, found[0].ends_on) == (True, date(2020, 1, 1))
    assert [n.has_page for n in found] == [False, False, False, False, True, False]


def test_commissioners_of_the_day_in_the_order_of_districts():
    lag = OrganizationFactory()
    CommissionerEntryFactory(organization=lag, district_key="02", ends_on=TODAY, name="Erdacht")
    CommissionerEntryFactory(organization=lag, district_key="02", starts_on=TODAY, name="Versuch")
    CommissionerEntryFactory(organization=lag, district_key="01", name="Entwurf")
    hidden = OrganizationFactory(published_at=None)
    CommissionerEntryFactory(organization=hidden, district_key="03")
    assert [entry.name for entry in queries.commissioners(TODAY)] == ["Entwurf", "Versuch"]


def test_organisations_of_councils_leave_out_ours():
    council = BodyFactory(slug="stadt", is_own=False)
    shown = OrganizationFactory(body=council, stewardship="", sphere="")
    own = OrganizationFactory()
    assert list(queries.bodies_of_council([council.pk, own.body_id])) == [shown]


@pytest.mark.parametrize("language", ["de", "en"])
def test_facts_of_many_bodies_are_those_of_one(language):
    plain = OrganizationFactory(slug="leer")
    full = OrganizationFactory(
        slug="voll", founded_year=2015, location=LocationFactory(), abilities={"access": "public"}
    )
    SeatFactory.create_batch(2, organization=full)
    TermFactory(organization=full)
    RecurrenceFactory(organization=full)
    SuspensionFactory(organization=plain)
    MeetingFactory(organizations=[full], starts_on=date(2026, 12, 9))
    MeetingFactory(
        organizations=[full], starts_on=date(2026, 12, 1), cancelled=True, cancel_reason="x"
    )
    with override(language):
        network = load_network(TODAY, language, here=None)
        for known in network.bodies:
            assert facts(known, network.texts, TODAY) == facts_of(known.body, today=TODAY)
