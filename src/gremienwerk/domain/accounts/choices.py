"""Which offices may an account hold?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeRole(models.TextChoices):
    """What somebody is for the whole installation, by dated appointment."""

    OFFICE_ADMINISTRATOR = "office_administrator", _("office administrator")
    CLERK = "clerk", _("clerk")
    AUDITOR = "auditor", _("auditor")


class AccountChange(models.TextChoices):
    """What somebody did to the own account; the log tells it, without addresses or secrets."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("wrong code or password")
    EMAIL_CHANGED = "email_changed", _("e-mail address changed")
    PASSWORD_CHANGED = "password_changed", _("password set or changed")
    FACTOR_ADDED = "factor_added", _("second factor added")
    FACTOR_REMOVED = "factor_removed", _("second factor removed")
    SESSIONS_ENDED = "sessions_ended", _("signed out everywhere")
