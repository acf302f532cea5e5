"""Which words do Körperschaft and place need?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextName(models.TextChoices):
    """The texts of the installation that an office writes itself."""

    IMPRINT = "imprint", _("imprint")
    PRIVACY = "privacy", _("privacy notice")
    ACCESSIBILITY = "accessibility", _("accessibility statement")
    EASY_LANGUAGE = "easy_language", _("about the portal in easy language")
