"""What can be found in a text, and where? Findings are hints: nothing is ever rewritten."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class Kind(StrEnum):
    """What is wrong with a passage, a picture or a page (source: network.md P.5)."""

    DOUBLED_SENTENCE = "doubled_sentence"
    CONTRADICTION = "contradiction"
    SPELLING = "spelling"
    GRAMMAR = "grammar"
    ALT_IS_FILE_NAME = "alt_is_file_name"
    ALT_HAS_USAGE_NOTE = "alt_has_usage_note"
    ALT_MISSING = "alt_missing"
    ALT_TOO_LONG = "alt_too_long"
    EMPTY_LINK_TEXT = "empty_link_text"
    SAME_LINK_TEXT = "same_link_text"
    WRONG_TERM = "wrong_term"
    OUTDATED_TITLE = "outdated_title"
    SECOND_NAME = "second_name"
    VAGUE_RHYTHM = "vague_rhythm"
    AGEING_WORD = "ageing_word"
    IMAGE_UNDECIDED = "image_undecided"
    GROUP_WITHOUT_HEADING = "group_without_heading"
    CONTRADICTED_NUMBER = "contradicted_number"


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage from `start` to `end` of a text, and what to write or look at instead.

    With `replaces`, `proposal` can stand in place of the passage; else it only tells more.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    passage: str = ""
    proposal: str = ""
    replaces: bool = False

    @property
    def key(self) -> str:
        """What an acceptance remembers: it holds until passage or facts read differently."""
        said = f"{self.kind}\n{self.passage.casefold()}\n{self.proposal}"
        return sha256(said.encode()).hexdigest()[:16]

    def paragraph_in(self, text: str) -> int:
        """Return in which paragraph of `text` it lies, counted from 0."""
        return len(re.findall(r"\n[ \t]*\n", text[: self.start]))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data say, to be compared with a text.

    `names`: a second or former name, and the one to be used. `numbers`: a plural noun in lower
    case, how many there are, and the placeholder for it. `proper`: words that are names.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    proper: frozenset[str] = frozenset()


HIDDEN = re.compile(r"\]\([^)]*\)|<[^>]*>|\{[^}]*\}|\bhttps?://\S+|\S+@\S+|`[^`]*`")


def without_hidden(text: str) -> str:
    """Return `text` of the same length, with blanks for addresses and placeholders."""
    return HIDDEN.sub(lambda found: " " * len(found[0]), text)


BREAK = re.compile(r"(?<=[.!?])[*_]*\s+|\n[ \t]*(?=[\n*#>-]|\d+\. )")


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and words of each sentence; a line of a list is one too."""
    begin = 0
    for found in (*BREAK.finditer(text), None):
        end = found.start() if found else len(text)
        words = text[begin:end].strip()
        if words:
            start = text.index(words, begin)
            yield start, start + len(words), words
        begin = found.end() if found else end
