"""How do the rows of an archive get into the tables? A portion at a time, in their order."""

from collections import Counter
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.choices import Fate
from gremienwerk.portable.commands._keys import Keys
from gremienwerk.portable.forms import FORMS, ORGANIZATION, Form
from gremienwerk.portable.reading import Told, portions_of
from gremienwerk.portable.unpacking import ArchiveRefused


def write_all(keys: Keys, by: User) -> dict[str, Counter[Fate]]:
    """Decide about and write all rows; return by form how many had which fate.

    `by` stands for everybody who acted. Raises `ArchiveRefused` if rows contradict each other or
    what is here.
    """
    found: dict[str, Counter[Fate]] = {}
    try:
        for form in FORMS:
            keys.decide(form)
            if form.model is MirrorSource:
                keys.adopt(next(one for one in FORMS if one.name == "mirrorobject"))
            found[form.name] = _write(form, keys, by)
        tables = {form.model._meta.db_table for form in FORMS}  # noqa: SLF001
        connection.check_constraints(table_names=sorted(tables))
    except IntegrityError as error:
        raise ArchiveRefused(
            _("The archive contradicts itself or what is here (%(what)s); nothing was changed.")
            % {"what": str(error).splitlines()[0][:200]}
        ) from error
    _raise_counters()
    return found


def _write(form: Form, keys: Keys, by: User) -> Counter[Fate]:
    fates: Counter[Fate] = Counter()
    for portion in portions_of(keys.archive, form):
        made = []
        for row in portion:
            fate = keys.fate_of(form, row.key)
            fates[fate] += 1
            if fate == Fate.MADE:
                made.append(
                    form.model(pk=keys.key_of(form.model, row.key), **_all(row, form, keys, by))
                )
            elif fate == Fate.FILLED and form is ORGANIZATION:
                here = Organization.objects.filter(pk=keys.key_of(Organization, row.key))
                here.update(**_all(row, form, keys, by))
        form.model._base_manager.bulk_create(made)  # noqa: SLF001
    return fates


def _all(row: Told, form: Form, keys: Keys, by: User) -> dict[str, Any]:
    """Return the columns of a row, with what the archive leaves out."""
    found = keys.columns(row, form)
    found |= {form.field(name).attname: by.pk for name in row.accounts}
    if form.model is MirrorSource:
        found["is_paused"] = True
    if form.model is Image:
        found["name"] = _free_name(found["name"])
    return found


def _free_name(name: str) -> str:
    """Return a name for a picture that no other one has."""
    number, tried = 2, name
    while Image.objects.filter(name=tried).exists():
        tried = f"{name[:90]}-{number}"
        number += 1
    return tried


def _raise_counters() -> None:
    """Let PostgreSQL count on behind the keys that were written; never back.

    Others may have taken keys meanwhile, and a counter is not taken back with its transaction.
    SQLite looks at the table by itself.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in {form.model for form in FORMS}:
            table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
            cursor.execute(
                "SELECT setval(counter, latest) FROM ("  # noqa: S608 -- a name of ours
                "SELECT pg_get_serial_sequence(%s, 'id')::regclass AS counter,"
                f" (SELECT max(id) FROM {table}) AS latest) AS found"
                " WHERE latest > coalesce(pg_sequence_last_value(counter), 0)",
                [table],
            )
