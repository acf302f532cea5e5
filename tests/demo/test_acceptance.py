"""Is every acceptance item accounted for in docs/acceptance.md, with tests that exist?"""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LAST = {"N1": 8, "N2": 8, "N3": 8, "N4": 11, "N5": 7, "N6": 10, "N7": 14, "N8": 8, "P": 10}
ROW = re.compile(r"^\| (?P<item>(N\d|P)\.\d+) \|.*", re.MULTILINE)


def table(text):
    """Return the rows: item, what, sign-in, holds, proofs, note."""
    found = [[cell.strip() for cell in row[0].split("|")[1:-1]] for row in ROW.finditer(text)]
    return [(*row[:4], re.findall(r"`([^`]+)`", row[4]), row[5]) for row in found]


@cache
def _names(path):
    """Return the names of the tests in a file; none if there is no such file."""
    file = ROOT / path
    tree = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def mistakes(rows):
    """Name every row that claims what it does not show."""
    named = [(item, proof.partition("::")) for item, *_, proofs, _note in rows for proof in proofs]
    missing = [
        f"{item}: no test {name}" for item, (path, _, name) in named if name not in _names(path)
    ]
    unproven = [row[0] for row in rows if row[3] == "[x]" and not row[4]]
    unsaid = [row[0] for row in rows if row[3] != "[x]" and "comes with" not in row[5]]
    return [*missing, *unproven, *unsaid]


def test_every_item_is_listed_once_in_its_order():
    rows = table((ROOT / "docs" / "acceptance.md").read_text())

    wanted = [f"{name}.{number}" for name, last in LAST.items() for number in range(1, last + 1)]
    assert [row[0] for row in rows] == wanted


def test_every_named_test_exists_and_every_tick_has_one():
    assert mistakes(table((ROOT / "docs" / "acceptance.md").read_text())) == []


def test_what_needs_no_sign_in_holds_or_names_the_noun_that_it_waits_for():
    rows = table((ROOT / "docs" / "acceptance.md").read_text())

    waiting = [row[0] for row in rows if row[2] == "no" and row[3] != "[x]"]
    assert waiting == ["N1.7", "N6.5", "N7.6"]  # search, questions, statements: later nouns


def test_a_planted_mistake_is_found():
    planted = (
        "| N1.1 | x | no | [x] | `tests/demo/test_acceptance.py::test_nowhere` |  |\n"
        "| N1.2 | x | no | [x] |  |  |\n"
        "| N1.3 | x | no | [ ] |  | later |\n"
    )

    assert mistakes(table(planted)) == ["N1.1: no test test_nowhere", "N1.2", "N1.3"]
