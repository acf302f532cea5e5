"""Enter a list of members: all its good lines at once, or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.member_list import Entry
from gremienwerk.domain.organizations.models import (
    EnteredList,
    EnteredRow,
    Membership,
    Organization,
    VotingRight,
)
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.entering import Outcome, Plan, Planned, plan
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.commands.set_many_consents import Answer, set_many_consents
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second

BATCH = 500


@dataclass(frozen=True, slots=True)
class ListEntered(Event):
    """A list of members was entered; `changed` counts memberships that were there before."""

    kind = "organizations.list_entered"
    organization_id: int
    entered_id: int
    membership_ids: tuple[int, ...]
    person_ids: tuple[int, ...]
    changed: int


class EnteredAlready(Refusal):
    """A list is entered once, however often the button is pressed."""


class PreviewOutOfDate(Refusal):
    """Only what somebody has seen is entered."""


class NothingToEnter(Refusal):
    """A list without a new or changed line."""


@transaction.atomic
def enter_list(
    organization: Organization, entries: Sequence[Entry], *, token: str, by: User, now: datetime
) -> EnteredList:
    """Enter the lines of a preview, which `token` stands for; refused lines stay out.

    Consents that a line brings are given with its evidence; none is ever withdrawn by a list.
    Raises `NotAllowed`, `EnteredAlready`, `PreviewOutOfDate`, `NothingToEnter`.
    """
    row = locked(organization)
    require(by, Can.ADD_MEMBER, row)
    if EnteredList.objects.filter(token=token, undone_at=None).exists():
        raise EnteredAlready(_("This list was entered already; nothing was done a second time."))
    planned = plan(row, entries, actor=by, on=timezone.localtime(now).date())
    if planned.token != token:
        raise PreviewOutOfDate(
            _("Something has changed since this preview. Look at the new one, then enter it.")
        )
    new, changed = planned.of(Outcome.NEW), planned.of(Outcome.CHANGED)
    if not (new or changed):
        raise NothingToEnter(_("No line of this list changes anything."))
    if any(line.person is None for line in new):
        require(by, CanPeople.ADD, row.body)
    entered = EnteredList.objects.create(
        organization=row, token=token, recorded_at=now, recorded_by=by
    )
    people = _add_people(row, new, now)
    memberships = _add_memberships(row, new, people, now)
    _keep(entered, new, people, memberships)
    _finish(entered, planned, memberships, by, now)
    _agree(entered, [*zip(new, people, strict=True), *_known(changed)], by, now)
    event = ListEntered(
        organization_id=row.pk,
        entered_id=entered.pk,
        membership_ids=tuple(m.pk for m in memberships),
        person_ids=tuple(p.pk for p, line in zip(people, new, strict=True) if not line.person),
        changed=len(changed),
    )
    publish(event, by=by, at=now)
    return entered


def _add_people(row: Organization, new: Sequence[Planned], now: datetime) -> list[Person]:
    """Return the people of the new lines, those among them added who have no record."""
    moment = whole_second(now)
    fresh = {
        line.entry.number: Person(
            body_id=row.body_id,
            name=line.entry.name,
            given_name=line.entry.given_name,
            family_name=line.entry.family_name,
            email=line.entry.email,
            affiliation=line.entry.affiliation,
            created_at=moment,
            modified_at=moment,
        )
        for line in new
        if line.person is None
    }
    Person.objects.bulk_create(fresh.values(), batch_size=BATCH)
    return [line.person or fresh[line.entry.number] for line in new]


def _add_memberships(
    row: Organization, new: Sequence[Planned], people: Sequence[Person], now: datetime
) -> list[Membership]:
    moment = whole_second(now)
    memberships = Membership.objects.bulk_create(
        (
            Membership(
                organization=row,
                person=person,
                kind=line.kind,
                seat=line.seat,
                starts_on=line.entry.starts_on,
                ends_on=line.ends_on,
                created_at=moment,
                modified_at=moment,
            )
            for line, person in zip(new, people, strict=True)
        ),
        batch_size=BATCH,
    )
    VotingRight.objects.bulk_create(
        VotingRight(membership=one, starts_on=one.starts_on, ends_on=one.ends_on)
        for one in memberships
        if one.seat_id is not None and one.kind == MembershipKind.MEMBER
    )
    return memberships


def _keep(
    entered: EnteredList,
    new: Sequence[Planned],
    people: Sequence[Person],
    memberships: Sequence[Membership],
) -> None:
    EnteredRow.objects.bulk_create(
        (
            EnteredRow(
                entered=entered,
                membership=membership,
                person=person,
                is_new_person=line.person is None,
                has_new_email=line.fills_email,
            )
            for line, person, membership in zip(new, people, memberships, strict=True)
        ),
        batch_size=BATCH,
    )


def _finish(
    entered: EnteredList,
    planned: Plan,
    memberships: Sequence[Membership],
    by: User,
    now: datetime,
) -> None:
    """Change the memberships that were there, then give roles and addresses."""
    for line, membership in zip(planned.of(Outcome.NEW), memberships, strict=True):
        if line.entry.role is not None:
            appoint(membership, line.entry.role, by=by, now=now)
        if line.fills_email and line.person is not None:
            edit_person(line.person, {"email": line.entry.email}, by=by, now=now)
    for line in planned.of(Outcome.CHANGED):
        _change(entered, line, by, now)


def _change(entered: EnteredList, line: Planned, by: User, now: datetime) -> None:
    entry, row, person = line.entry, line.membership, line.person
    if row is None or person is None:
        return
    EnteredRow.objects.create(
        entered=entered,
        membership=row,
        person=person,
        has_new_email=line.fills_email,
        before={
            "kind": row.kind,
            "role": row.role,
            "starts_on": row.starts_on and row.starts_on.isoformat(),
            "ends_on": row.ends_on and row.ends_on.isoformat(),
        },
    )
    facts = MembershipFacts(
        kind=line.kind,
        starts_on=entry.starts_on or row.starts_on,
        ends_on=line.ends_on or row.ends_on,
        role_label=row.role_label,
        on_behalf_of=row.on_behalf_of,
        role=entry.role,
    )
    change_membership(row, facts, by=by, now=now)
    if line.fills_email:
        edit_person(person, {"email": entry.email}, by=by, now=now)


def _known(changed: Sequence[Planned]) -> list[tuple[Planned, Person]]:
    return [(line, line.person) for line in changed if line.person is not None]


def _agree(
    entered: EnteredList, lines: Sequence[tuple[Planned, Person]], by: User, now: datetime
) -> None:
    """Give the consents of all lines, and keep which they are, so that they can go again."""
    answers = [
        Answer(
            person,
            frozenset(line.agrees),
            evidence=line.entry.evidence,
            declared_on=line.entry.declared_on,
        )
        for line, person in lines
        if line.agrees
    ]
    if not answers:
        return
    given: dict[int, list[int]] = defaultdict(list)
    for consent in set_many_consents(answers, by=by, now=now):
        given[consent.person_id].append(consent.pk)
    rows = [row for row in entered.rows.all() if row.person_id in given]
    for row in rows:
        row.consents = given[row.person_id]
    EnteredRow.objects.bulk_update(rows, ["consents"], batch_size=BATCH)
