"""Does a text say the same twice, or two things that cannot both be true?"""

import re
from collections.abc import Iterator

from gremienwerk.foundation.lint.findings import Facts, Finding, Kind, sentences

SHORTEST = 2  # words: "Ja. Ja." is style

# How often something happens, in months, by the words for it.
RHYTHMS = (
    (0.25, r"wöchentlich|jede Woche|einmal (?:in der|pro) Woche"),
    (0.5, r"alle (?:zwei|2) Wochen|14-täglich|vierzehntäglich|zweiwöchentlich"),
    (1, r"monatlich|jeden Monat|einmal (?:im|pro) Monat|alle (?:vier|4) Wochen"),
    (2, r"alle (?:zwei|2) Monate|zweimonatlich|alle (?:acht|8) Wochen"),
    (3, r"quartalsweise|vierteljährlich|jedes Quartal|alle (?:drei|3) Monate|viermal im Jahr"),
    (6, r"halbjährlich|zweimal im Jahr|alle (?:sechs|6) Monate|jedes Halbjahr"),
    (12, r"(?<!halb)(?<!viertel)jährlich|einmal im Jahr|jedes Jahr"),
)
RHYTHM = re.compile(
    r"\b(?:rund |etwa |ungefähr |circa |ca\. )?(?:"
    + "|".join(f"(?P<r{n}>{words})" for n, (_months, words) in enumerate(RHYTHMS))
    + r")\b",
    re.IGNORECASE,
)


def doubled_sentences(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "Kommen Sie gern. Kommen Sie gern."; the second can go."""
    seen: set[str] = set()
    for start, end, sentence in sentences(text):
        plain = re.sub(r"\W+", " ", sentence).casefold().strip()
        if len(plain.split()) < SHORTEST or sentence.startswith("#"):
            continue
        if plain in seen:
            yield Finding(Kind.DOUBLED_SENTENCE, start, end, sentence, replaces=True)
        seen.add(plain)


def contradictions(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "trifft sich quartalsweise" beside "rund alle vier Wochen"."""
    first: str | None = None
    for found in RHYTHM.finditer(text):
        group = str(found.lastgroup)
        if first is None:
            first = group
        elif group != first:
            yield Finding(
                Kind.CONTRADICTION, found.start(), found.end(), found[0], "{rhythm}", replaces=True
            )
