"""How do rows of the log lie in the database, byte for byte?

On SQLite a column holds any bytes, and many spellings are read as the same value: spaces in
JSON, a T within a moment. So they are read as bytes, and only the one spelling that was
written is let pass. PostgreSQL keeps types itself.
"""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Field, ForeignKey, JSONField, Model
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row", bound=Model)


def stored(model: type[Row]) -> Iterator[Row | None]:
    """Yield all rows in the order of their keys; None for one that was tampered with."""
    if connection.vendor != "sqlite":
        yield from model._base_manager.order_by("pk").iterator()  # noqa: SLF001 -- Django's name
        return
    meta = model._meta  # noqa: SLF001 -- Django's name
    columns = [column for column in meta.get_fields() if isinstance(column, Field)]
    names = ", ".join(f'CAST("{column.column}" AS BLOB)' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{meta.db_table}" ORDER BY id')  # noqa: S608 -- own names
        while found := cursor.fetchmany(1000):
            yield from (_row(model, columns, values) for values in found)


def _row(model: type[Row], columns: list["Field[Any, Any]"], values: tuple[Any, ...]) -> Row | None:
    try:
        read = {
            column.attname: None if raw is None else _value(column, bytes(raw).decode())
            for column, raw in zip(columns, values, strict=True)
        }
    except ValueError:
        return None
    return model(**read)


def _value(column: "Field[Any, Any]", raw: str) -> Any:  # noqa: ANN401 -- any column
    """Return the value; raise `ValueError` if it is not spelled as it would be written."""
    if isinstance(column, JSONField):
        return _only(json.loads(raw), json.dumps, raw)
    if isinstance(column, DateTimeField):
        found = parse_datetime(raw)
        moment = found.replace(tzinfo=UTC) if found else None
        return _only(moment, connection.ops.adapt_datetimefield_value, raw)
    if isinstance(column, (BigIntegerField, ForeignKey)) or column.primary_key:
        return _only(int(raw), str, raw)
    return raw


def _only(value: Any, spell: Any, raw: str) -> Any:  # noqa: ANN401 -- any column
    if spell(value) != raw:
        raise ValueError(raw)
    return value
