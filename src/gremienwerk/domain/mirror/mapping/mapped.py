"""What does an object become? Columns, references and links; addresses instead of keys."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from gremienwerk.domain.mirror.mapping.values import Reader


@dataclass(slots=True)
class Links:
    """The rows that join an object with others, of one kind.

    `owner` is the column of the object, `target` the column of the other, None for rows that
    join nothing. `scope` are the values that set this kind apart within the table. Each of
    `rows` is the address of the other and further values.
    """

    model: type[Model]
    owner: str
    target: str | None
    scope: dict[str, Any]
    rows: list[tuple[str, dict[str, Any]]]


@dataclass(slots=True)
class Mapped:
    """One object, mapped; `references` is column to address; `required` must be known.

    `missing` names a reason why there can be no row at all.
    """

    values: dict[str, Any]
    references: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    links: list[Links] = field(default_factory=list)
    missing: str = ""

    @property
    def is_age_unknown(self) -> bool:
        """The source does not say when the object was made."""
        return "created_at" not in self.values


def stamps(reader: Reader) -> dict[str, Any]:
    """Return `created_at` and `modified_at` where the source knows them."""
    created, modified = reader.stamp("created"), reader.stamp("modified")
    found = {"created_at": created, "modified_at": modified or created}
    return {name: moment for name, moment in found.items() if moment}


def link(reader: Reader, attribute: str, shape: Links, *, counted: bool = False) -> list[Links]:
    """Return the links that `attribute` states; none if it is missing, which is "unknown".

    With `counted` each row says its place in the list.
    """
    if not reader.has(attribute):
        return []
    addresses = reader.addresses(attribute)
    shape.rows = [
        (url, {"position": place} if counted else {}) for place, url in enumerate(addresses)
    ]
    return [shape]
