"""Which accounts are there, in which offices, and how are they protected?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, Invitation, User
from gremienwerk.domain.people.models import Person

ON_A_PAGE = 50
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Listed:
    """One account as the list shows it."""

    user: User
    offices: Sequence[Appointment]
    person: Person | None
    has_second_factor: bool


def accounts(words: str, page: str, *, actor: User, on: date) -> tuple[Page[Any], list[Listed]]:
    """Return one page of the accounts that contain `words`, open ones first. Four queries."""
    owned = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    found = User.objects.exclude(email=SYSTEM_EMAIL).annotate(has_second_factor=Exists(owned))
    found = found.order_by("-is_active", "name", "pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    shown = Paginator(found, ON_A_PAGE).get_page(page)
    users: list[Any] = list(shown)  # each also knows `has_second_factor`
    offices = defaultdict(list)
    held = Appointment.objects.on(on).filter(user__in=users)
    for appointment in held.order_by("starts_on", "pk"):
        offices[appointment.user_id].append(appointment)
    people = Person.objects.visible_to(actor).filter(user__in=users)
    person_of = {person.user_id: person for person in people}
    listed = [
        Listed(user, offices[user.pk], person_of.get(user.pk), user.has_second_factor)
        for user in users
    ]
    return shown, listed


def waiting() -> list[Invitation]:
    """Return the invitations that nobody has answered, newest first. One query."""
    rows = Invitation.objects.unanswered().select_related("invited_by")
    return list(rows.order_by("-invited_at", "-pk")[:ON_A_PAGE])


def with_state(rows: Sequence[Invitation], *, at: datetime) -> list[tuple[Invitation, bool]]:
    """Return invitations with whether they still can be accepted."""
    return [(row, row.state(at=at) == "open") for row in rows]
