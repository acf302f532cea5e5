"""Accept an invitation: an account comes into being."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Appointed
from gremienwerk.domain.accounts.models import Appointment, Invitation, User
from gremienwerk.domain.accounts.offices import InvitationUnknown, check_open, digest
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class AccountOpened(Event):
    """Somebody accepted an invitation."""

    kind = "accounts.account_opened"
    user_id: int
    invitation_id: int


class NameMissing(Refusal):
    """The log says who acted."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The token of the link, and how the new account's owner is to be called."""

    token: str
    name: str
    language: str = ""


@transaction.atomic
def accept_invitation(acceptance: Acceptance, *, by: User, now: datetime) -> User:
    """Open the account of an invitation; whoever holds the link was reached at its address.

    `by` is the system: nobody is signed in yet. The new account acts from then on.
    Raises `NotAllowed`, `InvitationUnknown`, `InvitationUsed`, `InvitationRevoked`,
    `InvitationExpired`, `NameMissing`.
    """
    found = Invitation.objects.select_for_update().filter(token_digest=digest(acceptance.token))
    invitation = found.first()
    if invitation is None:
        raise InvitationUnknown(_("This link is not complete, or not one of ours."))
    require(by, Can.ACCEPT_INVITATION, invitation)
    check_open(invitation, at=now)
    if not acceptance.name.strip():
        raise NameMissing(_("Enter the name under which others know you."))
    user = User(email=invitation.email, name=acceptance.name.strip(), language=acceptance.language)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    publish(AccountOpened(user.pk, invitation.pk), by=user, at=now)
    if invitation.role:
        _take_office(user, invitation, now=now)
    return user


def _take_office(user: User, invitation: Invitation, *, now: datetime) -> None:
    appointment = Appointment.objects.create(
        user=user,
        role=OfficeRole(invitation.role),
        starts_on=timezone.localdate(now),
        appointed_by=invitation.invited_by,
        recorded_at=now,
    )
    publish(Appointed(appointment.pk, user.pk, invitation.role), by=invitation.invited_by, at=now)
