"""Which rows are due, kind by kind? Each removes them and counts what a hold keeps."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.privacy.commands.erase_person import ERASED_NAME, erase_person
from gremienwerk.domain.privacy.models import ListEntry, SpecialRecord
from gremienwerk.domain.privacy.queries.retention import held_people
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.outbox.models import Letter
from gremienwerk.foundation.periods import covering

Removed = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """One run over one kind: everything older than `before`; `is_held`: all of it stays."""

    before: date
    today: date
    is_held: bool
    by: User
    now: datetime


def letters(run: Run) -> Removed:
    """Remove letters that were sent, or given up, before that day."""
    due = Letter.objects.filter(queued_at__date__lt=run.before, next_attempt_at=None)
    return _remove(due, Letter.objects.none(), run)


def left_lists(run: Run) -> Removed:
    """Remove addresses that left a list before that day."""
    due = ListEntry.objects.filter(left_on__lt=run.before)
    return _remove(due, due.filter(person__in=held_people()), run)


def invitations(run: Run) -> Removed:
    """Remove invitations that were answered or ran out before that day."""
    ended = Q(expires_at__date__lt=run.before) | Q(revoked_at__date__lt=run.before)
    due = Invitation.objects.filter(ended | Q(accepted_at__date__lt=run.before))
    return _remove(due, Invitation.objects.none(), run)


def special_categories(run: Run) -> Removed:
    """Remove special categories whose own day came, or whose person sits nowhere any more."""
    held_since = Membership.objects.alive().filter(person=OuterRef("person"))
    recent = held_since.filter(Q(ends_on=None) | Q(ends_on__gt=run.before))
    over = ~Exists(recent) & Q(recorded_at__date__lt=run.before)
    due = SpecialRecord.objects.filter(Q(erase_on__lte=run.today) | over)
    return _remove(due, due.filter(person__in=held_people()), run)


def people(run: Run) -> Removed:
    """Anonymise own people who have had neither mandate nor consent since that day.

    An account keeps its person; what was erased was changed, so it is not due again.
    """
    mandates = Membership.objects.alive().filter(person=OuterRef("pk"))
    recent = mandates.filter(Q(ends_on=None) | Q(ends_on__gt=run.before))
    current = mandates.filter(covering(run.today))
    consents = Consent.objects.filter(person=OuterRef("pk"))
    agreed = consents.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=run.before))
    due = Person.objects.filter(
        ~Exists(recent) & ~Exists(current) & ~Exists(agreed),
        body__is_own=True,
        modified_at__date__lt=run.before,
        user=None,
    ).exclude(name=ERASED_NAME)
    found = list(due)
    if run.is_held:
        return 0, len(found)
    removed = 0
    for person in found:
        try:
            erase_person(person, by=run.by, now=run.now)
        except Refusal:
            continue
        removed += 1
    return removed, len(found) - removed


def _remove(due: QuerySet[Any], held: QuerySet[Any], run: Run) -> Removed:
    if run.is_held:
        return 0, due.count()
    keys = set(due.values_list("pk", flat=True))
    kept = set(held.values_list("pk", flat=True))
    due.model._base_manager.filter(pk__in=keys - kept).delete()  # noqa: SLF001 -- Django's name
    return len(keys - kept), len(kept)
