"""What is written and not published yet, and what does a text read at present?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from gremienwerk.foundation.texts.models import (
    SOURCE_LANGUAGE,
    LintAcceptance,
    TextDraft,
    Translation,
    revision,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a row in a language."""

    field: str
    language: str = SOURCE_LANGUAGE

    @classmethod
    def of(cls, draft: TextDraft) -> Self:
        """Return the place of a draft."""
        return cls(draft.field, draft.language)


def drafts_of(row: Model) -> QuerySet[TextDraft]:
    """Return the drafts of a row, with their authors."""
    kind = ContentType.objects.get_for_model(row)
    found = TextDraft.objects.filter(content_type=kind, object_id=row.pk)
    return found.select_related("author").order_by("field", "language")


def published_text(row: Model, place: Place) -> str:
    """Return what stands there for readers; in another language drafts of machines count too."""
    if place.language == SOURCE_LANGUAGE:
        return str(getattr(row, place.field))
    found = Translation.objects.filter(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        field=place.field,
        language=place.language,
    )
    return found.values_list("text", flat=True).first() or ""


def current_text(row: Model, place: Place, draft: TextDraft | None) -> tuple[str, str]:
    """Return what an editor begins with, and its revision: the draft, else what is published."""
    text = draft.text if draft is not None else published_text(row, place)
    return text, revision(text)


def translations_of(row: Model) -> dict[Place, Translation]:
    """Return all that is translated of a row. One query."""
    kind = ContentType.objects.get_for_model(row)
    rows = Translation.objects.filter(content_type=kind, object_id=row.pk)
    return {Place(one.field, one.language): one for one in rows}


def accepted_keys(rows: Iterable[Model]) -> set[tuple[int, str, str]]:
    """Return (object id, field, key) of what was accepted in `rows` of one model. One query."""
    found = list(rows)
    if not found:
        return set()
    kind = ContentType.objects.get_for_model(found[0])
    accepted = LintAcceptance.objects.filter(
        content_type=kind, object_id__in=[row.pk for row in found]
    )
    return set(accepted.values_list("object_id", "field", "key"))
