"""What is the content in other languages?

The text in the source language (German) is a column of its own row. Each further language is
a row here, so that a new language is data, not a migration.
"""

from hashlib import sha256
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

from gremienwerk.foundation.texts.choices import TextStatus

SOURCE_LANGUAGE = "de"


def revision(text: str) -> str:
    """Return the revision of a source text: 16 hex digits that change whenever it does.

    A digest needs no counter, so no way of writing the text can forget to raise it.
    """
    return sha256(text.encode()).hexdigest()[:16]


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Translations by whether readers may see them."""

    def published(self) -> Self:
        """Everything but drafts; what a machine made is shown, marked as such."""
        return self.exclude(status=TextStatus.DRAFT)


class Translation(models.Model):
    """One field of one row in one language.

    `source_revision` is the `revision()` of the text it was made from: if the source reads
    differently today, the translation is out of date.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=50)
    language = models.CharField(max_length=10)
    text = models.TextField()
    source_revision = models.CharField(max_length=16)
    status = models.CharField(max_length=20, choices=TextStatus, default=TextStatus.DRAFT)
    modified_at = models.DateTimeField()

    objects = TranslationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "language"],
                name="translation_once_per_field_and_language",
            ),
            models.CheckConstraint(
                condition=~models.Q(language=SOURCE_LANGUAGE),
                name="translation_is_not_the_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id} {self.field} ({self.language})"

    def is_stale(self, source: str) -> bool:
        """Test whether `source`, the text as it reads now, is not what was translated."""
        return self.source_revision != revision(source)
