"""What will the office report in a meeting of the council? One report per meeting."""

from typing import Self

from django.conf import settings
from django.db import models

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.meetings.models import Meeting


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by who may read them."""

    def public(self) -> Self:
        """Nothing, ever (N6.6)."""
        return self.none()

    def visible_to(self, actor: Actor) -> Self:
        """For office and auditor all; for others nothing."""
        return self.filter(reads_everything(actor))


class Report(models.Model):
    """The frame of the "Bericht aus dem Bezirksamt" for one meeting; never public (N6.6).

    The texts of the single items stand in their marks; `opening` goes before, `closing` after.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="report")
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"report for meeting #{self.meeting_id}"
