"""What of a council touches the office: which item or paper, why, who sees to it, until when?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.papers.models import Paper


class MarkQuerySet(models.QuerySet["Mark"]):
    """Marks by who may read them, and by meeting."""

    def public(self) -> Self:
        """Nothing, ever."""
        return self.none()

    def visible_to(self, actor: Actor) -> Self:
        """For office and auditor all; for others nothing."""
        return self.filter(reads_everything(actor))

    def at(self, meeting: Meeting) -> Self:
        """Return what comes up in a meeting: its items, and papers dealt with in it."""
        dealt = Paper.objects.filter(
            consultations__meeting=meeting, consultations__deleted_at=None
        ).values("pk")
        return self.filter(Q(agenda_item__meeting=meeting) | Q(paper__in=dealt))


class Mark(models.Model):
    """An agenda item or a paper (a request too) touches the office; never public.

    `reason` says why, `text` is what the office will say about it, part of the report.
    `due_on` is the day until which somebody sees to it. The row it stands on is stable: it
    survives every import, moved ids and the end of the object at its source included.
    """

    agenda_item = models.OneToOneField(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="mark"
    )
    paper = models.OneToOneField(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="mark"
    )
    reason = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=MarkState, default=MarkState.OPEN)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agenda_item__isnull=False, paper=None)
                | Q(agenda_item=None, paper__isnull=False),
                name="mark_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"mark #{self.pk}"
