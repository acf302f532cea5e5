"""What would a list of members change, line by line, and which lines do not fit?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.choices import MembershipKind, Role, SeatHolder
from gremienwerk.domain.organizations.member_list import Entry
from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.declaring import (
    DayNotPossible,
    Declared,
    OutOfOrder,
    day_given,
    declared,
)
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.queries import words_of

ONE_DAY = timedelta(days=1)


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Planned:
    """One line: what it says, whom and what it means, and what becomes of it.

    `differences` are pairs of a field and its new value, as the table keeps it; `agrees` are
    the consents that are new. `agreed_before` tells that the person holds consents already.
    """

    entry: Entry
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    person: Person | None = None
    membership: Membership | None = None
    seat: Seat | None = None
    kind: str = ""
    ends_on: date | None = None
    differences: tuple[tuple[str, str], ...] = ()
    fills_email: bool = False
    agrees: tuple[ConsentPurpose, ...] = ()
    agreed_before: bool = False


@dataclass(frozen=True)
class Plan:
    """All lines of a list; `token` stands for exactly this preview."""

    lines: tuple[Planned, ...]
    token: str

    def of(self, outcome: Outcome) -> list[Planned]:
        """Return the lines of one outcome."""
        return [line for line in self.lines if line.outcome == outcome]


@dataclass
class _Known:
    """What stands in the tables, and what earlier lines of the list take."""

    people: dict[int, Person]
    by_email: dict[str, list[Person]]
    by_name: dict[tuple[str, ...], list[Person]]
    held: dict[int, list[Membership]]
    seats: dict[tuple[str, int], list[Seat]]
    taken: dict[int, list[tuple[date | None, date | None]]]
    chairs: list[tuple[int | None, date | None, date | None]]
    declared: Declared
    named: set[tuple[object, ...]] = field(default_factory=set)


def plan(organization: Organization, entries: Sequence[Entry], *, actor: User, on: date) -> Plan:
    """Return what entering `entries` on day `on` would do. Five queries, however long the list."""
    known = _known(organization, actor)
    lines = tuple(_line(known, entry, on) for entry in entries)
    return Plan(lines, _token(organization, lines))


def _known(organization: Organization, actor: User) -> _Known:
    people = {p.pk: p for p in Person.objects.visible_to(actor).filter(body=organization.body_id)}
    by_email, by_name = defaultdict(list), defaultdict(list)
    for person in people.values():
        by_name[words_of(person.name)].append(person)
        if person.email:
            by_email[person.email.casefold()].append(person)
    held, taken = defaultdict(list), defaultdict(list)
    chairs = []
    rows = Membership.objects.alive().filter(organization=organization)
    for row in rows.select_related("seat", "person").order_by("pk"):
        if row.person_id is not None:
            held[row.person_id].append(row)
        if row.seat_id is not None:
            taken[row.seat_id].append((row.starts_on, row.ends_on))
        if row.role == Role.CHAIR:
            chairs.append((row.person_id, row.starts_on, row.ends_on))
    seats = defaultdict(list)
    for seat in Seat.objects.filter(organization=organization).order_by("pk"):
        seats[(seat.kind, seat.number)].append(seat)
    here = Consent.objects.filter(person__body=organization.body_id)
    return _Known(people, by_email, by_name, held, seats, taken, chairs, declared(here))


def _line(known: _Known, entry: Entry, on: date) -> Planned:
    ends_on = entry.last_day + ONE_DAY if entry.last_day else None
    if entry.problems:
        return Planned(entry, Outcome.REFUSED, entry.problems)
    if entry.starts_on and ends_on and ends_on <= entry.starts_on:
        return Planned(entry, Outcome.REFUSED, (_("The last day comes before the first."),))
    person, problem = _person(known, entry)
    key = (words_of(entry.name), entry.email.casefold())
    if key in known.named:
        problem = problem or _("The same person stands in an earlier line.")
    held = known.declared.held.get(person.pk, {}) if person else {}
    agrees = tuple(purpose for purpose in entry.consents if purpose not in held)
    problem = problem or _day_problem(known, entry, person, agrees, on)
    if problem:
        return Planned(entry, Outcome.REFUSED, (problem,), person)
    known.named.add(key)
    planned = Planned(
        entry,
        Outcome.NEW,
        person=person,
        ends_on=ends_on,
        agrees=agrees,
        agreed_before=bool(held),
    )
    rows = known.held.get(person.pk, []) if person else []
    same_time = [row for row in rows if _meet(_span(row), (entry.starts_on or on, ends_on))]
    if len(same_time) > 1:
        return replace(
            planned,
            outcome=Outcome.REFUSED,
            reasons=(_("Two memberships in that time; change them by hand."),),
        )
    if same_time:
        return _change(known, planned, same_time[0])
    return _add(known, planned, on)


def _day_problem(
    known: _Known, entry: Entry, person: Person | None, agrees: Iterable[ConsentPurpose], on: date
) -> str:
    """Return why a line cannot have been signed on its day; empty where it can."""
    try:
        for purpose in agrees:
            last = known.declared.ended.get((person.pk, purpose)) if person else None
            day_given(purpose, entry.declared_on, withdrawn_on=last, today=on)
    except (DayNotPossible, OutOfOrder) as refusal:
        return str(refusal)
    return ""


def _person(known: _Known, entry: Entry) -> tuple[Person | None, str]:
    """Return whom a line means, None for a new person, and why it cannot be told."""
    words = words_of(entry.name)
    if entry.email:
        holders = known.by_email.get(entry.email.casefold(), [])
        if len(holders) > 1:
            return None, _("Several people have this address; merge or correct them first.")
        if holders:
            fits = set(words) & set(words_of(holders[0].name))
            wrong = _("The address belongs to “%(name)s”.") % {"name": holders[0].name}
            return holders[0], "" if fits else wrong
    alike = known.by_name.get(words, [])
    if entry.email:
        alike = [person for person in alike if not person.email]
    inside = [person for person in alike if person.pk in known.held]
    chosen = inside or alike
    if len(chosen) > 1:
        return None, _("Several people have this name; add the e-mail address.")
    return (chosen[0], "") if chosen else (None, "")


def _add(known: _Known, planned: Planned, on: date) -> Planned:
    entry = planned.entry
    kind = entry.kind or MembershipKind.MEMBER
    span = (entry.starts_on, planned.ends_on)
    seat, problem = _seat(known, entry, kind, span, on)
    if entry.role == Role.CHAIR and not problem:
        problem = _chair(known, planned, span)
    if problem:
        return replace(planned, outcome=Outcome.REFUSED, reasons=(problem,))
    if seat is not None:
        known.taken[seat.pk].append(span)
    fills = bool(planned.person and entry.email and not planned.person.email)
    return replace(planned, seat=seat, kind=str(kind.value), fills_email=fills)


def _seat(
    known: _Known,
    entry: Entry,
    kind: MembershipKind,
    span: tuple[date | None, date | None],
    on: date,
) -> tuple[Seat | None, str]:
    if entry.seat is None:
        return None, ""
    day = entry.starts_on or on
    number = {"number": entry.seat, "kind": kind.label}
    found = [s for s in known.seats.get((kind.value, entry.seat), []) if s.holds_on(day)]
    if not found:
        return None, _("There is no seat %(number)s for “%(kind)s” on that day.") % number
    if len(found) > 1:
        return None, _("Seat %(number)s exists in two terms; enter this line by hand.") % number
    [seat] = found
    if seat.holder != SeatHolder.PERSON:
        return None, _("Seat %(number)s is for an organisation.") % number
    if any(_meet(span, other) for other in known.taken.get(seat.pk, [])):
        return None, _("Seat %(number)s has a holder in that time.") % number
    return seat, ""


def _chair(known: _Known, planned: Planned, span: tuple[date | None, date | None]) -> str:
    holder = planned.person.pk if planned.person else None
    for person, begin, end in known.chairs:
        if (person is None or person != holder) and _meet(span, (begin, end)):
            return _("The body has a chair in that time.")
    known.chairs.append((holder, *span))
    return ""


def _change(known: _Known, planned: Planned, row: Membership) -> Planned:
    entry = planned.entry
    found: list[tuple[str, str]] = []
    problem = ""
    if entry.seat is not None and (row.seat is None or row.seat.number != entry.seat):
        problem = _("The person holds another place; end that membership first.")
    kind = entry.kind.value if entry.kind and not entry.role else row.kind
    if kind != row.kind:
        found.append(("kind", MembershipKind(kind).value))
        problem = problem or (_("Who holds this seat keeps its kind.") if row.seat else "")
    if entry.role is not None and entry.role != row.role:
        found.append(("role", entry.role.value))
        if entry.role == Role.CHAIR:
            problem = problem or _chair(known, planned, _span(row))
    if entry.starts_on and entry.starts_on != row.starts_on:
        found.append(("starts_on", entry.starts_on.isoformat()))
    if planned.ends_on and planned.ends_on != row.ends_on:
        found.append(("last_day", str(entry.last_day)))
    fills = bool(planned.person and entry.email and not planned.person.email)
    if fills:
        found.append(("email", entry.email))
    found += [("agrees", purpose.value) for purpose in planned.agrees]
    outcome = Outcome.REFUSED if problem else Outcome.CHANGED if found else Outcome.SAME
    return replace(
        planned,
        outcome=outcome,
        reasons=(problem,) if problem else (),
        membership=row,
        kind=kind,
        differences=tuple(found),
        fills_email=fills,
    )


def _span(row: Membership) -> tuple[date | None, date | None]:
    return row.starts_on, row.ends_on


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Tell whether two half-open periods have a day in common."""
    (begin, end), (start, stop) = one, other
    return (end is None or start is None or start < end) and (
        stop is None or begin is None or begin < stop
    )


def _token(organization: Organization, lines: Iterable[Planned]) -> str:
    """Return what stands for a list and for what it meets: another preview, another token."""
    said = [str(organization.pk)]
    for line in lines:
        entry = line.entry
        keys = [getattr(row, "pk", None) for row in (line.person, line.membership, line.seat)]
        said.append(repr((entry, line.outcome.value, keys, line.differences)))
    return sha256("\n".join(said).encode()).hexdigest()
