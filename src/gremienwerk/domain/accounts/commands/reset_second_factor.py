"""Help somebody who lost the second factor: take it away, so that a new one can be added."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.outbox.post import Draft, post


@dataclass(frozen=True, slots=True)
class SecondFactorReset(Event):
    """The second factors of an account were taken away."""

    kind = "accounts.second_factor_reset"
    user_id: int
    number: int


class NoSecondFactor(Refusal):
    """There is nothing to take away."""


@transaction.atomic
def reset_second_factor(user: User, *, by: User, now: datetime) -> None:
    """Take away the second factors of `user`, end all sessions and tell the owner by letter.

    Raises `NotAllowed`, `NoSecondFactor`.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    require(by, Can.RESET_SECOND_FACTOR, row)
    number = Authenticator.objects.filter(user=row).delete()[0]
    if not number:
        raise NoSecondFactor(_("This account has no second factor."))
    for session in UserSession.objects.filter(user=row):
        session.end()
    event = SecondFactorReset(row.pk, number)
    publish(event, by=by, at=now)
    text = _(
        "The office took away the second factor of your account. Sign in with your e-mail "
        "address and add a new one. If you did not ask for this, tell the office at once."
    )
    key = f"accounts/second-factor-reset/{row.pk}/{now.isoformat()}"
    post(Draft(key, row.email, _("Your second factor was taken away"), text), now=now)
