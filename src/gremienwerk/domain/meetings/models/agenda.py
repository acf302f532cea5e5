"""What is on the agenda, and through which bodies does a paper go?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import (
    AgendaFileRole,
    AgendaResult,
    ConsultationRole,
)
from gremienwerk.domain.meetings.models.meeting import Meeting
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import opened


class AgendaItemQuerySet(RecordQuerySet["AgendaItem"]):
    """Items of an agenda by who may read them; of a closed one the public knows the number."""

    def public(self) -> Self:
        """Open items of public meetings."""
        return self.alive().filter(is_public=True, meeting__in=Meeting.objects.public())

    def visible_to(self, actor: Actor) -> Self:
        """Open items of the meetings they see, closed ones of their own bodies; the office all."""
        plain = Q(is_public=True, meeting__in=Meeting.objects.visible_to(actor).values("pk"))
        alive = self.alive().filter(meeting__deleted_at=None)
        return alive.filter(plain | reads_everything(actor) | opened(AgendaItem, actor))


class AgendaItem(Record):
    """OParl 1.1 AgendaItem (3.11).

    `position` counts 0 to n-1 without gaps; `number` is free text in the same sequence
    ("Ö 5"). Of a closed item only number and released title are public. `result_label` keeps
    the word of a source as it came.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=100, blank=True)
    name = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    text = models.TextField(blank=True, help_text="what it is about, one or two sentences")
    result = models.CharField(max_length=20, choices=AgendaResult, blank=True)
    result_label = models.CharField(max_length=500, blank=True)
    resolution_text = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    web = models.URLField(max_length=500, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["meeting", "position"], name="agenda_in_order")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"


class AgendaItemFile(models.Model):
    """One file of an agenda item."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="file_links")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="agenda_links")
    role = models.CharField(max_length=20, choices=AgendaFileRole)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agenda_item", "file", "role"], name="agenda_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.agenda_item_id} {self.role} {self.file_id}"


class ConsultationQuerySet(RecordQuerySet["Consultation"]):
    """Consultations by who may know of them."""

    def public(self) -> Self:
        """Those of public papers; one in a closed meeting or item stays out."""
        paper = Paper.objects.public().filter(pk=OuterRef("paper"))
        closed = models.Q(agenda_item__isnull=False, agenda_item__is_public=False)
        meeting = Meeting.objects.public().filter(pk=OuterRef("meeting"))
        hidden = models.Q(meeting__isnull=False) & ~Exists(meeting)
        return self.alive().filter(Exists(paper)).exclude(closed).exclude(hidden)

    def visible_to(self, actor: Actor) -> Self:
        """Those whose paper, meeting and item they see, as far as these are known."""
        meeting = Q(meeting__in=Meeting.objects.visible_to(actor).values("pk"))
        item = Q(agenda_item__in=AgendaItem.objects.visible_to(actor).values("pk"))
        paper = Q(paper__in=Paper.objects.visible_to(actor).values("pk"))
        seen = (Q(meeting=None) | meeting) & (Q(agenda_item=None) | item)
        return self.alive().filter(paper & seen)


class Consultation(Record):
    """OParl 1.1 Consultation (3.13): one station of a paper (Beratungsfolge).

    Meeting and item are linked once they are known. `role_label` keeps the word of a source.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="consultations")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    organizations = models.ManyToManyField(
        Organization, through="ConsultationOrganization", related_name="consultations"
    )
    is_lead = models.BooleanField(default=False)
    role = models.CharField(max_length=20, choices=ConsultationRole, blank=True)
    role_label = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    web = models.URLField(max_length=500, blank=True)

    objects = ConsultationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk} {self.paper_id}"


class ConsultationOrganization(models.Model):
    """One organization that deals with a paper; position 0 leads."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="links")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="consultation_links"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organization"],
                name="consultation_names_organization_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.organization_id}"
