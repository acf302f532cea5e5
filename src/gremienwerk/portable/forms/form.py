"""What does the table say of one kind of rows?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Field, Model, QuerySet

from gremienwerk.portable.addresses import OWN, SCHEMA, TYPES

Rows = QuerySet[Any, Any]
ACCOUNTS_STAY: Final = "accounts do not travel; the link is made anew by a person"


@dataclass(frozen=True, slots=True)
class Openness:
    """What is public: on which day, and of which Körperschaften."""

    today: date
    bodies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of OParl that follows from rows of another form; written, never read back.

    `through` is the field of those rows that names ours, `value` the one whose address is
    listed; without `value` the rows themselves are. `where` narrows them. A `single` one is no
    list but its first.
    """

    form: str
    through: str
    value: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    single: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """How rows of one model stand in an archive. Each field is on exactly one of three lists.

    `public` fields are in every archive, `internal` ones only in a whole one, `left_out` ones in
    none, with the reason. `opened` narrows rows to what a citizen may know (None: nothing),
    `shown` the public fields of one row to those that the row itself allows.
    `owners` are the fields through which a row comes along with the row they name; `pointer` is a
    pair of type and key that does the same for rows of any kind. `same` are the fields by
    which a row is known again under its key (empty: all of them).
    """

    model: type[Model]
    name: str
    public: tuple[str, ...]
    internal: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    owners: tuple[str, ...] = ()
    opened: Callable[[Rows, Openness], Rows] | None = None
    shown: Callable[[Any], set[str]] | None = None
    pointer: tuple[str, str] | None = None
    same: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lists: Mapping[str, Listing] = field(default_factory=dict)
    word: str = ""  # in addresses, if it is not `name`

    @property
    def address_word(self) -> str:
        """The word for these rows in an address."""
        return self.word or self.name

    @property
    def type_name(self) -> str:
        """The type as OParl writes it, or as we do where it has none."""
        if self.address_word in TYPES:
            return SCHEMA + TYPES[self.address_word]
        return OWN + self.model.__name__

    @property
    def file_name(self) -> str:
        """Where these rows stand in the archive."""
        return f"rows/{self.name}.jsonl"

    @property
    def told(self) -> tuple[str, ...]:
        """All fields of a whole archive."""
        return (*self.public, *self.internal)

    @property
    def derived(self) -> frozenset[str]:
        """Properties that are written for readers and follow from others."""
        more = {"deleted"} if "deleted_at" in self.told else set()
        more |= {"accessUrl"} if self.name == "file" else set()
        return frozenset({*self.words, *self.lists, *more})

    def field(self, name: str) -> "Field[Any, Any]":
        """Return a field of the model."""
        found: Field[Any, Any] = self.model._meta.get_field(name)  # type: ignore[assignment]  # noqa: SLF001 -- Django's name
        return found

    def property_of(self, name: str) -> str:
        """Return what a field is called in the archive."""
        if name in self.names:
            return self.names[name]
        if self.address_word in TYPES and name in COMMON:
            return COMMON[name]
        first, *others = name.split("_")
        return OWN + first + "".join(part.capitalize() for part in others)


COMMON: Final = {
    "name": "name",
    "body": "body",
    "web": "web",
    "created_at": "created",
    "modified_at": "modified",
    "license": "license",
}
PERIOD: Final = {"starts_on": "startDate", "ends_on": "endDate"}
RECORD: Final = ("created_at", "modified_at")
