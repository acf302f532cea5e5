"""Take a list of members back that was entered at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.models import (
    EnteredList,
    EnteredRow,
    Membership,
    VotingRight,
)
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ListTakenBack(Event):
    """A list of members was entered by mistake."""

    kind = "organizations.list_taken_back"
    organization_id: int
    entered_id: int
    membership_ids: tuple[int, ...]
    person_ids: tuple[int, ...]


class NotToBeTakenBack(Refusal):
    """A list is taken back once, and as long as nobody worked on with it."""


@transaction.atomic
def take_back_list(entered: EnteredList, *, by: User, now: datetime) -> EnteredList:
    """Undo what the list did: new memberships, people and consents go, changed ones are as before.

    A new person who belongs somewhere else meanwhile stays; a consent withdrawn since stays too.
    Raises `NotAllowed`, `NotToBeTakenBack`.
    """
    row = EnteredList.objects.select_for_update(of=("self",)).get(pk=entered.pk)
    require(by, Can.ADD_MEMBER, row.organization)
    if row.undone_at is not None:
        raise NotToBeTakenBack(_("This list was taken back already."))
    rows = row.rows.all()
    since = Q(modified_at__gt=whole_second(row.recorded_at)) | Q(deleted_at__isnull=False)
    touched = Membership.objects.filter(since, pk__in=rows.values("membership")).count()
    if touched:
        raise NotToBeTakenBack(
            _(
                "%(number)s of these memberships were changed since. Take back single lines "
                "in the list of members."
            )
            % {"number": touched}
        )
    agreed = [key for keys in rows.values_list("consents", flat=True) for key in keys]
    Consent.objects.valid().filter(pk__in=agreed).delete()  # nobody agreed: the list was wrong
    gone = _take_back_new(rows, now)
    for kept in rows.filter(before__isnull=False).select_related("membership"):
        _restore(kept, kept.before or {}, by=by, now=now)
    for filled in rows.filter(has_new_email=True).select_related("person"):
        edit_person(filled.person, {"email": ""}, by=by, now=now)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    event = ListTakenBack(
        organization_id=row.organization_id,
        entered_id=row.pk,
        membership_ids=gone,
        person_ids=_take_back_people(rows, now),
    )
    publish(event, by=by, at=now)
    return row


def _take_back_new(rows: QuerySet[EnteredRow], now: datetime) -> tuple[int, ...]:
    new = rows.filter(before__isnull=True).values("membership")
    keys = tuple(new.values_list("membership", flat=True))
    moment = whole_second(now)
    VotingRight.objects.filter(membership__in=new).delete()
    Membership.objects.filter(pk__in=new).update(
        seat=None, role="", deleted_at=moment, modified_at=moment
    )
    return keys


def _take_back_people(rows: QuerySet[EnteredRow], now: datetime) -> tuple[int, ...]:
    """Delete the new people whom nothing else holds."""
    elsewhere = Membership.objects.alive().exclude(person=None).values("person")
    agreed = Consent.objects.values("person")
    people = Person.objects.alive().filter(
        pk__in=rows.filter(is_new_person=True).values("person"), user=None
    )
    gone = people.exclude(pk__in=elsewhere).exclude(pk__in=agreed)
    keys = tuple(gone.values_list("pk", flat=True))
    moment = whole_second(now)
    gone.update(deleted_at=moment, modified_at=moment)
    return keys


def _restore(kept: EnteredRow, before: dict[str, str | None], *, by: User, now: datetime) -> None:
    membership = kept.membership
    begin, end = before["starts_on"], before["ends_on"]
    facts = MembershipFacts(
        kind=before["kind"] or "",
        starts_on=date.fromisoformat(begin) if begin else None,
        ends_on=date.fromisoformat(end) if end else None,
        role_label=membership.role_label,
        on_behalf_of=membership.on_behalf_of,
        role=before["role"],
    )
    change_membership(membership, facts, by=by, now=now)
