"""How good is a translation, and how far is a draft?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextStatus(models.TextChoices):
    """Who has looked at a translation."""

    MACHINE = "machine", _("made by a machine, unchecked")
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked by a person")


class DraftState(models.TextChoices):
    """How far a draft is."""

    OPEN = "open", _("being written")
    AWAITING_RELEASE = "awaiting_release", _("waits for release")
