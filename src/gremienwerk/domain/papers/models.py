"""Which papers are there, with which files, by whom?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.models.belonging import inside, within
from gremienwerk.domain.papers.choices import (
    OriginatorKind,
    PaperFileRole,
    PaperRelationKind,
    PaperType,
)
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import open_also, opened


class PaperQuerySet(RecordQuerySet["Paper"]):
    """Papers by who may know of them."""

    def public(self) -> Self:
        """Everything that was released; a draft does not exist for outsiders."""
        return self._released().alive()

    def visible_to(self, actor: Actor) -> Self:
        """Everything released, the drafts of their own bodies, for the office all."""
        public = Q(body__is_public=True, published_at__isnull=False)
        return self.alive().filter(public | reads_everything(actor) | opened(Paper, actor))

    def once_public(self) -> Self:
        """Tombstones of what the public could see: such an address says that it is gone."""
        return self._released().deleted()

    def _released(self) -> Self:
        return self.filter(body__is_public=True, published_at__isnull=False)


class Paper(Record):
    """OParl 1.1 Paper (3.12): a Drucksache, a Stellungnahme, a strategy paper.

    `date` is the day from which time limits count, not the day of the upload.
    `paper_type_label` keeps the word of a source as it came. `answer_due_on` is the day by
    which an answer is expected. `published_at` null: internal.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="papers")
    name = models.TextField()
    reference = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    paper_type = models.CharField(max_length=40, choices=PaperType, blank=True)
    paper_type_label = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    web = models.URLField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["body", "-date", "-id"], name="paper_by_date")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.reference}"


class PaperFile(models.Model):
    """One file of a paper; position counts from 0 within its role."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="file_links")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="paper_links")
    role = models.CharField(max_length=20, choices=PaperFileRole)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "file", "role"], name="paper_file_once"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(role=PaperFileRole.MAIN), name="paper_one_main_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.role} {self.file_id}"


class PaperRelation(models.Model):
    """One paper's relation to another."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=20, choices=PaperRelationKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "other", "kind"], name="paper_relation_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.kind} {self.other_id}"


class OriginatorQuerySet(models.QuerySet["Originator"]):
    """Originators by who may know of them."""

    def public(self) -> Self:
        """Organisations that are public, and people who are."""
        person = Person.objects.public().filter(pk=OuterRef("person"))
        organization = Organization.objects.public().filter(pk=OuterRef("organization"))
        return self.filter(Exists(person) | Exists(organization))


class Originator(models.Model):
    """Who submitted a paper, or under whose direction it was made."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="originators")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(
        max_length=30, choices=OriginatorKind, default=OriginatorKind.ORIGINATOR
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = OriginatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, organization__isnull=False)
                | Q(person__isnull=False, organization=None),
                name="originator_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} by {self.person_id or self.organization_id}"


class PaperLocation(models.Model):
    """A place that a paper is about."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="location_links")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="paper_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "location"], name="paper_location_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} at {self.location_id}"


def _papers_of_their_bodies(actor: Actor) -> Q:
    return Q(pk__in=Originator.objects.filter(_theirs(actor)).values("paper"))


def _files_of_these(actor: Actor) -> Q:
    papers = Originator.objects.filter(_theirs(actor)).values("paper")
    return Q(pk__in=PaperFile.objects.filter(paper__in=papers).values("file"))


def _theirs(actor: Actor) -> Q:
    return within("organization", inside(actor)) & Q(paper__deleted_at=None)


open_also(Paper, _papers_of_their_bodies)
open_also(File, _files_of_these)
