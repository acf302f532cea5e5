"""Which offices may an account hold?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeRole(models.TextChoices):
    """What somebody is for the whole installation, by dated appointment."""

    OFFICE_ADMINISTRATOR = "office_administrator", _("office administrator")
    CLERK = "clerk", _("clerk")
    AUDITOR = "auditor", _("auditor")
