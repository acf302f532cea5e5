"""How do two versions of a text differ, word by word?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gremienwerk.foundation.lint.findings import sentences

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `same`, `new` or `gone`."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return both versions as one text in which what is new and what is gone is marked."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Piece("same", "".join(new[c:d])))
            continue
        if a < b:
            found.append(Piece("gone", "".join(old[a:b])))
        if c < d:
            found.append(Piece("new", "".join(new[c:d])))
    return found


@dataclass(frozen=True)
class Tally:
    """How many sentences are new, and how many are gone."""

    new: int
    gone: int


def tally(before: str, after: str) -> Tally:
    """Count the sentences that only one of the versions has."""
    old, new = _sentences(before), _sentences(after)
    return Tally(len([s for s in new if s not in old]), len([s for s in old if s not in new]))


def _sentences(text: str) -> Sequence[str]:
    return [words for _start, _end, words in sentences(text)]
