"""How are the nouns of the log called, and what does an entry concern, in words?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOUNS = {
    "accounts": gettext_lazy("Accounts"),
    "bodies": gettext_lazy("Office"),
    "demo": gettext_lazy("Demo"),
    "events": gettext_lazy("Log"),
    "files": gettext_lazy("Files"),
    "handover": gettext_lazy("Handover"),
    "meetings": gettext_lazy("Meetings"),
    "mirror": gettext_lazy("Sources"),
    "notes": gettext_lazy("Notes"),
    "organizations": gettext_lazy("Bodies"),
    "papers": gettext_lazy("Papers"),
    "people": gettext_lazy("People"),
    "privacy": gettext_lazy("Privacy"),
}
COVERED = {"changes", "erased"}


def noun_of(kind: str) -> str:
    """Return the noun that a kind of fact belongs to, in words."""
    noun = kind.partition(".")[0]
    return str(NOUNS.get(noun, noun))


def details_of(payload: Mapping[str, Any]) -> str:
    """Return what an entry concerns: keys, kinds and words of ours; hashes are only counted."""
    said = [f"{name} {_said(value)}" for name, value in payload.items() if name not in COVERED]
    changes = len(payload.get("changes", ()))
    if changes:
        said.append(_("%(number)s values changed") % {"number": changes})
    return ", ".join(said)


def _said(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return " ".join(map(str, value[:20])) + (" …" if len(value) > 20 else "")  # noqa: PLR2004
    return str(value)
