"""How does the log learn what people do to their accounts? From the sign-in library's signals.

They are no signals of models: the library offers them as its only way to tell.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from gremienwerk.domain.accounts.choices import AccountChange
from gremienwerk.domain.accounts.commands.note_change import note_change
from gremienwerk.domain.accounts.models import User
from gremienwerk.surfaces.accounts.second_factor import FACTORS

TOLD = {
    AccountChange.SIGNED_IN: [account.user_logged_in],
    AccountChange.SIGN_IN_FAILED: [account.login_code_rejected, mfa.authentication_failed],
    AccountChange.EMAIL_CHANGED: [account.email_changed],
    AccountChange.PASSWORD_CHANGED: [account.password_set, account.password_changed],
    AccountChange.FACTOR_ADDED: [mfa.authenticator_added, mfa.authenticator_reset],
    AccountChange.FACTOR_REMOVED: [mfa.authenticator_removed],
}


def listen() -> None:
    """Connect each signal to the change that it tells of."""
    for change, signals in TOLD.items():
        for signal in signals:
            _tell(signal, change)
    mfa.authenticator_added.connect(_proved, dispatch_uid="account-proved")


def _proved(
    *,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_more: Any,  # noqa: ANN401 -- whatever else the signal tells
) -> None:
    """Who just used a new factor need not use it once more to see the recovery codes."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, method="mfa", reauthenticated=True)


def _tell(signal: Signal, change: AccountChange) -> None:
    def told(*, user: AbstractBaseUser, **_more: Any) -> None:  # noqa: ANN401
        if isinstance(user, User):
            note_change(user, change, by=user, now=timezone.now())

    signal.connect(told, weak=False, dispatch_uid=f"account-log-{change}-{id(signal)}")
