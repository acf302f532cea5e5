"""What does an archive say of itself? Its first member."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from gremienwerk.portable.choices import Mode
from gremienwerk.portable.forms import FORMS, STAYS

NAME: Final = "manifest.json"
FORMAT: Final = "gremienwerk-body"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One further member: bytes, SHA-256, and of lines how many there are (-1: no lines)."""

    size: int
    sha256: str
    rows: int = -1

    @property
    def as_json(self) -> dict[str, Any]:
        """The part as the manifest writes it."""
        lines = {"rows": self.rows} if self.rows >= 0 else {}
        return {"bytes": self.size, "sha256": self.sha256, **lines}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Origin, body and contents of an archive; `day` is given where it decides what is public."""

    origin: str
    body: str  # the address of the body
    slug: str
    name: str
    mode: Mode
    day: str = ""
    parts: dict[str, Part] = field(default_factory=dict)

    def rows(self) -> int:
        """How many rows there are."""
        return sum(part.rows for part in self.parts.values() if part.rows > 0)

    def written(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        found = {
            "format": FORMAT,
            "version": VERSION,
            "origin": self.origin,
            "body": {"id": self.body, "slug": self.slug, "name": self.name},
            "mode": self.mode.value,
            **({"day": self.day} if self.day else {}),
            "members": {name: part.as_json for name, part in sorted(self.parts.items())},
            "leftOut": {"rows": dict(sorted(STAYS.items())), "fields": _fields_left_out()},
        }
        return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _fields_left_out() -> dict[str, dict[str, str]]:
    return {form.name: dict(sorted(form.left_out.items())) for form in FORMS if form.left_out}


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest. Raises `ValueError`, `KeyError`, `TypeError` if it is none of ours."""
    found = json.loads(content)
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    if found["version"] != VERSION:
        raise NewerVersion(found["version"])
    parts = {
        str(name): Part(int(part["bytes"]), str(part["sha256"]), int(part.get("rows", -1)))
        for name, part in found["members"].items()
    }
    body = found["body"]
    texts = (found["origin"], body["id"], body["slug"], body["name"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(texts)
    return Manifest(*texts, Mode(found["mode"]), str(found.get("day", "")), parts)


class NewerVersion(Exception):  # noqa: N818 -- a fact about an archive, told on as a refusal
    """The archive was made by another version of the format."""
