"""How does a text read in this language? One look-up for a whole page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, Translation

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is to be shown, with the language that it is really in."""

    text: str
    language: str
    is_stale: bool = False
    is_machine: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Texts:
    """The texts of some rows in one language; where none exists, the source is shown.

    Costs one query however many rows and nouns are asked for, none in the source language.
    """

    def __init__(self, rows: Iterable[Model], language: str) -> None:
        """Load the translations of `rows` into `language`."""
        self.language = language
        self._found: dict[Key, Translation] = {}
        asked: dict[int, set[int]] = defaultdict(set)
        rows = list(rows) if language != SOURCE_LANGUAGE else ()
        ContentType.objects.get_for_models(*{type(row) for row in rows})  # all in one query
        for row in rows:
            asked[_type(row)].add(row.pk)
        if not asked:
            return
        wanted = Q()
        for content_type, ids in asked.items():
            wanted |= Q(content_type=content_type, object_id__in=ids)
        for found in Translation.objects.published().filter(wanted, language=language):
            self._found[found.content_type_id, found.object_id, found.field] = found

    def of(self, row: Model, field: str) -> Wording:
        """Return `field` of `row` in the language of this object, else in the source language."""
        source: str = getattr(row, field)
        if self.language == SOURCE_LANGUAGE or not source:
            return Wording(source, SOURCE_LANGUAGE)
        found = self._found.get((_type(row), row.pk, field))
        if found is None:
            return Wording(source, SOURCE_LANGUAGE)
        return Wording(
            found.text, found.language, found.is_stale(source), found.status == "machine"
        )


def _type(row: Model) -> int:
    return ContentType.objects.get_for_model(row).pk
