from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.handover.choices import Kind
from gremienwerk.domain.handover.commands.hand_over import Handing, NotToBeHandedOver, hand_over
from gremienwerk.domain.handover.owned import BY_COMMAND, OWNED, STAYS
from gremienwerk.domain.handover.queries import belongings, leavers
from gremienwerk.domain.meetings.models import MeetingNote
from gremienwerk.domain.organizations.choices import BodyRole, MembershipKind
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SeatFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

SINCE = date(2025, 1, 1)


def _pointing_at_accounts():
    """Every column of ours and of the sign-in that holds an account, found by reflection."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is User
    }


def test_every_field_that_holds_an_account_is_sorted():
    sorted_out = {*OWNED, *BY_COMMAND, *STAYS}

    assert settings.AUTH_USER_MODEL == "accounts.User"
    assert _pointing_at_accounts() == sorted_out


@pytest.fixture
def leaver():
    """A clerk who sits in one body, is guest in another, contact of a third, and wrote a note."""
    user = account(BodyRole.CLERK)
    person = PersonFactory(user=user)
    seat = SeatFactory(organization=OrganizationFactory(name="A Rat"))
    MembershipFactory(organization=seat.organization, person=person, seat=seat, starts_on=SINCE)
    MembershipFactory(
        organization=OrganizationFactory(name="B Runde"),
        person=person,
        kind=MembershipKind.STANDING_GUEST,
        starts_on=SINCE,
    )
    OrganizationFactory(name="C Tisch", contact_email=user.email.upper())
    now = timezone.now()
    MeetingNote.objects.create(
        meeting=MeetingFactory(), author=user, text="x", created_at=now, modified_at=now
    )
    return user


@pytest.fixture
def successor():
    user = account(BodyRole.AUDITOR)
    PersonFactory(user=user)
    return user


def _all(user):
    return frozenset(one.key for one in belongings(user, on=timezone.localdate()))


def _hand(leaver, successor, *, keys=None, by=None, last_day=None):
    last_day = last_day or timezone.localdate()
    handing = Handing(successor, last_day, _all(leaver) if keys is None else keys)
    by = by or account(BodyRole.OFFICE_ADMINISTRATOR)
    return hand_over(leaver, handing, by=by, now=timezone.now())


def test_everything_of_a_colleague_is_listed(leaver):
    found = belongings(leaver, on=timezone.localdate())

    assert [(one.kind, one.title, one.is_personal) for one in found[:4]] == [
        (Kind.OFFICE, "Sachbearbeitung", False),
        (Kind.MEMBERSHIP, "A Rat", True),
        (Kind.MEMBERSHIP, "B Runde", False),
        (Kind.CONTACT, "C Tisch", False),
    ]
    assert [one.kind for one in found[4:]] == [Kind.NOTE]
    assert leaver in leavers(timezone.localdate())


def test_all_goes_to_one_successor_in_one_act(leaver, successor):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)

    assert _hand(leaver, successor) == 5

    assert Appointment.objects.get(user=leaver).ends_on == tomorrow
    assert Appointment.objects.filter(user=successor, role="clerk").exists()
    ended = Membership.objects.filter(person__user=leaver)
    assert {row.ends_on for row in ended} == {tomorrow}
    [new] = Membership.objects.filter(person__user=successor)
    assert (new.organization.name, new.kind, new.starts_on) == (
        "B Runde",
        "standing_guest",
        tomorrow,
    )
    assert Organization.objects.get(name="C Tisch").contact_email == successor.email
    assert MeetingNote.objects.get().author == successor
    assert belongings(leaver, on=tomorrow) == []
    assert Entry.objects.latest("pk").kind == "handover.handed_over"


def test_only_what_was_chosen_goes(leaver, successor):
    [key] = [one.key for one in belongings(leaver, on=SINCE) if one.kind == Kind.NOTE]

    _hand(leaver, successor, keys={key})

    assert Appointment.objects.get(user=leaver).ends_on is None


@pytest.mark.parametrize(
    ("change", "keys"),
    [({}, frozenset()), ({}, frozenset({"note:999"})), ({"is_active": False}, None)],
)
def test_refuses_what_is_not_there_and_closed_successors(leaver, successor, change, keys):
    User.objects.filter(pk=successor.pk).update(**change)
    successor.refresh_from_db()
    before = Entry.objects.count()

    with pytest.raises(NotToBeHandedOver):
        _hand(leaver, successor, keys=keys)

    assert Entry.objects.count() == before


def test_refuses_oneself_and_days_long_gone(leaver, successor):
    with pytest.raises(NotToBeHandedOver):
        _hand(leaver, leaver)
    with pytest.raises(NotToBeHandedOver):
        _hand(leaver, successor, last_day=SINCE)


def test_a_membership_needs_a_person_and_nothing_is_done_by_halves(leaver):
    with pytest.raises(NotToBeHandedOver):
        _hand(leaver, account(BodyRole.AUDITOR))

    assert Appointment.objects.get(user=leaver).ends_on is None


def test_a_clerk_may_not_hand_over(leaver, successor):
    with pytest.raises(NotAllowed):
        _hand(leaver, successor, by=leaver)
