"""How often was something tried in the present span of time?"""

from django.db import models


class Count(models.Model):
    """Tries of one kind by one somebody, known by a digest only; the row serves all processes."""

    key = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.used}"
