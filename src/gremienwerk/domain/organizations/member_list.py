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
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.naming import split_name
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
    "consents": ("Einwilligung", "Einwilligungen", "consent", "consents", "Zustimmung"),
    "evidence": ("Nachweis", "Beleg", "evidence", "Nachweis der Einwilligung"),
    "declared_on": (
        *("Unterschrieben am", "signed on", "Einwilligung vom", "Einwilligung am"),
        *("Datum der Einwilligung", "unterschrieben", "consent of", "erteilt am"),
    ),
}
REQUIRED: Final = ("name", "family_name")
# The order in which a list without a heading is read; its first columns are the ones needed.
PROPOSED: Final = (
    *("name", "role", "affiliation", "consents", "evidence"),
    *("email", "seat", "starts_on", "last_day", "declared_on"),
)
# What a cell of consents may say; the first of each is the word that we propose.
CONSENTS: Final = {
    ConsentPurpose.NAME: ("Name",),
    ConsentPurpose.FUNCTION: ("Beruf oder Amt", "Funktion", "function", "Beruf", "Amt"),
    ConsentPurpose.AFFILIATION: ("Organisation", "organization", "affiliation"),
    ConsentPurpose.PHOTO: ("Foto", "photo", "Bild"),
    ConsentPurpose.CONTACT: ("E-Mail", "email", "Kontakt", "contact"),
    ConsentPurpose.PARTICIPANT_LIST: ("Teilnahmeliste", "Liste", "list", "participant list"),
    ConsentPurpose.INVITATIONS: ("Einladungen", "Einladung", "invitations"),
}
NO_CONSENT: Final = "keine"  # the word that we propose for who agrees to nothing
NONE: Final = frozenset(
    {
        *("", "nein", NO_CONSENT, "kein", "keine einwilligung", "nicht", "no", "none"),
        *("stimmt nicht zu", "nicht zugestimmt", "nicht einverstanden", "lehnt ab", "abgelehnt"),
    }
)
# What stands in a cell of names by mistake, most of all a remark on the consent.
REMARK: Final = re.compile(r"[()\[\]{}]|\b(?:nein|keine?|nicht|ohne|lehnt)\b", re.IGNORECASE)
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
    """What one line says; what it leaves out is None or empty. `last_day` is inclusive.

    `declared_on` is the day on which the person agreed, None for today. `declines` says that it
    names no consent on purpose. `problems` keep a line out, `doubts` are sentences to look at
    before it is entered.
    """

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
    consents: tuple[ConsentPurpose, ...] = ()
    evidence: str = ""
    declared_on: date | None = None
    declines: bool = False
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForAll:
    """What holds for every line that says nothing of its own about consents, evidence, day."""

    consents: tuple[ConsentPurpose, ...] = ()
    evidence: str = ""
    declared_on: date | None = None


NOTHING_FOR_ALL: Final = ForAll()


def entry_of(
    line: Line, words: Mapping[str, MembershipKind | Role], for_all: ForAll = NOTHING_FOR_ALL
) -> Entry:
    """Return what a line means, with a sentence for each cell that means nothing."""
    if line.problem:
        return Entry(line.number, line.cells.get("name", ""), problems=(line.problem,))
    problems: list[str] = []
    cell = {key: "" if value == "-" else value for key, value in line.cells.items()}
    name, given, family = _name(cell, problems)
    what = words.get(plain(cell.get("role", "")))
    if cell.get("role") and what is None:
        problems.append(_("“%(word)s” is no role here.") % {"word": cell["role"]})
    consents, evidence = _consents(cell, for_all, problems)
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
        consents=consents,
        evidence=evidence,
        declared_on=_day(cell.get("declared_on", ""), problems) or for_all.declared_on,
        declines=bool(cell.get("consents")) and not consents,
        problems=tuple(problems),
        doubts=_doubts(name, cell.get("affiliation", "")),
    )


def _doubts(name: str, affiliation: str) -> tuple[str, ...]:
    """Return what looks as if it stood in the wrong column."""
    found = []
    if remark := REMARK.search(name):
        facts = {"word": remark[0], "none": NO_CONSENT}
        found.append(
            _(
                "“%(word)s” would become part of the name. Who agrees to nothing gets "
                "“%(none)s” in the column of consents."
            )
            % facts
        )
    if "@" in affiliation:
        found.append(_("The organisation looks like an e-mail address; it has its own column."))
    return tuple(found)


def _name(cell: Mapping[str, str], problems: list[str]) -> tuple[str, str, str]:
    """Return name, given and family name of a line."""
    given, family = cell.get("given_name", ""), cell.get("family_name", "")
    name = cell.get("name", "") or f"{given} {family}".strip()
    if not re.search(r"[^\W\d_]", name):
        problems.append(_("There is no name."))
    if not (given or family):
        given, family = split_name(name)
    return name, given, family


def _consents(
    cell: Mapping[str, str], for_all: ForAll, problems: list[str]
) -> tuple[tuple[ConsentPurpose, ...], str]:
    """Return what a line agrees to and how that is known (source: Art. 7 (1) DSGVO)."""
    evidence = cell.get("evidence", "").strip() or for_all.evidence.strip()
    if not cell.get("consents"):
        found = for_all.consents
    else:
        said = [word.strip() for word in re.split(r"[,;/+&]| und | and ", cell["consents"])]
        known = _consent_words()
        wrong = [word for word in said if plain(word) not in NONE and plain(word) not in known]
        if wrong:
            facts = {"word": wrong[0], "all": ", ".join(consent_words_proposed())}
            problems.append(_("“%(word)s” is no consent; there are: %(all)s.") % facts)
        meant = {known[plain(word)] for word in said if plain(word) in known}
        found = tuple(purpose for purpose in ConsentPurpose if purpose in meant)
    if found and not evidence:
        problems.append(_("It lacks how and where the consent was given."))
    return found, evidence


def _consent_words() -> dict[str, ConsentPurpose]:
    found = {plain(purpose.value): purpose for purpose in ConsentPurpose}
    found.update((plain(word), one) for one, words in CONSENTS.items() for word in words)
    return found


def consent_words_proposed() -> list[str]:
    """Return the words that a cell of consents may hold: one for each purpose, one for none."""
    return [*(words[0] for words in CONSENTS.values()), NO_CONSENT]


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
