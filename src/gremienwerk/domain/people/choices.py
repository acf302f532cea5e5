"""Which words do people and their consents need?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentPurpose(models.TextChoices):
    """What a person agrees to, each on its own and each to be withdrawn on its own."""

    NAME = "name", _("name on public pages")
    FUNCTION = "function", _("function on public pages")
    AFFILIATION = "affiliation", _("own organisation on public pages")
    PHOTO = "photo", _("photo on public pages")
    CONTACT = "contact", _("official e-mail address on public pages")
    PARTICIPANT_LIST = "participant_list", _("participant list for the others")
    INVITATIONS = "invitations", _("invitations to later meetings")


class Likeness(models.TextChoices):
    """What speaks for two records being the same person."""

    EMAIL = "email", _("same e-mail address")
    NAME = "name", _("same name")
    INITIAL = "initial", _("same name, one of them with an initial")
    AFFILIATION = "affiliation", _("same organisation")
