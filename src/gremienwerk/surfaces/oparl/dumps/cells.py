r"""How does an object of OParl fit into one line of a CSV file, so that nothing is lost or run?

Rules (docs/open-data.md tells them to whoever reads the files):
- the header has the properties of the type, always all of them in the same order;
- true and false are `true` and `false`, what is not there is empty;
- several values stand in one cell, separated by `|`; in such a cell a `|` within a value is
  written `\|` and a backslash `\\`;
- of an embedded object its `id` stands there: it has a line in the file of its own type;
- GeoJSON stands there as compact JSON;
- a text that a spreadsheet could take for a formula, or that begins with an apostrophe, gets
  an apostrophe in front. Remove the first apostrophe of a cell to get the text back.
"""

import csv
import json
from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.properties import PROPERTIES, Property, Shape

SEPARATOR: Final = "|"
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")  # beginnings of what a sheet runs


class Lines:
    """Writes lines as RFC 4180 wants them: comma, quotes where needed, CR and LF at the end."""

    def __init__(self, kind: Kind) -> None:
        """Know the columns of a type."""
        self._columns = PROPERTIES[kind]
        self._text = StringIO()
        self._writer = csv.writer(self._text, lineterminator="\r\n")

    def header(self) -> bytes:
        """Return the first line: the names of the properties."""
        return self._line(list(self._columns))

    def line(self, told: Mapping[str, Any]) -> bytes:
        """Return the line of one object."""
        return self._line([cell(told.get(name), has) for name, has in self._columns.items()])

    def _line(self, cells: list[str]) -> bytes:
        self._text.seek(0)
        self._text.truncate()
        self._writer.writerow(cells)
        return self._text.getvalue().encode()


def cell(value: Any, has: Property) -> str:  # noqa: ANN401 -- JSON
    """Return the value of a property as a cell."""
    if value is None:
        return ""
    if has.is_list:
        parts = [_plain(one, has) for one in value]
        return safe(SEPARATOR.join(_escaped(part) for part in parts))
    return safe(_plain(value, has))


def _plain(value: Any, has: Property) -> str:  # noqa: ANN401 -- JSON
    if has.shape == Shape.OBJECT:
        return str(value["id"])
    if has.shape in (Shape.FLAG, Shape.FEATURE):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _escaped(part: str) -> str:
    return part.replace("\\", r"\\").replace(SEPARATOR, rf"\{SEPARATOR}")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
