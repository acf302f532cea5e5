"""Are these the words that the office uses, and does each say something exact?"""

import re
from collections.abc import Iterator

from gremienwerk.foundation.lint.findings import Facts, Finding, Kind, sentences, without_hidden

TERMS = {
    "Tagungsordnung": "Tagesordnung",
    "Tagungsordnungen": "Tagesordnungen",
    "Migrationshintergrund": "Migrationsgeschichte",
    "Flüchtlinge": "Geflüchtete",
    "Flüchtlingen": "Geflüchteten",
    "Asylbewerberheim": "Gemeinschaftsunterkunft",
}
COMMISSIONER = "für Partizipation und Integration"
# Titles, what stands in their place, and the year since which it does (PartIntG, PartMigG).
TITLES = (
    ("Ausländerbeauftragte", f"Beauftragte {COMMISSIONER}", 2010),
    ("Ausländerbeauftragter", f"Beauftragter {COMMISSIONER}", 2010),
    ("Ausländerbeauftragten", f"Beauftragten {COMMISSIONER}", 2010),
    ("Ausländerbeirat", f"Beirat {COMMISSIONER}", 2021),
    ("Integrationsbeauftragte", f"Beauftragte {COMMISSIONER}", 2021),
    ("Integrationsbeauftragten", f"Beauftragten {COMMISSIONER}", 2021),
    ("Integrationsbeirat", f"Beirat {COMMISSIONER}", 2021),
)
VAGUE = re.compile(
    r"\b(?:ab und zu|ab und an|hin und wieder|gelegentlich|von Zeit zu Zeit|mehr oder weniger oft|"
    r"in (?:un)?regelmäßigen Abständen|unregelmäßig|nach Lust und Laune|des Öfteren|öfters)\b",
    re.IGNORECASE,
)
AGEING = re.compile(
    r"\b(?:zurzeit|zur Zeit|derzeit|momentan|gegenwärtig|im Moment)\b", re.IGNORECASE
)
DATED = re.compile(r"\b(?:1|2)\d{3}\b|\bStand\b|\{[a-z_]+\}")


def wrong_terms(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "Tagungsordnung" where "Tagesordnung" is meant."""
    plain = without_hidden(text)
    for wrong, right in TERMS.items():
        for found in re.finditer(rf"\b{wrong}\b", plain):
            yield Finding(
                Kind.WRONG_TERM, found.start(), found.end(), found[0], right, replaces=True
            )


def outdated_titles(text: str, facts: Facts) -> Iterator[Finding]:
    """Find titles that the law no longer knows, such as "Ausländerbeauftragte"."""
    plain = without_hidden(text)
    for title, today, _since in TITLES:
        if title in facts.proper:
            continue
        for found in re.finditer(rf"\b{title}\b", plain):
            yield Finding(
                Kind.OUTDATED_TITLE, found.start(), found.end(), found[0], today, replaces=True
            )


def second_names(text: str, facts: Facts) -> Iterator[Finding]:
    """Find another name of a body: "Ehrenamtsstammtisch" for "Ehrenamtsrunde"."""
    plain = without_hidden(text)
    for other, name in facts.names.items():
        for found in re.finditer(rf"\b{re.escape(other)}\b", plain):
            yield Finding(
                Kind.SECOND_NAME, found.start(), found.end(), found[0], name, replaces=True
            )


def vague_rhythms(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "ab und zu": nobody can come by it."""
    for found in VAGUE.finditer(text):
        yield Finding(
            Kind.VAGUE_RHYTHM, found.start(), found.end(), found[0], "{rhythm}", replaces=True
        )


def ageing_words(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "zurzeit" in a sentence that names no date."""
    for start, _end, sentence in sentences(text):
        if DATED.search(sentence):
            continue
        for found in AGEING.finditer(sentence):
            begin = start + found.start()
            yield Finding(Kind.AGEING_WORD, begin, begin + len(found[0]), found[0])
