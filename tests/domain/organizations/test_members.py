"""Seats, who takes them, who votes, who leads; and the directory of twelve."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.checks import PeriodEmpty
from gremienwerk.domain.organizations.choices import EndReason, MembershipKind, Role, SeatHolder
from gremienwerk.domain.organizations.commands.add_commissioner import (
    CommissionerDraft,
    EntryNotUsable,
    add_commissioner,
)
from gremienwerk.domain.organizations.commands.add_member import (
    BelongsAlready,
    MemberDraft,
    MemberNotUsable,
    NoVote,
    add_member,
)
from gremienwerk.domain.organizations.commands.add_seats import (
    SeatsDraft,
    SeatsNotUsable,
    add_seats,
)
from gremienwerk.domain.organizations.commands.add_term import TermDraft, TermNotUsable, add_term
from gremienwerk.domain.organizations.commands.appoint import NotToBeAppointed, appoint
from gremienwerk.domain.organizations.commands.check_commissioner import (
    EntryEnded,
    check_commissioner,
)
from gremienwerk.domain.organizations.commands.end_membership import (
    EndedAlready,
    end_membership,
)
from gremienwerk.domain.organizations.commands.seat import (
    Seating,
    SeatIsTaken,
    WrongHolder,
    seat,
)
from gremienwerk.domain.organizations.models import (
    CommissionerEntry,
    Membership,
    Seat,
    Term,
    VotingRight,
)
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.foundation.events.models import Entry
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import (
    CommissionerEntryFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    SeatFactory,
    TermFactory,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
DAYS = [date(2026, month, 1) for month in range(1, 7)]
ENTRY = CommissionerDraft("06", "Steglitz-Zehlendorf", "Beauftragte*r", "Musterlein")


@pytest.fixture
def body():
    return OrganizationFactory()


def _do(command, *arguments, **named):
    return command(*arguments, **named, by=system_user(), now=NOW)


def test_seats_are_numbered_on_within_their_kind_and_term(body):
    term = TermFactory(organization=body)
    for draft in (SeatsDraft(2), SeatsDraft(1, holder="organization"), SeatsDraft(1, "deputy")):
        _do(add_seats, body, replace(draft, term=term))

    rows = Seat.objects.order_by("pk").values_list("kind", "number", "holder")
    assert list(rows) == [
        ("member", 1, "person"),
        ("member", 2, "person"),
        ("member", 3, "organization"),
        ("deputy", 1, "person"),
    ]


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (SeatsDraft(0), SeatsNotUsable),
        (SeatsDraft(501), SeatsNotUsable),
        (SeatsDraft(1, MembershipKind.STANDING_GUEST), SeatsNotUsable),
        (SeatsDraft(1, holder="cat"), SeatsNotUsable),
        (SeatsDraft(1, starts_on=DAYS[1], ends_on=DAYS[1]), PeriodEmpty),
    ],
)
def test_refuses_seats_that_nobody_can_take(body, draft, refusal):
    with pytest.raises(refusal):
        _do(add_seats, body, draft)

    assert not Seat.objects.exists()


def test_refuses_seats_in_the_term_of_another_body(body):
    with pytest.raises(SeatsNotUsable):
        _do(add_seats, body, SeatsDraft(1, term=TermFactory()))


@pytest.mark.parametrize(("kind", "votes"), [("member", 1), ("deputy", 0)])
def test_who_takes_a_member_seat_votes_and_a_deputy_does_not(kind, votes):
    place = SeatFactory(kind=kind)

    membership = _do(seat, place, Seating(PersonFactory(), DAYS[1], DAYS[4]))

    assert (membership.kind, membership.seat, membership.organization) == (
        kind,
        place,
        place.organization,
    )
    rights = VotingRight.objects.filter(membership=membership, starts_on=DAYS[1], ends_on=DAYS[4])
    assert rights.count() == votes


def test_a_seat_passes_on_without_a_gap_and_never_has_two_holders():
    place = SeatFactory()
    _do(seat, place, Seating(PersonFactory(), DAYS[1], DAYS[3]))
    _do(seat, place, Seating(PersonFactory(), DAYS[3]))
    _do(seat, place, Seating(PersonFactory(), None, DAYS[1]))

    for starts_on, ends_on in [(DAYS[2], DAYS[3]), (DAYS[4], None), (None, DAYS[2]), (None, None)]:
        with pytest.raises(SeatIsTaken):
            _do(seat, place, Seating(PersonFactory(), starts_on, ends_on))
    assert Membership.objects.count() == 3


def test_nobody_sits_on_two_seats_of_a_body_at_the_same_time(body):
    ada = PersonFactory()
    member, deputy = SeatFactory(organization=body), SeatFactory(organization=body, kind="deputy")
    _do(seat, member, Seating(ada, DAYS[0], DAYS[3]))

    with pytest.raises(BelongsAlready, match="Ada Musterlein"):
        _do(seat, deputy, Seating(ada, DAYS[2]))
    assert _do(seat, deputy, Seating(ada, DAYS[3])).kind == "deputy"
    assert _do(seat, SeatFactory(), Seating(ada)).organization != body


def test_a_seat_is_for_its_kind_of_holder_and_its_days():
    for_office = SeatFactory(holder=SeatHolder.ORGANIZATION, starts_on=DAYS[1], ends_on=DAYS[3])

    for seating in (
        Seating(PersonFactory(), DAYS[1]),
        Seating(OfficeFactory(), DAYS[0]),
        Seating(OfficeFactory(), DAYS[3]),
    ):
        with pytest.raises(WrongHolder):
            _do(seat, for_office, seating)
    office = OfficeFactory()
    assert _do(seat, for_office, Seating(office, DAYS[1], DAYS[3])).party == office
    with pytest.raises(WrongHolder):
        _do(seat, SeatFactory(), Seating(OfficeFactory()))


def test_a_member_without_seat_acts_on_behalf_of_another_body(body):
    league = OrganizationFactory()

    made = _do(add_member, body, MemberDraft(PersonFactory(), on_behalf_of=league, has_vote=True))

    assert (made.on_behalf_of, made.seat, made.voting_rights.count()) == (league, None, 1)


@pytest.mark.parametrize("kind", ["standing_guest", "advisory", "expert"])
def test_refuses_a_vote_for_guests_and_advisers(body, kind):
    with pytest.raises(NoVote):
        _do(add_member, body, MemberDraft(PersonFactory(), kind, has_vote=True))

    assert not Membership.objects.exists()
    assert not Entry.objects.exists()


def test_refuses_a_member_of_unknown_kind_or_the_body_itself(body):
    for draft in (MemberDraft(PersonFactory(), "king"), MemberDraft(body)):
        with pytest.raises(MemberNotUsable):
            _do(add_member, body, draft)


def test_a_body_has_one_chair_at_a_time(body):
    first = MembershipFactory(organization=body, ends_on=DAYS[2])
    second = MembershipFactory(organization=body, starts_on=DAYS[2])
    third = MembershipFactory(organization=body, starts_on=DAYS[3])
    _do(appoint, first, Role.CHAIR)
    _do(appoint, second, Role.CHAIR)

    with pytest.raises(NotToBeAppointed, match="has a chair"):
        _do(appoint, third, Role.CHAIR)
    for _ in range(2):
        assert _do(appoint, third, Role.DEPUTY_CHAIR).role == "deputy_chair"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": MembershipKind.DEPUTY},
        {"kind": MembershipKind.STANDING_GUEST},
        {"deleted_at": NOW},
    ],
)
def test_refuses_a_chair_who_is_no_member(body, change):
    with pytest.raises(NotToBeAppointed):
        _do(appoint, MembershipFactory(organization=body, **change), Role.CHAIR)


def test_refuses_an_organisation_as_chair(body):
    member = MembershipFactory(organization=body, person=None, party=OfficeFactory())

    with pytest.raises(NotToBeAppointed):
        _do(appoint, member, Role.CHAIR)


def test_a_membership_ends_with_its_vote():
    membership = _do(seat, SeatFactory(), Seating(PersonFactory(), DAYS[0]))

    ended = _do(end_membership, membership, DAYS[3], reason=EndReason.RECALL)

    assert (ended.ends_on, ended.end_reason) == (DAYS[3], "recall")
    assert list(VotingRight.objects.values_list("ends_on", flat=True)) == [DAYS[3]]
    with pytest.raises(EndedAlready):
        _do(end_membership, membership, DAYS[3], reason=EndReason.OTHER)
    with pytest.raises(PeriodEmpty):
        _do(end_membership, membership, DAYS[0], reason=EndReason.OTHER)


def test_withheld_people_count_but_are_not_public(body):
    known = PersonFactory(agrees=[ConsentPurpose.NAME])
    shown = MembershipFactory(organization=body, person=known)
    MembershipFactory(organization=body)
    office = MembershipFactory(organization=body, person=None, party=OfficeFactory())
    hidden = OrganizationFactory(published_at=None)
    MembershipFactory(organization=hidden, person=known)
    MembershipFactory(organization=body, person=known, deleted_at=NOW)
    source = OrganizationFactory(body=BodyFactory(slug="rat", is_own=False))
    mirrored = MembershipFactory(organization=source, person=PersonFactory(body=source.body))

    assert set(Membership.objects.public()) == {shown, office, mirrored}
    assert Membership.objects.alive().filter(organization=body).count() == 3


def test_terms_follow_one_another(body):
    _do(add_term, body, TermDraft("A", DAYS[0], DAYS[3]))
    _do(add_term, body, TermDraft("B", DAYS[3]))

    for draft, refusal in [
        (TermDraft("C", DAYS[4]), TermNotUsable),
        (TermDraft("C", None, DAYS[1]), TermNotUsable),
        (TermDraft(" "), TermNotUsable),
        (TermDraft("C", DAYS[1], DAYS[0]), PeriodEmpty),
    ]:
        with pytest.raises(refusal):
            _do(add_term, body, draft)
    assert Term.objects.count() == 2


def test_the_directory_keeps_who_was_there_before(body):
    _do(add_commissioner, body, replace(ENTRY, starts_on=DAYS[0]))
    _do(add_commissioner, body, replace(ENTRY, name="", starts_on=DAYS[3]))

    rows = CommissionerEntry.objects.order_by("pk").values_list("name", "is_vacant", "ends_on")
    assert list(rows) == [("Musterlein", False, DAYS[3]), ("", True, None)]
    with pytest.raises(EntryNotUsable, match="later day"):
        _do(add_commissioner, body, replace(ENTRY, starts_on=DAYS[3]))


@pytest.mark.parametrize(
    "change",
    [
        {"district_key": "13"},
        {"district_key": "6"},
        {"district_name": " "},
        {"title": ""},
        {"name": "", "email": "a@b.example"},
    ],
)
def test_refuses_an_entry_that_is_of_no_district(body, change):
    with pytest.raises(EntryNotUsable):
        _do(add_commissioner, body, replace(ENTRY, **change))

    assert not CommissionerEntry.objects.exists()


def test_a_check_remembers_the_day_and_when_the_link_last_answered():
    entry = CommissionerEntryFactory(url="https://bezirk.example/")

    good = _do(check_commissioner, entry, is_link_good=True)
    assert (good.checked_on, good.link_good_on) == (date(2026, 6, 1), date(2026, 6, 1))
    CommissionerEntry.objects.update(checked_on=DAYS[0], link_good_on=DAYS[0])
    dead = _do(check_commissioner, entry, is_link_good=False)
    assert (dead.checked_on, dead.link_good_on) == (date(2026, 6, 1), DAYS[0])
    with pytest.raises(EntryEnded):
        _do(check_commissioner, CommissionerEntryFactory(ends_on=DAYS[0]))
