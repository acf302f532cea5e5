"""Hand over: what a colleague looks after goes to another one, in one act."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.commands.end_appointment import end_appointment
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.handover.choices import Kind
from gremienwerk.domain.handover.policy import Can
from gremienwerk.domain.handover.queries import Belonging, belongings
from gremienwerk.domain.organizations.choices import EndReason
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    """Things of one account are another's; what was ended is counted too."""

    kind = "handover.handed_over"
    user_id: int
    successor_id: int
    last_day: str
    kinds: tuple[str, ...]
    organization_ids: tuple[int, ...]


class NotToBeHandedOver(Refusal):
    """Somebody else, who works here, takes over what is there."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What goes to whom; `last_day` is the last day of the one who leaves."""

    successor: User
    last_day: date
    keys: Collection[str]


@transaction.atomic
def hand_over(leaving: User, handing: Handing, *, by: User, now: datetime) -> int:
    """Give what `handing` names to its successor; return how many things.

    An elected mandate is personal: it ends, and its seat is vacant.
    Raises `NotAllowed`, `NotToBeHandedOver`, and what ending and appointing raise.
    """
    row = User.objects.select_for_update().get(pk=leaving.pk)
    require(by, Can.HAND_OVER, row)
    today = timezone.localtime(now).date()
    held = {one.key: one for one in belongings(row, on=today)}
    _check(row, handing, held, today)
    chosen = [held[key] for key in sorted(handing.keys)]
    organizations: set[int] = set()
    for one in chosen:
        organizations |= _give(one, handing, by, now)
    event = HandedOver(
        user_id=row.pk,
        successor_id=handing.successor.pk,
        last_day=handing.last_day.isoformat(),
        kinds=tuple(one.kind.value for one in chosen),
        organization_ids=tuple(sorted(organizations)),
    )
    publish(event, by=by, at=now)
    return len(chosen)


def _check(row: User, handing: Handing, held: dict[str, Belonging], today: date) -> None:
    if handing.successor.pk == row.pk or not handing.successor.is_active:
        raise NotToBeHandedOver(_("Choose somebody else whose account is open."))
    if not handing.keys:
        raise NotToBeHandedOver(_("Choose what is handed over."))
    if set(handing.keys) - set(held):
        raise NotToBeHandedOver(
            _("Some of this was handed over or ended meanwhile. Look at the list again.")
        )
    if handing.last_day < today - timedelta(days=1):
        raise NotToBeHandedOver(_("The last day cannot lie before yesterday: rights were used."))


def _give(one: Belonging, handing: Handing, by: User, now: datetime) -> set[int]:
    """Give one thing; return the bodies that it touches."""
    row: Any = apps.get_model(one.model)._default_manager.get(pk=one.pk)  # noqa: SLF001
    if one.kind == Kind.OFFICE:
        _give_office(row, handing, by, now)
        return set()
    if one.kind == Kind.MEMBERSHIP:
        _give_membership(row, handing, by, now, is_personal=one.is_personal)
        return {row.organization_id}
    if one.kind == Kind.CONTACT:
        _give_contact(row, handing.successor, by, now)
        return {row.pk}
    _give_row(row, one.field, handing, by, now)
    return set()


def _give_office(row: Appointment, handing: Handing, by: User, now: datetime) -> None:
    next_day = handing.last_day + timedelta(days=1)
    role = OfficeRole(row.role)
    held = Appointment.objects.filter(user=handing.successor, role=row.role)
    if not held.exclude(ends_on__lte=next_day).exists():
        starts_on = min(next_day, timezone.localtime(now).date())
        appoint(handing.successor, Office(role, starts_on), by=by, now=now)
    end_appointment(row, next_day, by=by, now=now)


def _give_membership(
    row: Membership, handing: Handing, by: User, now: datetime, *, is_personal: bool
) -> None:
    next_day = handing.last_day + timedelta(days=1)
    end_membership(row, next_day, reason=EndReason.OTHER, by=by, now=now)
    if is_personal:
        return
    person = Person.objects.filter(user=handing.successor).first()
    if person is None:
        raise NotToBeHandedOver(
            _("“%(name)s” has no record as a person; memberships need one.")
            % {"name": handing.successor.name}
        )
    draft = MemberDraft(
        holder=person,
        kind=row.kind,
        role_label=row.role_label,
        on_behalf_of=row.on_behalf_of,
        starts_on=next_day,
    )
    belongs = (
        Membership.objects.alive().on(next_day).filter(organization=row.organization, person=person)
    )
    if not belongs.exists():
        add_member(row.organization, draft, by=by, now=now)


def _give_contact(row: Organization, successor: User, by: User, now: datetime) -> None:
    """Let the body name the successor's address, and the successor where it named a person."""
    if row.contact_person_id is not None:
        row.contact_person = Person.objects.filter(user=successor).first()
    if row.contact_email:
        row.contact_email = successor.email
    names = ["contact_person", "contact_email"]
    record_changes(row, names, by=by, now=now)
    row.modified_at = whole_second(now)
    row.save(update_fields=[*names, "modified_at"])


def _give_row(row: Any, field: str, handing: Handing, by: User, now: datetime) -> None:  # noqa: ANN401 -- a row of any noun
    setattr(row, field, handing.successor)
    record_changes(row, [field], by=by, now=now)
    row.save(update_fields=[field])
