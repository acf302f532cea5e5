"""Two people edit the same thing: what did the other change, and what is kept of mine?

A form carries a short digest of every value that it was drawn with. When it comes back, the
present values are compared field by field: what only the other changed is kept, what only
this person changed is taken, and where both did, both stand side by side; nothing is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

Values = Mapping[str, str]


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed: what stands there now, and what was typed."""

    field: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Merged:
    """Values to be written, unless there are conflicts to be decided first."""

    values: dict[str, str]
    conflicts: list[Conflict]
    kept: list[str]

    @property
    def is_clear(self) -> bool:
        """Nobody else changed what this person changed."""
        return not self.conflicts


def token_of(values: Values) -> str:
    """Return what a form carries along: `name:digest` of each value."""
    return ",".join(f"{name}:{_digest(value)}" for name, value in sorted(values.items()))


def merge(token: str, current: Values, submitted: Values) -> Merged:
    """Bring what was submitted together with what stands there now.

    A form without token was drawn by nobody: its values are taken.
    """
    base = dict(part.split(":", 1) for part in token.split(",") if ":" in part)
    values, conflicts, kept = dict(submitted), [], []
    for name, mine in submitted.items():
        now = _plain(current.get(name, ""))
        before = base.get(name, _digest(now))
        if _digest(now) == before or _plain(mine) == now:
            continue
        if _digest(mine) == before:
            values[name] = now
            kept.append(name)
        else:
            conflicts.append(Conflict(name, now, mine))
    return Merged(values, conflicts, kept)


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _digest(value: str) -> str:
    return sha256(_plain(value).encode()).hexdigest()[:12]
