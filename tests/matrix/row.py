"""What does one row of the table of rights say? One address, and who gets which answer.

    row("workspace:body", "/arbeit/gremien/{here}/",
        GET={"office": 200, "here": 200, "*": 404, "anonymous": 302},
        POST={"*": 405, "anonymous": 302})

Written by hand, cell by cell where need be; the most specific key that names a column wins:
`chair here`, `chair elsewhere`, `clerk`, `account` (signed in, no role), `anonymous`; then the
groups `here`, `elsewhere` (all roles in a body), `office` (administrator and clerk); then `*`.
A method that is not written down answers 405 to everybody; HEAD answers as GET does.

In an address `{here}` is a body run by the office in which the role is held, `{independent}`
and `{joint}` are further ones; all that can be named stands in `stage.py`. A file of rows may
name more with `def places(stage) -> dict[str, object]`.
"""

from dataclasses import dataclass, field

IN_BODIES = (
    "chair",
    "deputy_chair",
    "secretary",
    "member",
    "deputy",
    "standing_guest",
    "adviser",
    "convenor",
    "supporter",
    "shelter_contact",
)
OFFICE = ("office_administrator", "clerk")
COLUMNS = (
    *OFFICE,
    "auditor",
    *(f"{role} here" for role in IN_BODIES),
    *(f"{role} elsewhere" for role in IN_BODIES),
    "account",
    "anonymous",
)
FEW = ("clerk", "chair here", "chair elsewhere", "account", "anonymous")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")


@dataclass(frozen=True)
class Row:
    """One address; `answers` is method to column to status."""

    name: str
    address: str
    answers: dict[str, dict[str, int]]
    data: dict[str, object] = field(default_factory=dict)

    def expected(self, method: str, column: str) -> int:
        """Return the status that is written down for one cell."""
        if method == "HEAD" and "HEAD" not in self.answers:
            method = "GET"
        cells = self.answers.get(method, {"*": 405})
        _role, _, where = column.partition(" ")
        group = "office" if column in OFFICE else where
        for key in (column, group, "*"):
            if key in cells:
                return cells[key]
        message = f"{self.name}: no answer for {column} and {method}"
        raise KeyError(message)

    def named_wrongly(self) -> set[str]:
        """Return keys that name no column."""
        known = {*COLUMNS, "here", "elsewhere", "office", "*"}
        return {key for cells in self.answers.values() for key in cells} - known


def row(name, address, data=None, **answers):
    """Write down one row."""
    return Row(name, address, answers, data or {})


def everybody(status):
    """Say that role and account make no difference: what is public."""
    return {"*": status}
