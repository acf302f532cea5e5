"""How far is what touches the office?"""

from django.db import models
from django.utils.translation import pgettext_lazy


class MarkState(models.TextChoices):
    """How far the office is with something that touches it."""

    OPEN = "open", pgettext_lazy("mark", "open")
    PREPARED = "prepared", pgettext_lazy("mark", "prepared")
    DONE = "done", pgettext_lazy("mark", "done")
