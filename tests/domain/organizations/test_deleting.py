"""A body that was made by mistake goes; what anybody saw or what must be kept stays."""

from datetime import UTC, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.models import MeetingOrganization
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.delete_organization import (
    NotToBeDeleted,
    delete_organization,
)
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.commands.withdraw_organization import withdraw_organization
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.models import MailingList
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import MembershipFactory, OfficeFactory, OrganizationFactory
from tests.factories.papers import OriginatorFactory
from tests.factories.people import ConsentFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def _delete(body, by=None):
    return delete_organization(body, by=by or system_user(), now=NOW)


def test_a_body_made_by_mistake_goes_with_its_memberships_and_its_address_is_free():
    body = OrganizationFactory(slug="runde", published_at=None)
    _first, second = MembershipFactory.create_batch(2, organization=body)
    ConsentFactory(person=second.person)

    gone = _delete(body)

    assert gone.deleted_at == NOW
    assert not Organization.objects.alive().filter(pk=body.pk).exists()
    assert not Membership.objects.alive().filter(organization=body).exists()
    assert Person.objects.alive().filter(pk=second.person_id).exists()
    told = Entry.objects.get(kind="organizations.deleted").payload
    assert (told["organization_id"], told["memberships"]) == (body.pk, 2)
    again = OrganizationDraft("runde", "Runde")
    assert add_organization(body.body, again, by=system_user(), now=NOW).slug == "runde"


def _with_list(body):
    MailingList.objects.create(organization=body, name="A", purpose="B", opened_at=NOW)


def _published(body):
    Organization.objects.filter(pk=body.pk).update(published_at=NOW)


def _withdrawn(body):
    Organization.objects.filter(pk=body.pk).update(is_listed=False)
    publish_organization(body, by=system_user(), now=NOW)
    withdraw_organization(body, by=system_user(), now=NOW)


def _with_meeting(body):
    MeetingOrganization.objects.create(meeting=MeetingFactory(), organization=body, position=1)


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (_published, "has seen"),
        (_withdrawn, "has seen"),
        (_with_meeting, "dates"),
        (lambda body: OriginatorFactory(organization=body), "Papers"),
        (_with_list, "note"),
        (lambda body: MembershipFactory(person=None, party=body), "Other bodies"),
    ],
)
def test_refuses_to_delete_what_was_seen_or_must_be_kept(keep, words):
    body = OrganizationFactory(slug="runde", published_at=None)
    MembershipFactory(organization=body)
    keep(body)
    before = Entry.objects.count()

    with pytest.raises(NotToBeDeleted, match=words):
        _delete(body)

    assert Organization.objects.get(pk=body.pk).slug == "runde"
    assert Membership.objects.alive().filter(organization=body).count() == 1
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", [BodyRole.CHAIR, BodyRole.MEMBER, BodyRole.AUDITOR])
def test_only_who_may_make_a_body_deletes_one(role):
    body = OrganizationFactory(published_at=None)
    by = account(role) if role == BodyRole.AUDITOR else account(role, body)

    with pytest.raises(NotAllowed):
        _delete(body, by)

    assert _delete(OfficeFactory(published_at=None), account(BodyRole.CLERK)).is_deleted
