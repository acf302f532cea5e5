"""What is the content in other languages, and what is not published yet?

The text in the source language (German) is a column of its own row. Each further language is
a row here, so that a new language is data, not a migration.
"""

from hashlib import sha256
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from gremienwerk.foundation.texts.choices import DraftState, TextStatus

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


class TextDraft(models.Model):
    """What a field of a row shall read, written and not yet published.

    There is one per place; who comes second sees what the first wrote. `base_revision` is the
    `revision()` of the published text on which it was begun. `is_from_office`: the office wrote
    for a body that releases its own texts.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=50)
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    base_revision = models.CharField(max_length=16)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="text_drafts"
    )
    is_from_office = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=DraftState, default=DraftState.OPEN)
    note = models.TextField(blank=True, help_text="to whoever releases it")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "language"],
                name="text_draft_once_per_place",
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.content_type_id}/{self.object_id} {self.field} ({self.language})"

    @property
    def revision(self) -> str:
        """The revision of what is written here."""
        return revision(self.text)


class LintFinding(models.Model):
    """What the nightly look found in a text; written anew every night."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=50)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=16)
    passage = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    replaces = models.BooleanField(default=False)
    is_draft = models.BooleanField(default=False)
    found_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} in {self.content_type_id}/{self.object_id} {self.field}"


class LintAcceptance(models.Model):
    """Somebody decided that a finding may stay, and said why.

    `key` covers kind, passage and what the data say: if one changes, it is found again.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=50)
    key = models.CharField(max_length=16)
    kind = models.CharField(max_length=30)
    passage = models.TextField(blank=True)
    reason = models.TextField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "key"],
                name="lint_acceptance_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} accepted in {self.content_type_id}/{self.object_id} {self.field}"
