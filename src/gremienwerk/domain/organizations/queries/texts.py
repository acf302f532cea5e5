"""In which languages is each text of a body there, how good, and what is being written?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings

from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import Organization, OrganizationAlias, Seat
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


def lint_facts(organizations: Iterable[Organization], today: date) -> dict[int, Facts]:
    """Return what the data say of each body, for the editorial check. Three queries."""
    bodies = list(organizations)
    names, proper = _names()
    counted: dict[int, dict[str, int]] = {body.pk: {} for body in bodies}
    seats = Seat.objects.on(today).filter(organization__in=bodies)
    for organization_id, kind in seats.values_list("organization_id", "kind"):
        found = counted[organization_id]
        found[kind] = found.get(kind, 0) + 1
    return {
        body.pk: Facts(
            names={other: name for other, (pk, name) in names.items() if _may_differ(other, name)},
            numbers=_numbers(counted[body.pk]),
            proper=proper,
        )
        for body in bodies
    }


def _names() -> tuple[dict[str, tuple[int, str]], frozenset[str]]:
    """Return the further names of bodies with their one name, and all words of names."""
    aliases = OrganizationAlias.objects.select_related("organization").filter(
        organization__deleted_at=None
    )
    names = {
        alias.name: (
            alias.organization_id,
            alias.organization.short_name or alias.organization.name,
        )
        for alias in aliases
    }
    called = Organization.objects.alive().values_list("name", "short_name")
    texts = [text for pair in called for text in pair] + list(names)
    return names, frozenset(word.strip(".,()") for text in texts for word in text.split())


def _may_differ(other: str, name: str) -> bool:
    return other.casefold() not in name.casefold()


def _numbers(seats: dict[str, int]) -> dict[str, tuple[int, str]]:
    members, deputies = seats.get(MembershipKind.MEMBER, 0), seats.get(MembershipKind.DEPUTY, 0)
    found = {}
    if members:
        found |= dict.fromkeys(("mitglieder", "mitgliedern", "sitze"), (members, "{seats}"))
    if deputies:
        words = ("stellvertretungen", "stellvertretenden", "stellvertreter")
        found |= dict.fromkeys(words, (deputies, "{deputy_seats}"))
    return found
