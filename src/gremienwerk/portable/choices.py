"""Which archives are there, and what becomes of their rows?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """Whom an archive is for: who moves, or everybody."""

    WHOLE = "whole", _("with internal data")
    PUBLIC = "public", _("only what is public")


class Fate(models.TextChoices):
    """What an import does with a row."""

    MADE = "made", _("made")
    HERE = "here", _("was here already and stays as it is")
    FILLED = "filled", _("was a mere name here and became the body")
    HELD_BACK = "held_back", _("left out: it belongs to what was here, and differs")
