"""How does the report read? As text that a person understands, line by line."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from gremienwerk.domain.privacy.queries.report import Tree

WIDTH = 72


def as_json(report: Tree) -> str:
    """Return the report as JSON, in a fixed order."""
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"


def as_text(report: Tree) -> str:
    """Return the report as plain text."""
    return "\n".join(_lines(report)) + "\n"


def noun_of(label: str) -> str:
    """Return how rows of a model are named in the report."""
    return f"{apps.get_model(label).__name__} ({label})"


def _lines(report: Tree) -> Iterator[str]:
    yield from _heading(report["report"], "=")
    yield report["made_at"]
    for key, value in report["who_is_responsible"].items():
        if value:
            yield f"{key}: {' '.join(str(value).split())}"
    yield from _rows(_("Person"), report["person"])
    yield from _rows(_("Account"), report["account"])
    for group in report["held"]:
        yield from _rows(f"{noun_of(group['noun'])}, {group['by']}", group["rows"])
    yield from _rows(_("Former values"), report["former_values"])
    yield from _rows(_("What the account did, in numbers"), report["own_acts"])
    yield from _rows(_("Entries of the log that name you"), report["log"])
    yield from _rows(_("How long data are kept"), report["periods"])
    yield from _heading(_("Your rights"), "-")
    yield from (f"- {right}" for right in report["rights"])


def _heading(text: str, line: str) -> Iterator[str]:
    yield from ("", str(text), line * min(len(str(text)), WIDTH))


def _rows(heading: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield from _heading(heading, "-")
    for row in rows:
        values = [f"{name}: {_said(value)}" for name, value in row.items()]
        yield f"* {values[0]}" if values else "*"
        yield from (f"  {value}" for value in values[1:])


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(str(value).split())
