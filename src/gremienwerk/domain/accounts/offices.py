"""What must be true of offices and invitations? Checks that several commands share."""

from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import Appointment, Invitation, User
from gremienwerk.foundation.errors import Refusal


class NotAnAddress(Refusal):
    """An account is known by an e-mail address."""


class LastAdministrator(Refusal):
    """Somebody must always be able to invite and appoint."""


class InvitationUnknown(Refusal):
    """The link is not one of ours."""


class InvitationUsed(Refusal):
    """An invitation is accepted once."""


class InvitationRevoked(Refusal):
    """The invitation was taken back."""


class InvitationExpired(Refusal):
    """The invitation was not accepted in time."""


def digest(token: str) -> str:
    """Return what is kept of a token: who reads it cannot accept."""
    return sha256(token.encode()).hexdigest()


def checked_address(text: str) -> str:
    """Return an e-mail address in the one spelling that accounts are known by.

    Raises `NotAnAddress`.
    """
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        message = _("“%(text)s” is no e-mail address.") % {"text": text.strip()}
        raise NotAnAddress(message) from None
    return address


def check_open(invitation: Invitation, *, at: datetime) -> None:
    """Raise what keeps an invitation from being accepted, if anything does.

    Raises `InvitationUsed`, `InvitationRevoked`, `InvitationExpired`.
    """
    match invitation.state(at=at):
        case "accepted":
            raise InvitationUsed(
                _("This invitation was accepted already. Sign in with your e-mail address.")
            )
        case "revoked":
            raise InvitationRevoked(_("This invitation was taken back. Ask the office about it."))
        case "expired":
            raise InvitationExpired(_("This invitation has expired. Ask the office for a new one."))


def check_somebody_administers(*, without: User, on: date) -> None:
    """Raise `LastAdministrator` unless somebody else administers without an end in sight.

    Locks the appointments and the accounts in question, so that two who give up at the same
    time queue up: the second sees what the first did.
    """
    held = (
        Appointment.objects.select_for_update(of=("self", "user"))
        .select_related("user")
        .filter(role=OfficeRole.OFFICE_ADMINISTRATOR)
        .order_by("pk")
    )
    lasting = [
        row
        for row in held
        if row.user_id != without.pk
        and row.user.is_active
        and row.ends_on is None
        and row.holds_on(on)
    ]
    if not lasting:
        raise LastAdministrator(
            _(
                "Nobody else would be left who administers accounts without an end date. "
                "Appoint another administrator first."
            )
        )
