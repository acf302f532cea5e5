"""What do all rows that the world may know of have in common?

Three moments, after OParl 1.1 sections 2.8 and 3.3. Commands set them from their `now`;
nothing sets them by itself, so that an import can keep the moments of its source.
"""

from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound="Record")


def whole_second(moment: datetime | None = None) -> datetime:
    """Return `moment` (default: the present) in UTC without fractions of a second.

    OParl writes no fractions (2.4); a stored fraction would make `modified_until=<own
    value>` miss the object.
    """
    return (moment or timezone.now()).astimezone(UTC).replace(microsecond=0)


class RecordQuerySet(models.QuerySet[Row]):
    """Rows by whether they still exist."""

    def alive(self) -> Self:
        """Everything that was not deleted."""
        return self.filter(deleted_at=None)

    def deleted(self) -> Self:
        """Tombstones only."""
        return self.exclude(deleted_at=None)


class Record(models.Model):
    """A row with a beginning, a last change, and perhaps an end that leaves a tombstone."""

    created_at = models.DateTimeField(default=whole_second)
    modified_at = models.DateTimeField(default=whole_second)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager[Any]

    class Meta:
        abstract = True

    @property
    def is_deleted(self) -> bool:
        """Only the tombstone is left."""
        return self.deleted_at is not None
