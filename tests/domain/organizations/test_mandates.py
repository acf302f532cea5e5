from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.checks import PeriodEmpty
from gremienwerk.domain.organizations.choices import EndReason, Role
from gremienwerk.domain.organizations.commands.add_member import (
    BelongsAlready,
    MemberNotUsable,
    NoVote,
)
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.commands.continue_membership import (
    NotEnded,
    continue_membership,
)
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.relieve import HasNoRole, relieve
from gremienwerk.domain.organizations.commands.remove_seat import SeatIsHeld, remove_seat
from gremienwerk.domain.organizations.commands.seat import Seating, SeatIsTaken, seat
from gremienwerk.domain.organizations.commands.take_back_member import (
    TakenBackAlready,
    take_back_member,
)
from gremienwerk.domain.organizations.models import Membership, Seat, VotingRight
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry, Revision
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory, SeatFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
BEGIN, END = date(2026, 1, 1), date(2026, 12, 1)


@pytest.fixture
def seated():
    return seat(SeatFactory(), Seating(PersonFactory(), starts_on=BEGIN), by=system_user(), now=NOW)


def _change(row, **facts):
    facts = MembershipFacts(**{"kind": row.kind, "starts_on": row.starts_on, **facts})
    return change_membership(row, facts, by=system_user(), now=NOW)


def _votes(row):
    rights = VotingRight.objects.filter(membership=row).order_by("pk")
    return list(rights.values_list("starts_on", "ends_on"))


def test_the_vote_follows_the_period(seated):
    row = _change(seated, starts_on=date(2026, 2, 1), ends_on=END)

    assert (row.starts_on, row.ends_on) == (date(2026, 2, 1), END)
    assert _votes(row) == [(date(2026, 2, 1), END)]
    kept = Revision.objects.exclude(field="*").values_list("row_model", "field")
    assert sorted(set(kept)) == [
        ("organizations.membership", "ends_on"),
        ("organizations.membership", "starts_on"),
        ("organizations.votingright", "ends_on"),
        ("organizations.votingright", "starts_on"),
    ]


def test_a_vote_is_given_and_ended_from_today(seated):
    _change(seated, has_vote=False)
    without = _votes(seated)
    _change(seated, has_vote=True)

    assert without == [(BEGIN, TODAY)]
    assert _votes(seated) == [(BEGIN, TODAY), (TODAY, None)]


def test_what_stays_the_same_is_no_news(seated):
    before = Entry.objects.count()

    _change(seated, has_vote=True)

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"ends_on": BEGIN}, PeriodEmpty),
        ({"kind": "deputy"}, MemberNotUsable),
        ({"kind": "king"}, MemberNotUsable),
    ],
)
def test_refuses_what_does_not_fit_the_seat(seated, facts, refusal):
    with pytest.raises(refusal):
        _change(seated, **facts)


def test_refuses_a_vote_for_guests_and_days_of_others(seated):
    guest = MembershipFactory(kind="standing_guest")
    with pytest.raises(NoVote):
        _change(guest, has_vote=True)
    Membership.objects.filter(pk=seated.pk).update(ends_on=END)
    seat(seated.seat, Seating(PersonFactory(), starts_on=END), by=system_user(), now=NOW)
    with pytest.raises(SeatIsTaken):
        _change(seated)
    MembershipFactory(organization=seated.organization, person=seated.person, starts_on=END)
    with pytest.raises(BelongsAlready):
        _change(seated, ends_on=None)


def test_an_end_by_mistake_is_taken_back_with_the_vote(seated):
    end_membership(seated, END, reason=EndReason.RESIGNATION, by=system_user(), now=NOW)

    row = continue_membership(seated, by=system_user(), now=NOW)

    assert (row.ends_on, row.end_reason, _votes(row)) == (None, "", [(BEGIN, None)])
    with pytest.raises(NotEnded):
        continue_membership(seated, by=system_user(), now=NOW)


def test_an_end_is_not_taken_back_once_somebody_else_sits_there(seated):
    end_membership(seated, END, reason=EndReason.RESIGNATION, by=system_user(), now=NOW)
    seat(seated.seat, Seating(PersonFactory(), starts_on=END), by=system_user(), now=NOW)

    with pytest.raises(SeatIsTaken):
        continue_membership(seated, by=system_user(), now=NOW)


def test_an_entry_by_mistake_leaves_a_tombstone_and_the_seat_free(seated):
    place = seated.seat

    row = take_back_member(seated, by=system_user(), now=NOW)

    assert row.is_deleted
    assert _votes(row) == []
    seat(place, Seating(seated.person), by=system_user(), now=NOW)
    with pytest.raises(TakenBackAlready):
        take_back_member(seated, by=system_user(), now=NOW)


def test_a_role_is_taken_off():
    row = MembershipFactory(role=Role.CHAIR)

    assert relieve(row, by=system_user(), now=NOW).role == ""
    with pytest.raises(HasNoRole):
        relieve(row, by=system_user(), now=NOW)


def test_a_seat_that_was_never_held_goes_and_one_that_was_ends(seated):
    never = SeatFactory(organization=seated.organization)
    remove_seat(never, TODAY, by=system_user(), now=NOW)
    with pytest.raises(SeatIsHeld):
        remove_seat(seated.seat, END, by=system_user(), now=NOW)
    end_membership(seated, END, reason=EndReason.RESIGNATION, by=system_user(), now=NOW)
    remove_seat(seated.seat, END, by=system_user(), now=NOW)

    assert [one.ends_on for one in Seat.objects.all()] == [END]


def test_a_seat_with_a_deputys_seat_stays():
    place = SeatFactory()
    SeatFactory(organization=place.organization, kind="deputy", deputy_of=place)

    with pytest.raises(SeatIsHeld):
        remove_seat(place, TODAY, by=system_user(), now=NOW)


@pytest.mark.parametrize(
    "act", [continue_membership, take_back_member, relieve], ids=lambda act: act.__name__
)
def test_others_may_not(act):
    with pytest.raises(NotAllowed):
        act(MembershipFactory(role=Role.CHAIR, ends_on=END), by=UserFactory(), now=NOW)
