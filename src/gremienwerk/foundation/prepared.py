"""How is a question that every page asks worded as SQL once, not at each request?

Django builds and compiles a query anew each time; for the nested conditions of what the
public may know that costs ten times what the database needs to answer. A `Prepared` query is
compiled once per process with specimens in place of values, and only bound and run after that.
"""

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)

# What no real row holds: the compiler treats it like any value, we find it again afterwards.
FIRST_DAY = date(1583, 1, 1)
FIRST_NUMBER = 8_999_999_999_999_000


@dataclass(frozen=True)
class Worded:
    """A query as compiled for one kind of database; `places` tells which parameter is which."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler | None
    sql: str
    parameters: tuple[Any, ...]
    places: Mapping[int, str]


class Prepared(Generic[Row]):
    """A query whose wording is kept: `Prepared(build, today=date, body=int)`.

    `build` makes the query from values of these kinds. It runs once per kind of database, so
    it must not look at the values, only put them into the query. The result may be iterated
    and prefetches what the query says, but cannot be narrowed any further.
    """

    def __init__(self, build: Callable[..., QuerySet[Row, Any]], **kinds: type) -> None:
        """Keep how to build the query; nothing is built yet."""
        self._build = build
        self._specimens = {name: _specimen(kind, n) for n, (name, kind) in enumerate(kinds.items())}
        self._worded: dict[str, Worded] = {}

    def rows(self, **values: object) -> QuerySet[Row, Any]:
        """Return the rows for these values; a number may be None, which matches nothing."""
        connection = connections[DEFAULT_DB_ALIAS]
        worded = self._worded.get(connection.vendor)
        if worded is None:
            worded = self._worded[connection.vendor] = self._word(connection)
        found = worded.rows.all()
        if worded.compiler is None:
            return found.none()
        bound = {name: _adapted(value, connection) for name, value in values.items()}
        parameters = list(worded.parameters)
        for place, name in worded.places.items():
            parameters[place] = bound[name]
        compiler = copy(worded.compiler)
        compiler.connection = connection
        answer = (worded.sql, tuple(parameters))
        compiler.as_sql = lambda *_a, **_k: answer  # type: ignore[method-assign]
        found.query.get_compiler = lambda *_a, **_k: compiler  # type: ignore[method-assign]
        return found

    def _word(self, connection: Any) -> Worded:  # noqa: ANN401
        rows = self._build(**self._specimens)
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return Worded(rows, None, "", (), {})
        names = {_adapted(value, connection): name for name, value in self._specimens.items()}
        places = {
            n: names[parameter]
            for n, parameter in enumerate(parameters)
            if isinstance(parameter, Hashable) and parameter in names
        }
        return Worded(rows, compiler, sql, tuple(parameters), places)


def _specimen(kind: type, number: int) -> object:
    specimens: dict[type, object] = {
        date: FIRST_DAY + timedelta(days=number),
        int: FIRST_NUMBER + number,
        str: f"specimen {number}",
    }
    return specimens[kind]


def _adapted(value: object, connection: Any) -> object:  # noqa: ANN401
    """Return a value as this database takes it among its parameters."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
