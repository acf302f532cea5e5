"""How is a table read that somebody made in a spreadsheet? Strictly, or not at all.

Nothing is guessed silently: what cannot be read for sure is refused with a sentence that says
how to save it. A cell is text, never a formula.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.foundation.errors import Refusal

MOST_LINES: Final = 5000
MOST_BYTES: Final = 2_000_000
LONGEST_CELL: Final = 500
DELIMITERS: Final = "\t;,"
FORMULA: Final = ("=", "+", "@", "-", "\t", "\r")
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARCHIVES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
# UTF-8 that was once read as something else: "Ã¼" for "ü", "â€“" for a dash.
MISREAD: Final = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u2122]|â€|\ufffd"
)
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotATable(Refusal):
    """A file holds something else than lines of text with a heading."""


class NotReadable(Refusal):
    """The letters of a file cannot be told for sure."""


class TooMany(Refusal):
    """A table has more lines than can be looked through before they are entered."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number as a spreadsheet counts, its cells by column, what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All lines, the headings of columns that say nothing here, and whether there was a heading."""

    lines: tuple[Line, ...]
    ignored: tuple[str, ...] = ()
    has_heading: bool = True


def text_of(data: bytes) -> str:
    """Return the text of a file. Raises `NotATable`, `NotReadable`, `TooMany`.

    UTF-8, UTF-16 with its mark, and what Excel writes on Windows (cp1252) are told apart.
    """
    if len(data) > MOST_BYTES:
        raise TooMany(_("The file is larger than 2 MB; split it, or take other columns out."))
    if data.startswith(ARCHIVES):
        raise NotATable(
            _("This is no text file. Save the table as “CSV UTF-8”, or copy its lines here.")
        )
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "")
    try:
        return _decoded(data, encoding)
    except UnicodeError as error:
        raise NotReadable(
            _("The letters of this file cannot be read. Save the table as “CSV UTF-8”.")
        ) from error


def _decoded(data: bytes, encoding: str) -> str:
    if encoding:
        return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_table(
    text: str,
    columns: Mapping[str, Sequence[str]],
    required: Sequence[str],
    order: Sequence[str] = (),
) -> Table:
    """Return the lines of `text` by the keys of `columns`, each with its possible headings.

    With `order`, a list whose first line names no columns is read in that order of keys.
    Cells that a line lacks at its end are empty.
    Raises `NotATable`, `NotReadable`, `TooMany`; what is wrong with one line stands in it.
    """
    _check_text(text)
    rows = _rows(text)
    if not rows:
        raise NotATable(_("There are no lines here."))
    (_number, heading), *body = rows
    keys = [_key(cell, columns) for cell in heading]
    has_heading = not order or _names_columns(heading, keys)
    if has_heading:
        _check_heading(heading, keys, columns, required)
    else:
        heading, keys, body = [], list(order), rows
    if len(body) > MOST_LINES:
        raise TooMany(
            _("There are %(number)s lines; at most %(most)s are entered at once. Split the list.")
            % {"number": len(body), "most": MOST_LINES}
        )
    ignored = tuple(cell for cell, key in zip(heading, keys, strict=False) if not key and cell)
    lines = tuple(_line(number, cells, keys) for number, cells in body)
    return Table(lines, ignored, has_heading)


def _check_text(text: str) -> None:
    if CONTROL.search(text):
        raise NotATable(
            _("This is no text file. Save the table as “CSV UTF-8”, or copy its lines here.")
        )
    if found := MISREAD.search(text):
        raise NotReadable(
            _(
                "The letters of this list were damaged before (“%(found)s”). Save it once more "
                "as “CSV UTF-8” from where it comes."
            )
            % {"found": text[max(0, found.start() - 10) : found.end() + 10].strip()}
        )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return all lines with a cell that is not empty, numbered as a spreadsheet does."""
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    lines = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True
    )
    found = []
    try:
        for number, cells in enumerate(lines, start=1):
            if any(cell.strip() for cell in cells):
                found.append((number, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise NotATable(
            _("From line %(number)s on the quotation marks do not fit; correct that line.")
            % {"number": lines.line_num}
        ) from error
    return found


def _key(cell: str, columns: Mapping[str, Sequence[str]]) -> str:
    word = re.sub(r"[\W_]+", "", cell.casefold())
    return next(
        (
            k
            for k, words in columns.items()
            if word in {re.sub(r"[\W_]+", "", w.casefold()) for w in words}
        ),
        "",
    )


def _names_columns(heading: Sequence[str], keys: Sequence[str]) -> bool:
    """Tell a heading from a first line of content, where a word such as “Mitglied” may stand."""
    filled = sum(1 for cell in heading if cell)
    return bool(keys[0]) or 2 * sum(map(bool, keys)) > filled


def _check_heading(
    heading: Sequence[str],
    keys: Sequence[str],
    columns: Mapping[str, Sequence[str]],
    required: Sequence[str],
) -> None:
    wanted = "; ".join(words[0] for words in columns.values())
    if not any(keys) or not set(required) & set(keys):
        raise NotATable(
            _("The first line has to name the columns, for instance: %(columns)s.")
            % {"columns": wanted}
        )
    twice = [cell for cell, key in zip(heading, keys, strict=True) if key and keys.count(key) > 1]
    if twice:
        raise NotATable(
            _("Two columns say the same: %(columns)s. Take one out.")
            % {"columns": ", ".join(twice)}
        )


def _line(number: int, cells: Sequence[str], keys: Sequence[str]) -> Line:
    values = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
    values = {key: cell.removeprefix("'") for key, cell in values.items()}
    return Line(number, values, _problem(cells, keys, values))


def _problem(cells: Sequence[str], keys: Sequence[str], values: Mapping[str, str]) -> str:
    if len(cells) > len(keys):
        cells_said = ngettext("%(number)s cell", "%(number)s cells", len(cells))
        return _("The line has %(cells)s, the heading names %(keys)s.") % {
            "cells": cells_said % {"number": len(cells)},
            "keys": len(keys),
        }
    for value in values.values():
        if value.startswith(FORMULA) and value != "-":
            return _("“%(value)s” is a formula, not a value.") % {"value": value[:40]}
        if len(value) > LONGEST_CELL:
            return _("A cell has more than %(most)s characters.") % {"most": LONGEST_CELL}
    return ""


def harmless(cell: str) -> str:
    """Return a cell for a file of ours in such a way that no spreadsheet computes it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
