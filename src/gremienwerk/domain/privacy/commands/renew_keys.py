"""Renew the keys: everything is encrypted with a new one, the old ones go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from gremienwerk.domain.accounts.commands.renew_factor_keys import renew_factor_keys
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import RetentionReport
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.keys import add_key, encrypt_anew, forget_old_keys


@dataclass(frozen=True, slots=True)
class KeysRenewed(Event):
    """So many values lie under a new key."""

    kind = "privacy.keys_renewed"
    values: int


@transaction.atomic
def renew_keys(*, by: User, now: datetime) -> int:
    """Encrypt all values with a new key and forget the old ones; return how many there were.

    The new key is there before the first value needs it, the old ones until the last was
    written: whenever this breaks off, everything still opens. Raises `NotAllowed`, `WrongKey`.
    """
    require(by, Can.RENEW_KEYS, RetentionReport())
    add_key()
    number = sum(_encrypt(model, name) for model, name in encrypted_columns())
    number += renew_factor_keys(by=by, now=now)
    publish(KeysRenewed(values=number), by=by, at=now)
    transaction.on_commit(forget_old_keys)
    return number


def encrypted_columns() -> list[tuple[type[Model], str]]:
    """Return every encrypted column of every model."""
    return [
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields  # noqa: SLF001 -- Django's name
        if getattr(column, "is_encrypted", False)
    ]


def _encrypt(model: type[Model], column: str) -> int:
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 -- Django's name
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {name} FROM {table} WHERE {name} IS NOT NULL")  # noqa: S608
        rows: list[tuple[int, Any]] = cursor.fetchall()
        for key, cipher in rows:
            change = f"UPDATE {table} SET {name} = %s WHERE id = %s"  # noqa: S608 -- own names
            cursor.execute(change, [encrypt_anew(cipher), key])
    return len(rows)
