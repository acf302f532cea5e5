"""Which object of a source became which row, and what does it name that nobody knows?"""

from typing import Self

from django.db import models

from gremienwerk.domain.mirror.choices import ObjectType
from gremienwerk.domain.mirror.models.source import MirrorSource


class MirrorObjectQuerySet(models.QuerySet["MirrorObject"]):
    """Objects by whether the source still has them."""

    def live(self) -> Self:
        """Everything that the source still has."""
        return self.filter(gone_at_source=None)


class MirrorObject(models.Model):
    """One object of a source and the row that it became.

    `row_id` is the key in the table of `object_type`; null where no row could be made (the
    system itself, a tombstone of something that was never seen). `digest` is the hash of its
    canonical JSON, the only sign of change. `parent` is the object that embeds it.
    `coercions` names what had to be bent to fit, as `field:code` joined by blanks.
    """

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="objects_seen")
    object_type = models.CharField(max_length=20, choices=ObjectType)
    url = models.CharField(max_length=1000)
    row_id = models.PositiveBigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=32)
    parent = models.CharField(max_length=1000, blank=True)
    coercions = models.TextField(blank=True)
    fetched_at = models.DateTimeField()
    gone_at_source = models.DateTimeField(null=True, blank=True)

    objects = MirrorObjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "url"], name="mirror_object_once_per_source")
        ]
        indexes = [models.Index(fields=["object_type", "row_id"], name="mirror_object_of_row")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.url}"


class UnresolvedReference(models.Model):
    """An address that an object names and that leads to nothing we know; asked for again."""

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="unresolved")
    object_type = models.CharField(max_length=20, choices=ObjectType)
    owner = models.CharField(max_length=1000)
    field = models.CharField(max_length=50)
    url = models.CharField(max_length=2000)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "owner", "field", "url"], name="unresolved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.field} {self.url}"
