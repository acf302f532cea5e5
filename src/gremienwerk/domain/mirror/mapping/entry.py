"""What is one object of a source, while it is compared?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.cutting import MAPPING_VERSION, digest_of

STAMPS: Final = ("created", "modified")  # decide nothing: no part of what is compared
TYPES: Final = {object_type.value: object_type for object_type in T}
COLUMNS: Final = (
    "key, type, url, content, body, parent, position, fetched_at, codes, is_dead, stamps,"
    " digest, stated"
)
PUT: Final = (
    f"INSERT INTO entry ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"  # noqa: S608 -- our own words
    " ON CONFLICT (key) DO UPDATE SET type=excluded.type, url=excluded.url,"
    " content=excluded.content, body=excluded.body, parent=excluded.parent,"
    " position=excluded.position, fetched_at=excluded.fetched_at, codes=excluded.codes,"
    " is_dead=excluded.is_dead, stamps=excluded.stamps, digest=excluded.digest,"
    " stated=excluded.stated"
)


@dataclass(slots=True)
class Entry:
    """One object of the source, ready to be compared and mapped.

    `stamps` are `created` and `modified` as the source gives them; `stated` are the types of
    children that it says anything about.
    """

    object_type: T
    url: str
    content: bytes
    body: str
    parent: str
    position: int | None
    fetched_at: datetime
    codes: tuple[str, ...]
    is_tombstone: bool
    key: str = ""
    hashed: str = ""
    stamps: str = ""
    stated: str = ""

    def data(self) -> dict[str, Any]:
        """Return the object's attributes."""
        found: dict[str, Any] = json.loads(self.content.decode("utf-8", "surrogatepass"))
        if self.stamps:
            found |= json.loads(self.stamps)
        return found

    def digest(self) -> str:
        """Return the hash that tells whether the object changed; made once."""
        if not self.hashed:
            about = (MAPPING_VERSION, self.body, self.parent, self.position)
            self.hashed = digest_of(self.content, *about)
        return self.hashed

    def as_row(self) -> tuple[object, ...]:
        """Return the columns in the scratch database."""
        return (
            *(self.key, self.object_type.value, plain(self.url), self.content),
            *(plain(self.body), plain(self.parent), self.position),
            *(self.fetched_at.isoformat(), "\n".join(self.codes), int(self.is_tombstone)),
            *(self.stamps, self.digest(), self.stated),
        )


def plain(text: str) -> str:
    """Return text that any database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Return the object in a row of the scratch database."""
    at, kind, url, content, body, parent, position, fetched, codes, dead, stamps, digest, told = row
    found = tuple(codes.split("\n")) if codes else ()
    moment = datetime.fromisoformat(fetched)
    about = (TYPES[kind], url, content, body, parent, position, moment, found, bool(dead))
    return Entry(*about, at, digest, stamps, told)
