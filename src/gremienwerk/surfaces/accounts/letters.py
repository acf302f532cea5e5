"""What do the letters about one's own account say? Plain words, and never a link to click.

Codes are typed in: a letter that teaches people to follow links teaches them to be caught.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _


def wording(prefix: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of the letter that the sign-in library calls `prefix`."""
    found = _codes(context).get(prefix) or _changes(context).get(prefix)
    return found or (_("Something changed on your account"), _end())


def _codes(context: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    code = context.get("code", "")
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    sign_in = _(
        "Your code to sign in:\n\n%(code)s\n\n"
        "It works for %(minutes)s minutes, in the browser in which you asked for it. "
        "If you did not ask for it, do nothing and tell it to nobody."
    ) % {"code": code, "minutes": minutes}
    confirm = _(
        "Enter this code to confirm that this is your e-mail address:\n\n%(code)s\n\n"
        "If you did not ask for it, do nothing."
    ) % {"code": code}
    return {
        "account/email/login_code": (_("Your code to sign in"), sign_in),
        "account/email/email_confirmation": (_("Confirm your e-mail address"), confirm),
        "account/email/email_confirmation_signup": (_("Confirm your e-mail address"), confirm),
    }


def _changes(context: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    moved = _("The e-mail address of your account is now %(email)s.") % {
        "email": context.get("to_email", "")
    }
    taken = _("Somebody tried to use this address for an account, but it belongs to yours.")
    password = _("The password of your account was set or changed.")
    sentences = {
        "account/email/email_changed": moved,
        "account/email/account_already_exists": taken,
        "account/email/password_set": password,
        "account/email/password_changed": password,
        "mfa/email/totp_activated": _("An authenticator app was added to your account."),
        "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
        "mfa/email/webauthn_added": _("A passkey was added to your account."),
        "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
        "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
        "socialaccount/email/account_connected": _(
            "Your account is now connected with the directory of the authority."
        ),
    }
    subject = _("Something changed on your account")
    return {prefix: (subject, f"{text}\n\n{_end()}") for prefix, text in sentences.items()}


def _end() -> str:
    return _("If this was not you, tell the office at once.")
