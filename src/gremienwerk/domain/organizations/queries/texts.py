"""In which languages is each text of a body there, how good, and what is being written?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.standing import Seats, seats_of
from gremienwerk.foundation.lint.findings import Facts
from gremienwerk.foundation.texts.choices import TextStatus
from gremienwerk.foundation.texts.drafts import Place, drafts_of, translations_of
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, TextDraft, Translation

TEXT_FIELDS = ("purpose", "work", "audience", "participation", "history", "legal_basis")


class Freshness(StrEnum):
    """How good a text in a language is today."""

    CURRENT = "current"
    STALE = "stale"
    MACHINE = "machine"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TextCell:
    """A text in one language: what is published, how good, and the draft of it."""

    place: Place
    text: str
    freshness: Freshness
    draft: TextDraft | None = None

    @property
    def written(self) -> str:
        """What an editor begins with."""
        return self.draft.text if self.draft is not None else self.text


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in all languages; the source first."""

    field: str
    cells: Sequence[TextCell]

    def in_language(self, language: str) -> TextCell:
        """Return the cell of a language."""
        return next(cell for cell in self.cells if cell.place.language == language)


def languages() -> list[str]:
    """Return the languages that texts are kept in, the source first."""
    further = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    return [SOURCE_LANGUAGE, *further]


def text_rows(organization: Organization, fields: Sequence[str] = TEXT_FIELDS) -> list[TextRow]:
    """Return the texts of a body by field and language. Two queries."""
    translated = translations_of(organization)
    drafts = {Place.of(draft): draft for draft in drafts_of(organization)}
    rows = []
    for field in fields:
        source = str(getattr(organization, field))
        cells = [_cell(Place(field, code), source, translated, drafts) for code in languages()]
        rows.append(TextRow(field, cells))
    return rows


def _cell(
    place: Place,
    source: str,
    translated: dict[Place, Translation],
    drafts: dict[Place, TextDraft],
) -> TextCell:
    draft = drafts.get(place)
    if place.language == SOURCE_LANGUAGE:
        state = Freshness.CURRENT if source else Freshness.MISSING
        return TextCell(place, source, state, draft)
    found = translated.get(place)
    if found is None:
        return TextCell(place, "", Freshness.MISSING, draft)
    if found.is_stale(source):
        state = Freshness.STALE
    elif found.status == TextStatus.MACHINE:
        state = Freshness.MACHINE
    else:
        state = Freshness.CURRENT
    return TextCell(place, found.text, state, draft)


def lint_facts(organizations: Iterable[Organization]) -> dict[int, Facts]:
    """Return what the data say of bodies from `with_standing`, for the editorial check. One query.

    Names are those of all bodies: a text speaks of others too.
    """
    names, proper = _names()
    return {
        body.pk: Facts(names=names, numbers=_numbers(seats_of(body)), proper=proper)
        for body in organizations
    }


def _names() -> tuple[dict[str, str], frozenset[str]]:
    """Return further names of bodies with the one to be used, and all words of names."""
    rows = Organization.objects.alive().values_list("name", "short_name", "aliases__name")
    names, texts = {}, []
    for name, short_name, other in rows:
        texts += [name, short_name, other or ""]
        one = short_name or name
        if other and _may_differ(other, f"{name} {one}"):
            names[other] = one
    return names, frozenset(word.strip(".,()") for text in texts for word in text.split())


def _may_differ(other: str, name: str) -> bool:
    return other.casefold() not in name.casefold()


def _numbers(seats: Seats) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    if seats.members:
        words: tuple[str, ...] = ("mitglieder", "mitgliedern", "sitze", "sitzen")
        found |= dict.fromkeys(words, (seats.members, "{seats}"))
    if seats.deputies:
        words = ("stellvertretungen", "stellvertretenden", "stellvertreter")
        found |= dict.fromkeys(words, (seats.deputies, "{deputy_seats}"))
    return found
