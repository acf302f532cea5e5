"""Who sits in a body, as far as it may be told? Withheld people count, but have no name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from gremienwerk.design.parts import Name, Text
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.choices import MembershipKind, Role, SeatHolder
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.bodies.page import BodyPage
from gremienwerk.surfaces.portal.site import plain

BOARD = (Role.CHAIR, Role.DEPUTY_CHAIR)
GUESTS = (MembershipKind.STANDING_GUEST,)
ADVISERS = (MembershipKind.ADVISORY, MembershipKind.EXPERT)
SITTING = (MembershipKind.MEMBER, MembershipKind.STATUTORY_MEMBER, "")


@dataclass(frozen=True)
class Roll:
    """The members of a body in groups; an empty group is not shown."""

    board: Sequence[Name]
    members: Sequence[Name]
    deputies: Sequence[Name]
    advisers: Sequence[Name]
    guests: Sequence[Name]
    seats: Sequence[str]
    seats_label: str

    def __bool__(self) -> bool:
        return any((self.board, self.members, self.deputies, self.advisers, self.guests))


def roll_of(page: BodyPage) -> Roll:
    """Return who belongs to a body today."""
    kinds = {m.pk: m.kind for m in page.members}
    board = [m for m in page.members if m.role in BOARD]
    rest = [m for m in page.members if m not in board and kinds[m.pk] in SITTING]
    deputies = [m for m in page.members if kinds[m.pk] == MembershipKind.DEPUTY]
    seats = queries.seats_of(page.body)
    vacant = _vacant(page, MembershipKind.MEMBER, seats.members)
    return Roll(
        board=_listed(page, sorted(board, key=lambda m: BOARD.index(Role(m.role)))),
        members=[*_listed(page, rest), *_soft_vacant(vacant)],
        deputies=[
            *_listed(page, deputies),
            *_soft_vacant(_vacant(page, MembershipKind.DEPUTY, seats.deputies)),
        ],
        advisers=_listed(page, [m for m in page.members if kinds[m.pk] in ADVISERS]),
        guests=_listed(page, [m for m in page.members if kinds[m.pk] in GUESTS]),
        seats=_seats(page, seats),
        seats_label=_label(page, seats),
    )


def _listed(page: BodyPage, members: Iterable[Membership]) -> list[Name]:
    """Return names in order; those who may not be named end the list as a number."""
    members = list(members)
    named = [_name(page, m) for m in members if queries.may_name(m)]
    withheld = len(members) - len(named)
    if withheld:
        words = ngettext("%(number)s person, not named", "%(number)s people, not named", withheld)
        named.append(Name(words % {"number": withheld}, is_soft=True))
    return named


def _name(page: BodyPage, member: Membership) -> Name:
    if member.party is not None:
        return Name(page.name_of(member.party), note=_role(member))
    person = member.person
    if person is None:
        return Name("", is_soft=True)
    told = _told(member, person)
    url = reverse("portal:person", args=[person.pk])
    if not told:
        return Name(person.name, note=_role(member), url=url)
    with override(SOURCE_LANGUAGE):  # what people do is not translated; one note, one language
        note = ", ".join(word for word in (plain(_role(member)), *told) if word)
    return Name(person.name, note=(note, SOURCE_LANGUAGE), url=url)


def _told(member: Membership, person: Person) -> list[str]:
    """Return function, own organisation and for whom, as far as the person agreed."""
    told = []
    if person.function and queries.may_tell(member, ConsentPurpose.FUNCTION):
        told.append(person.function)
    if person.affiliation and queries.may_tell(member, ConsentPurpose.AFFILIATION):
        told.append(person.affiliation)
    sender = member.on_behalf_of
    if sender and sender.published_at and not sender.is_deleted and sender.body.is_public:
        with override(SOURCE_LANGUAGE):
            told.append(_("on behalf of %(name)s") % {"name": sender.name})
    return told


def _role(member: Membership) -> Text:
    if member.role:
        return str(Role(member.role).label)
    return (member.role_label, SOURCE_LANGUAGE) if member.role_label else ""


def _vacant(page: BodyPage, kind: str, seats: int) -> int:
    taken = {m.seat_id for m in page.members if m.seat and m.seat.kind == kind}
    return max(seats - len(taken), 0) if seats else 0


def _soft_vacant(vacant: int) -> list[Name]:
    if not vacant:
        return []
    words = ngettext("%(number)s vacant seat", "%(number)s vacant seats", vacant)
    return [Name(words % {"number": vacant}, is_soft=True)]


def _taken(page: BodyPage) -> tuple[int, int]:
    """Return how many member seats people and organisations hold."""
    held = {
        m.seat_id: m.seat.holder
        for m in page.members
        if m.seat and m.seat.kind == MembershipKind.MEMBER
    }
    organizations = sum(1 for holder in held.values() if holder == SeatHolder.ORGANIZATION)
    return len(held) - organizations, organizations


def _seats(page: BodyPage, seats: queries.Seats) -> list[str]:
    people, organizations = _taken(page)
    for_people = seats.members - seats.member_organizations
    return [
        *["person"] * people,
        *["vacant"] * max(for_people - people, 0),
        *["organization"] * organizations,
        *["vacant-organization"] * max(seats.member_organizations - organizations, 0),
    ]


def _label(page: BodyPage, seats: queries.Seats) -> str:
    people, organizations = _taken(page)
    vacant = max(seats.members - people - organizations, 0)
    return _(
        "%(seats)s seats: %(people)s people, %(organizations)s organisations, %(vacant)s vacant"
    ) % {
        "seats": seats.members,
        "people": people,
        "organizations": organizations,
        "vacant": vacant,
    }
