"""How do organizations, people and memberships come over?

Privacy: telephone, e-mail, address and life of people are never read (importer rule 11).
"""

import re
from typing import Final

from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.mapped import Links, Mapped, stamps
from gremienwerk.domain.mirror.mapping.values import OURS, Reader
from gremienwerk.domain.organizations.choices import (
    Classification,
    MembershipKind,
    OrganizationType,
    Role,
    Sphere,
)
from gremienwerk.domain.organizations.models import VotingRight

TYPE_WORDS: Final = {
    "gremium": OrganizationType.BODY,
    "partei": OrganizationType.PARTY,
    "fraktion": OrganizationType.FACTION,
    "verwaltungsbereich": OrganizationType.DEPARTMENT,
    "dienststelle": OrganizationType.DEPARTMENT,
    "dienststellen": OrganizationType.DEPARTMENT,
    "externes gremium": OrganizationType.EXTERNAL,
    "institution": OrganizationType.INSTITUTION,
    "sonstiges": OrganizationType.OTHER,
}
CLASS_WORDS: Final = (
    ("ausschuss", Classification.COMMITTEE),
    ("ausschuß", Classification.COMMITTEE),
    ("beirat", Classification.ADVISORY_COUNCIL),
    ("arbeitsgruppe", Classification.WORKING_GROUP),
    ("arbeitskreis", Classification.WORKING_GROUP),
    ("runder tisch", Classification.ROUND_TABLE),
    ("netzwerk", Classification.NETWORK),
    ("bezirksverordnetenversammlung", Classification.DISTRICT_ASSEMBLY),
)
SPHERES: Final = {  # as our own server names them, in German
    "In der Verwaltung": Sphere.ADMINISTRATION,
    "Im politischen Raum": Sphere.POLITICS,
    "In der Zivilgesellschaft": Sphere.CIVIL_SOCIETY,
}
OUR_LINES: Final = (("purpose", "purpose", 500), ("contact_label", "contactName", 300))
OUR_TEXTS: Final = (
    *(("audience", "audience"), ("participation", "participation"), ("work", "work")),
    *(("history", "history"), ("legal_basis", "legalBasis")),
)
ADDRESSED: Final = re.compile(r"(Herrn?|Frau)\s+")
DEPUTY: Final = re.compile(r"\b(stellv|vertret|ersatz)", re.IGNORECASE)
CHAIR: Final = re.compile(r"vorsitz|vorsteher", re.IGNORECASE)
CLERK: Final = re.compile(r"schriftf|protokoll", re.IGNORECASE)


def organization(reader: Reader, _entry: Entry) -> Mapped:
    """Map a Gremium, a Fraktion, an office; it has a page of its own."""
    starts_on, ends_on = reader.period()
    label = reader.text("classification", 200)
    values = {
        "name": reader.text("name", 300),
        "short_name": reader.text("shortName", 200),
        "organization_type": _organization_type(reader),
        "classification": _classification(label),
        "classification_label": label,
        "website": reader.url("website"),
        "web": reader.url("web"),
        "is_listed": True,
        "sphere": _sphere(reader),
        **{column: reader.text(f"{OURS}{name}", most) for column, name, most in OUR_LINES},
        **{column: reader.lines(f"{OURS}{name}") for column, name in OUR_TEXTS},
        "contact_email": reader.email(f"{OURS}contactEmail"),
        "starts_on": starts_on,
        "ends_on": ends_on,
        **stamps(reader),
    }
    references = {
        "parent": reader.address("subOrganizationOf"),
        "location": reader.address("location"),
    }
    return Mapped(values, references)


def _sphere(reader: Reader) -> str:
    """Return the sphere that a keyword of our own server names."""
    words = reader.data.get("keyword")
    named = words if isinstance(words, list) else [words]
    return next((SPHERES[word] for word in named if isinstance(word, str) and word in SPHERES), "")


def _organization_type(reader: Reader) -> str:
    label = reader.text("organizationType", 200)
    if not label:
        return ""
    found = TYPE_WORDS.get(label.lower())
    if found is None:
        reader.note("organizationType", "unknown_word")
        return OrganizationType.OTHER
    return found


def _classification(label: str) -> str:
    lowered = label.lower()
    return next((found for word, found in CLASS_WORDS if word in lowered), "")


def person(reader: Reader, _entry: Entry) -> Mapped:
    """Map a person: name and form of address, nothing else."""
    name = reader.text("name", 300)
    if match := ADDRESSED.match(name):
        reader.note("name", "form_of_address")
        name = name[match.end() :]
    family, given = reader.text("familyName", 200), reader.text("givenName", 200)
    titles = reader.data.get("title")
    title = " ".join(t for t in titles if isinstance(t, str)) if isinstance(titles, list) else ""
    return Mapped(
        {
            "name": name or " ".join(filter(None, (given, family))),
            "family_name": family,
            "given_name": given,
            "form_of_address": reader.text("formOfAddress", 50),
            "title": title[:200] if isinstance(titles, list) else reader.text("title", 200),
            "affix": reader.text("affix", 200),
            "gender": reader.text("gender", 50),
            "web": reader.url("web"),
            **stamps(reader),
        }
    )


def membership(reader: Reader, entry: Entry) -> Mapped:
    """Map a membership; the right to vote holds as long as it."""
    starts_on, ends_on = reader.period()
    label = reader.text("role", 200)
    kind, role = _capacity(label)
    values = {
        "kind": kind,
        "role": role,
        "role_label": label,
        "votes_at_source": reader.flag("votingRight") if reader.has("votingRight") else None,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "web": reader.url("web"),
        **stamps(reader),
    }
    references = {
        "person": entry.parent,
        "organization": reader.address("organization"),
        "on_behalf_of": reader.address("onBehalfOf"),
    }
    votes = Links(VotingRight, "membership", None, {}, [])
    if reader.flag("votingRight"):
        votes.rows = [("", {"starts_on": starts_on, "ends_on": ends_on})]
    links = [votes] if reader.has("votingRight") else []
    return Mapped(values, references, ("person", "organization"), links)


def _capacity(label: str) -> tuple[str, str]:
    """Return kind and role that a source's word stands for, "" where it says neither."""
    is_deputy, is_chair = bool(DEPUTY.search(label)), bool(CHAIR.search(label))
    if is_chair:
        return MembershipKind.MEMBER, Role.DEPUTY_CHAIR if is_deputy else Role.CHAIR
    if CLERK.search(label):
        return "", Role.MINUTE_TAKER
    if is_deputy:
        return MembershipKind.DEPUTY, ""
    return (MembershipKind.MEMBER if "mitglied" in label.lower() else ""), ""
