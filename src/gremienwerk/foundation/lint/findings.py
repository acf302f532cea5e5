"""What can be found in a text, and where? Findings are hints: nothing is ever rewritten."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a passage, a picture or a page (source: network.md P.5)."""

    DOUBLED_BREAK = re.compile(r"(?<=[.!?])[*_]*\s+|\n[ \t]*(?=[\n*#>-]|\d+\. )")


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
