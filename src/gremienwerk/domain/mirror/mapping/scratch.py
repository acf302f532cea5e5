"""Where do the objects of a walk lie while they are compared? In a file, not in memory.

A temporary database of its own, thrown away after the run: so a source of a hundred thousand
objects needs no more memory than one of a hundred. It says nothing that the raw store does
not say; a run that dies loses nothing with it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

WAITING: Final = 2000  # entries that wait to be written together
TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -12000;
PRAGMA temp_store = FILE;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, key TEXT UNIQUE, type TEXT, url TEXT, content BLOB, body TEXT,
    parent TEXT, position INT, fetched_at TEXT, codes TEXT, is_dead INT, stamps TEXT,
    digest TEXT, stated TEXT
);
CREATE TABLE reference (key TEXT, type TEXT, owner TEXT, field TEXT, url TEXT);
CREATE TABLE hint (key TEXT PRIMARY KEY, item TEXT, meeting TEXT);
CREATE TABLE known (
    key TEXT PRIMARY KEY, pk INT, type TEXT, url TEXT, row INT, digest TEXT, parent TEXT,
    codes TEXT, is_gone INT
) WITHOUT ROWID;
CREATE TABLE place (key TEXT PRIMARY KEY, row INT) WITHOUT ROWID;
CREATE TABLE link (id INTEGER PRIMARY KEY, model TEXT, owner INT, is_new INT, told TEXT);
CREATE TABLE present (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE confirmed (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE gone (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE again (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Scratch:
    """A temporary database; gone with the object."""

    def __init__(self) -> None:
        """Open an empty one."""
        nameless = ""  # a file that SQLite removes by itself, even if we are killed
        self._base = sqlite3.connect(nameless, isolation_level=None, check_same_thread=False)
        self._base.executescript(TABLES)
        self._base.execute("BEGIN")

    def close(self) -> None:
        """Throw everything away."""
        self._base.close()

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, a few at a time."""
        yield from self._base.execute(sql, values)

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        found: tuple[Any, ...] | None = self._base.execute(sql, values).fetchone()
        return found

    def number(self, sql: str, *values: object) -> int:
        """Return the number that a query counts."""
        found = self.row(sql, *values)
        return int(found[0] or 0) if found else 0

    def do(self, sql: str, *values: object) -> None:
        """Write."""
        self._base.execute(sql, values)

    def put(self, sql: str, many: Iterable[tuple[object, ...]]) -> None:
        """Write many rows."""
        self._base.executemany(sql, many)

    def note(self, table: str, keys: Iterable[str]) -> None:
        """Enter addresses into one of the tables that only list them."""
        self.put(f"INSERT OR IGNORE INTO {table} VALUES (?)", ((key,) for key in keys))  # noqa: S608 -- our own word
