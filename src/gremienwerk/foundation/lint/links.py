"""Does the text of each link say where it leads? (WCAG 2.2, 2.4.4)"""

import re
from collections.abc import Iterator

from gremienwerk.foundation.lint.findings import Facts, Finding, Kind

LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
SAYS_NOTHING = {
    *("", "hier", "dort", "weiter", "mehr", "link", "details", "klick", "weiterlesen"),
    *("hier klicken", "klicken sie hier", "mehr dazu", "mehr erfahren", "mehr informationen"),
    *("diese seite", "zur seite", "website", "webseite", "here", "more", "read more"),
}


def empty_link_texts(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find links called "weiter" or "dort"."""
    for found in LINK.finditer(text):
        plain = re.sub(r"[^\w ]", "", found["text"]).strip().casefold()
        if plain in SAYS_NOTHING:
            yield Finding(
                Kind.EMPTY_LINK_TEXT,
                found.start(),
                found.end(),
                found["text"],
                found["target"],
            )


def same_link_texts(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find one text that leads to two places."""
    first: dict[str, str] = {}
    for found in LINK.finditer(text):
        words = found["text"].strip().casefold()
        if words and first.setdefault(words, found["target"]) != found["target"]:
            yield Finding(
                Kind.SAME_LINK_TEXT, found.start(), found.end(), found["text"], first[words]
            )
