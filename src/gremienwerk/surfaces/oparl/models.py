"""What does the world see of us through OParl, and since when?

A stored projection: each object as its JSON, replaced in the transaction that changes what it
shows. What is not in here has never been public.
"""

from typing import Self

from django.db import models

from gremienwerk.surfaces.oparl.choices import Kind


class PublishedObjectQuerySet(models.QuerySet["PublishedObject"]):
    """Objects by what a client may ask for."""

    def public(self) -> Self:
        """Everything: what is in this table is public, or a tombstone of what was."""
        return self.all()

    def live(self) -> Self:
        """Everything but tombstones."""
        return self.filter(deleted=False)


class PublishedObject(models.Model):
    """One object as it is given out; `object_id` is the key of the row that it shows.

    `json` is the object as it stands alone and in lists; in it the mark `addresses.ORIGIN`
    stands for the public origin. `brief` is the same for `omit_internal=true`, empty if that
    makes no difference. Moments are whole seconds. `modified` is the last change of `json`,
    `inner_modified` the last change of what is shown where the object is embedded, which is
    without its back references: one more meeting in the town hall does not change all others.
    The digests are of contents without moments.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    body_id = models.PositiveBigIntegerField()
    json = models.TextField()
    brief = models.TextField(blank=True)
    created = models.DateTimeField()
    modified = models.DateTimeField()
    inner_modified = models.DateTimeField()
    digest = models.CharField(max_length=32, blank=True)
    inner_digest = models.CharField(max_length=32, blank=True)
    deleted = models.BooleanField(default=False)

    objects = PublishedObjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="oparl_object_once")
        ]
        indexes = [
            models.Index(fields=["kind", "body_id", "object_id"], name="oparl_object_in_list"),
            models.Index(fields=["modified"], name="oparl_object_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.object_id}"


class ListEntry(models.Model):
    """An object's place in a list of an organization; a tombstone keeps it."""

    entry = models.ForeignKey(
        PublishedObject, on_delete=models.CASCADE, related_name="organizations"
    )
    organization_id = models.PositiveBigIntegerField()

    entries = models.Manager["ListEntry"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "entry"], name="oparl_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.organization_id}"
