"""Invite somebody to open an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.domain.accounts.offices import checked_address, digest
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.outbox.post import Draft, post

PLACE = "/konto/einladung/"
DAYS = 7


@dataclass(frozen=True, slots=True)
class Invited(Event):
    """Somebody may open an account; the log knows no address."""

    kind = "accounts.invited"
    invitation_id: int
    role: str
    replaces: tuple[int, ...]


class HasAccount(Refusal):
    """An account is opened once."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom to invite to which office ("" for none), and whether a letter goes out."""

    email: str
    role: OfficeRole | None = None
    is_by_letter: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation with its link, which is told this once and kept nowhere."""

    invitation: Invitation
    url: str


@transaction.atomic
def invite(terms: Terms, *, by: User, now: datetime) -> Sent:
    """Invite an address for seven days; an older open invitation to it ends.

    Raises `NotAllowed`, `NotAnAddress`, `HasAccount`.
    """
    require(by, Can.INVITE, Invitation())
    email = checked_address(terms.email)
    if User.objects.filter(email__iexact=email).exists():
        raise HasAccount(_("There is an account with this address. Appoint it instead."))
    older = Invitation.objects.select_for_update().unanswered().filter(email=email)
    replaced = tuple(row.pk for row in older)
    Invitation.objects.filter(pk__in=replaced).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        role=terms.role or "",
        token_digest=digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    url = f"{settings.PUBLIC_ORIGIN}{PLACE}{token}/"
    if terms.is_by_letter:
        post(_letter(invitation, url), now=now)
    publish(Invited(invitation.pk, invitation.role, replaced), by=by, at=now)
    return Sent(invitation, url)


def _letter(invitation: Invitation, url: str) -> Draft:
    text = _(
        "You are invited to open an account.\n\n"
        "Open this link and confirm:\n%(url)s\n\n"
        "It works once, for %(days)s days and for this address only. "
        "If you did not expect it, do nothing."
    ) % {"url": url, "days": DAYS}
    key = f"accounts/invitation/{invitation.pk}"
    subject = _("Invitation: open your account")
    return Draft(key, invitation.email, subject, text, is_secret=True)
