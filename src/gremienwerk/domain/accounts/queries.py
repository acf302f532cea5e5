"""Who acts, and in which office?"""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User

_KEPT = "_offices"


def system_user() -> User:
    """Return the account in whose name commands on the machine and periodic jobs act.

    The first migration of accounts makes it; it can never sign in.
    """
    return User.objects.get(email=SYSTEM_EMAIL)


def offices_of(actor: User | AnonymousUser, *, on: date) -> frozenset[OfficeRole]:
    """Return which offices of the installation `actor` holds on day `on`. One query.

    Or no query, if a page remembered them for that day.
    """
    if not isinstance(actor, User) or not actor.is_active:
        return frozenset()
    day, kept = getattr(actor, _KEPT, (None, frozenset()))
    if day == on:
        return kept
    rows = Appointment.objects.on(on).filter(user=actor).values_list("role", flat=True)
    return frozenset(OfficeRole(role) for role in rows)


def remember_offices(actor: User, offices: frozenset[OfficeRole], *, on: date) -> None:
    """Keep what a page loaded: the offices of `actor` on day `on`, for all its questions.

    They are kept on this one object, which a page takes from its request and throws away.
    """
    setattr(actor, _KEPT, (on, offices))
