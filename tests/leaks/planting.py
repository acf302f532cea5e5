"""How do tokens get into every text field of every model? By reflection."""

import json
import re
from datetime import date, time

from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils import timezone

from gremienwerk.domain.accounts.queries import system_user
from tests.leaks.codes import CODES
from tests.leaks.public import public_fields

TOKEN = re.compile(r"zq\d{3}qz")
SPARED = {  # whom the program looks up by a word: no person, no secret
    "accounts.User": lambda: [system_user().pk],
}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
PLAIN = {
    models.BooleanField: False,
    models.IntegerField: 1,
    models.FloatField: 1.0,
    models.JSONField: {},
    models.BinaryField: b"x",
}


def own_models():
    """Return all models of ours but those whose rows no command writes."""
    return [m for m in apps.get_models() if m.__module__.startswith("gremienwerk.")]


def text_fields(model):
    """Return the fields that can hold somebody's words."""
    names = CODES.get(model._meta.label, set())
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not field.choices and field.name not in names
    ]


def tokens():
    """Return a token per text field: {token: "label.field"}."""
    found = [f"{m._meta.label}.{f.name}" for m in own_models() for f in text_fields(m)]
    return {f"zq{number:03d}qz": name for number, name in enumerate(found)}


def make_missing():
    """Make one row of every model that has none, so that none is left out."""
    waiting = [model for model in own_models() if not model._base_manager.exists()]
    for _round in range(4):
        for model in list(waiting):
            if make(model):
                waiting.remove(model)
    return [model._meta.label for model in waiting]


def make(model):
    """Make a row of `model` out of nothing but its fields; False if something is missing yet."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.null or field.has_default():
            continue
        if field.remote_field:
            other = field.remote_field.model._base_manager.last()
            if other is None:
                return False
            values[field.name] = other
        else:
            values[field.name] = _plain(field)
    if hasattr(model, "ends_at"):
        values["ends_at"] = timezone.now() + timezone.timedelta(days=1)
    try:
        with transaction.atomic():
            model._base_manager.create(**values)
    except (IntegrityError, DataError, TypeError):
        return False
    return True


def _plain(field):
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return date(2026, 1, 1)
    if isinstance(field, models.TimeField):
        return time(12)
    for kind, value in PLAIN.items():
        if isinstance(field, kind):
            return value
    return "x"


def plant(wanted):
    """Write the tokens of all fields for which `wanted(field, public fields of the row)` holds.

    Returns the names of the fields that took one.
    """
    done = set()
    names = {name: token for token, name in tokens().items()}
    for model in own_models():
        fields = text_fields(model)
        rows = model._base_manager.exclude(pk__in=SPARED.get(model._meta.label, list)())
        for row in list(rows) if fields else []:
            public = public_fields(row)
            for field in fields:
                name = f"{model._meta.label}.{field.name}"
                if wanted(field.name, public) and _write(row, field, names[name]):
                    done.add(name)
    return done


def _write(row, field, token):
    value = _fit(field, token if not field.unique else f"{token}{row.pk}", row)
    if value is None:
        return False
    rows = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**{field.name: value})
    except (IntegrityError, DataError):
        return False
    return True


def _fit(field, token, row):
    """Return the token as such a field would hold it; None if it is too short for one."""
    if isinstance(field, models.EmailField):
        token = f"{token}@mail.example"
    elif isinstance(field, models.URLField) or field.name in ("url", "owner", "parent"):
        token = f"https://quelle.example/{token}"
    elif isinstance(field, models.BinaryField):
        return token.encode()
    elif isinstance(field, models.JSONField):
        kept = getattr(row, field.name)
        return [*kept, token] if isinstance(kept, list) else {**(kept or {}), token: token}
    if row._meta.label == "events.Revision" and field.name in ("old", "new"):
        return json.dumps(token)
    if type(field) is models.TextField:
        return f"{getattr(row, field.name)} {token}".strip()  # placeholders stay
    if field.max_length and len(token) > field.max_length:
        return None
    return token


def lift_append_only():
    """Let the log be planted too; its triggers come back with the end of the transaction."""
    from gremienwerk.foundation.events import append_only  # noqa: PLC0415 -- as conftest does

    append_only.lift(connection)
