"""Do the words for a picture say what it shows, and was one chosen?"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from gremienwerk.foundation.lint.findings import Finding, Kind

LONGEST_ALT = 200
USAGE_NOTE = re.compile(
    r"genehmigung|nutzung|lizenz|licen[cs]e|copyright|©|\(c\)|urheber|editorial|redaktionell|"
    r"all rights|rechte vorbehalten|cc[ -](?:by|0)\b|\b(?:foto|photo|bild):",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"(?:foto|img|dsc|bild|image|scan|pic)[\w-]*\d+|\w+\.(?:jpe?g|png|svg|webp)")


def alt_findings(
    alt: str, *, file_name: str = "", is_decorative: bool = False
) -> Iterator[Finding]:
    """Look at the words of one picture (WCAG 2.2, 1.1.1)."""
    words = alt.strip()
    if is_decorative:
        return
    if not words:
        yield Finding(Kind.ALT_MISSING)
        return
    if len(words) > LONGEST_ALT:
        yield Finding(Kind.ALT_TOO_LONG, LONGEST_ALT, len(words), words[LONGEST_ALT:])
    stems = {_bare(file_name), _bare(PurePath(file_name).stem)} - {""}
    if _bare(words) in stems or (" " not in words and FILE_NAME.fullmatch(words.casefold())):
        yield Finding(Kind.ALT_IS_FILE_NAME, 0, len(words), words)
    note = USAGE_NOTE.search(words)
    if note:
        yield Finding(Kind.ALT_HAS_USAGE_NOTE, note.start(), note.end(), note[0])


def page_findings(*, is_image_open: bool, has_heading: bool) -> Iterator[Finding]:
    """Look at a page: its picture is decided, its group in the overview has a heading."""
    if is_image_open:
        yield Finding(Kind.IMAGE_UNDECIDED)
    if not has_heading:
        yield Finding(Kind.GROUP_WITHOUT_HEADING)


def empty_headings(text: str) -> Iterator[Finding]:
    """Find a group in a text whose heading is empty."""
    for found in re.finditer(r"^#{1,6}[ \t]*$", text, re.MULTILINE):
        yield Finding(Kind.GROUP_WITHOUT_HEADING, found.start(), found.end(), found[0])


def _bare(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()
