"""Which words stand in a list of members, and what do its cells mean?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.foundation.tables import Line

# Headings by what they mean; the first of each is the one we propose (content, German first).
COLUMNS: Final = {
    "seat": ("Sitz", "seat", "Nr", "Nummer", "Sitznummer"),
    "name": ("Name", "full name", "Vor- und Nachname", "Mitglied", "Person"),
    "role": ("Rolle", "role", "Funktion im Gremium", "Art"),
    "starts_on": ("von", "from", "seit", "Beginn", "ab", "since", "start"),
    "last_day": ("bis", "until", "Ende", "end", "letzter Tag"),
    "email": ("E-Mail", "email", "mail", "E-Mail-Adresse", "Mailadresse"),
    "affiliation": ("Organisation", "affiliation", "organization", "Einrichtung", "Träger"),
    "given_name": ("Vorname", "given name", "first name"),
    "family_name": ("Nachname", "family name", "last name", "Familienname"),
}
REQUIRED: Final = ("name", "family_name")
PROPOSED: Final = ("seat", "name", "role", "starts_on", "last_day", "email", "affiliation")
SHORT: Final[dict[str, MembershipKind | Role]] = {
    "vorsitzende": Role.CHAIR,
    "vorsitzender": Role.CHAIR,
    "stellvertretender vorsitz": Role.DEPUTY_CHAIR,
    "stellv vorsitz": Role.DEPUTY_CHAIR,
    "schriftführung": Role.MINUTE_TAKER,
    "stellv": MembershipKind.DEPUTY,
    "stellvertreter": MembershipKind.DEPUTY,
    "stellvertreterin": MembershipKind.DEPUTY,
    "stellvertretendes mitglied": MembershipKind.DEPUTY,
    "gast": MembershipKind.STANDING_GUEST,
}
DAY: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line says; what it leaves out is None or empty. `last_day` is inclusive."""

    number: int
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    affiliation: str = ""
    seat: int | None = None
    kind: MembershipKind | None = None
    role: Role | None = None
    starts_on: date | None = None
    last_day: date | None = None
    problems: tuple[str, ...] = ()


def entry_of(line: Line, words: Mapping[str, MembershipKind | Role]) -> Entry:
    """Return what a line means, with a sentence for each cell that means nothing."""
    if line.problem:
        return Entry(line.number, line.cells.get("name", ""), problems=(line.problem,))
    problems: list[str] = []
    cell = {key: "" if value == "-" else value for key, value in line.cells.items()}
    given, family = cell.get("given_name", ""), cell.get("family_name", "")
    name = cell.get("name", "") or f"{given} {family}".strip()
    if not re.search(r"[^\W\d_]", name):
        problems.append(_("There is no name."))
    what = words.get(plain(cell.get("role", "")))
    if cell.get("role") and what is None:
        problems.append(_("“%(word)s” is no role here.") % {"word": cell["role"]})
    return Entry(
        number=line.number,
        name=name,
        given_name=given,
        family_name=family,
        email=_email(cell.get("email", ""), problems),
        affiliation=cell.get("affiliation", "")[:300],
        seat=_number(cell.get("seat", ""), problems),
        kind=_kind_of(what),
        role=what if isinstance(what, Role) else None,
        starts_on=_day(cell.get("starts_on", ""), problems),
        last_day=_day(cell.get("last_day", ""), problems),
        problems=tuple(problems),
    )


def _kind_of(what: MembershipKind | Role | None) -> MembershipKind | None:
    if isinstance(what, Role):
        return MembershipKind.MEMBER if what in {Role.CHAIR, Role.DEPUTY_CHAIR} else None
    return what


def role_words() -> dict[str, MembershipKind | Role]:
    """Return every word for a kind or role that a list may use, in all our languages."""
    found: dict[str, MembershipKind | Role] = {}
    for language in ("en", "de"):
        with translation.override(language):
            for choice in (*MembershipKind, *Role):
                found[plain(str(choice.label))] = choice
                found[plain(choice.value)] = choice
    found.update((plain(word), choice) for word, choice in SHORT.items())
    return found


def plain(word: str) -> str:
    """Return a word without case, dots and double spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", word.casefold()).split())


def _email(cell: str, problems: list[str]) -> str:
    if cell:
        try:
            validate_email(cell)
        except ValidationError:
            problems.append(_("“%(value)s” is no e-mail address.") % {"value": cell})
    return cell


def _number(cell: str, problems: list[str]) -> int | None:
    if not cell:
        return None
    if cell.isascii() and cell.isdigit() and 0 < int(cell) <= 9999:  # noqa: PLR2004
        return int(cell)
    problems.append(_("“%(value)s” is no number of a seat.") % {"value": cell})
    return None


def _day(cell: str, problems: list[str]) -> date | None:
    if not cell:
        return None
    german = DAY.fullmatch(cell)
    try:
        if german:
            day, month, year = map(int, german.groups())
            return date(year, month, day)
        return date.fromisoformat(cell)
    except ValueError:
        problems.append(
            _("“%(value)s” is no day; write 24.11.2026 or 2026-11-24.") % {"value": cell}
        )
        return None
