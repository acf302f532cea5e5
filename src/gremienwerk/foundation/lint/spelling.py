"""Is every word spelt as a list knows it? Hints, for no list is complete."""

import re
from collections.abc import Iterator

from gremienwerk.foundation.lint.compounds import is_known, proposal_for
from gremienwerk.foundation.lint.findings import Facts, Finding, Kind, without_hidden

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:[*:_](?:innen|in)\b)?(?!\w*\d)")
GENDER = re.compile(r"[*:_](?:innen|in)$")
SHORTEST = 5


def misspelt(text: str, facts: Facts) -> Iterator[Finding]:
    """Find "Mitarbiet" and "Bürgerinititative"; names and abbreviations are left alone."""
    plain = without_hidden(text)
    for found in WORD.finditer(plain):
        word = found[0]
        before, after = plain[: found.start()][-1:], plain[found.end() :][:1]
        if len(word) < SHORTEST or word in facts.proper or before.isalnum():
            continue
        if any(letter.isupper() for letter in word[1:]):  # an abbreviation
            continue
        if after and after in "-·\N{SOFT HYPHEN}":  # the first half of a compound
            word = word.removesuffix("s")
        stem = GENDER.sub("", word)
        if any(is_known(one) for one in _forms(stem, is_gendered=stem != word)):
            continue
        right = proposal_for(word)
        yield Finding(Kind.SPELLING, found.start(), found.end(), word, right, replaces=bool(right))


def _forms(word: str, *, is_gendered: bool) -> list[str]:
    lower = word[:1].lower() + word[1:]
    forms = [word, lower]
    if is_gendered:
        forms += [f"{word}in", f"{word}e", f"{word}innen"]
    return forms
