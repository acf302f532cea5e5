"""How are the nouns of the log called, and what does an entry concern, in words?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
    "portable": gettext_lazy("Archives"),
    "privacy": gettext_lazy("Privacy"),
}
COVERED = {"changes", "erased"}
FIELDS = {
    "agenda_item_id": gettext_lazy("item"),
    "body_id": gettext_lazy("district"),
    "body_ids": gettext_lazy("districts"),
    "change": gettext_lazy("what"),
    "count": gettext_lazy("number"),
    "date": gettext_lazy("day"),
    "days": gettext_lazy("days"),
    "decision": gettext_lazy("decision"),
    "declared_on": gettext_lazy("declared on"),
    "ends_on": gettext_lazy("until"),
    "entries": gettext_lazy("entries"),
    "entry_id": gettext_lazy("entry"),
    "field": gettext_lazy("field"),
    "fields": gettext_lazy("fields"),
    "file_id": gettext_lazy("file"),
    "held": gettext_lazy("held back"),
    "hold_id": gettext_lazy("legal hold"),
    "ids": gettext_lazy("rows"),
    "image_id": gettext_lazy("picture"),
    "invitation_id": gettext_lazy("invitation"),
    "key": gettext_lazy("rule"),
    "language": gettext_lazy("language"),
    "languages": gettext_lazy("languages"),
    "list_id": gettext_lazy("mailing list"),
    "location_id": gettext_lazy("place"),
    "meeting_id": gettext_lazy("meeting"),
    "membership_id": gettext_lazy("membership"),
    "mode": gettext_lazy("extent"),
    "new_day": gettext_lazy("new day"),
    "note_id": gettext_lazy("note"),
    "old_day": gettext_lazy("old day"),
    "organization_id": gettext_lazy("body"),
    "paper_id": gettext_lazy("paper"),
    "party_id": gettext_lazy("organisation"),
    "person_id": gettext_lazy("person"),
    "person_ids": gettext_lazy("people"),
    "places": gettext_lazy("texts"),
    "purpose": gettext_lazy("purpose"),
    "reason": gettext_lazy("reason"),
    "recurrence_id": gettext_lazy("rhythm"),
    "reference_on": gettext_lazy("reference day"),
    "removed": gettext_lazy("removed"),
    "result": gettext_lazy("result"),
    "role": gettext_lazy("role"),
    "rows": gettext_lazy("rows"),
    "rule_id": gettext_lazy("rule"),
    "seat_id": gettext_lazy("seat"),
    "seat_kind": gettext_lazy("seats"),
    "since": gettext_lazy("since"),
    "source_id": gettext_lazy("source"),
    "starts_on": gettext_lazy("from"),
    "user_id": gettext_lazy("account"),
    "value": gettext_lazy("value"),
    "what": gettext_lazy("what"),
}
LONGEST = 20


def noun_of(kind: str) -> str:
    """Return the noun that a kind of fact belongs to, in words."""
    noun = kind.partition(".")[0]
    return str(NOUNS.get(noun, noun))


def details_of(payload: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return what an entry concerns: keys, kinds and words of ours; hashes are only counted.

    `names` are those of the bodies that the reader may see, by key.
    """
    said = [
        f"{FIELDS.get(name) or name.replace('_', ' ')}: {_said(name, value, names)}"
        for name, value in payload.items()
        if name not in COVERED and value not in (None, "", [])
    ]
    changes = len(payload.get("changes", ()))
    if changes:
        words = ngettext("%(number)s value changed", "%(number)s values changed", changes)
        said.append(words % {"number": changes})
    return ", ".join(said)


def _said(name: str, value: object, names: Mapping[int, str]) -> str:
    if name == "organization_id" and isinstance(value, int):
        return names.get(value, str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return " ".join(map(str, value[:LONGEST])) + (" …" if len(value) > LONGEST else "")
    return str(value)
