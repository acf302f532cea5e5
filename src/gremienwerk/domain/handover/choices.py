"""Which kinds of things does a colleague leave behind?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What can be handed over."""

    OFFICE = "office", _("office")
    MEMBERSHIP = "membership", _("membership")
    CONTACT = "contact", _("contact of a body")
    DRAFT = "draft", _("draft of a text")
    NOTE = "note", _("note")
    MARK = "mark", _("what touches the office")
    ALARM = "alarm", _("alarm of a source")
