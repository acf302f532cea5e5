"""What is held of a person? Everything, for the person (Art. 15 DSGVO).

A tree of plain values: as JSON it is the file, `readable` says the same in sentences.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.queries.related import Subject, about, acted_on, subject_of
from gremienwerk.domain.privacy.queries.retention import periods
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.history import value_of

# Secrets prove who somebody is; that they are there is told, what they are is not.
SECRETS = {"password", "token_digest", "session_key", "data", "address_digest", "key", "secret"}
Tree = dict[str, Any]


def report_on(person: Person, *, reader: User, now: datetime) -> Tree:
    """Return everything that is held of `person`, of merged records and of the account.

    What `reader` may not see of special categories and mailing lists is only named.
    """
    subject = subject_of(person)
    held = [
        {"noun": relation.label, "by": relation.field, "rows": _shown(rows, person, reader)}
        for relation, rows in about(subject)
    ]
    return {
        "report": _("Information according to Art. 15 DSGVO"),
        "made_at": now.isoformat(timespec="seconds"),
        "who_is_responsible": _responsible(),
        "person": [row_of(one) for one in subject.records],
        "account": [row_of(one) for one in User.objects.filter(pk__in=subject.users)],
        "held": [group for group in held if group["rows"]],
        "former_values": _former_values(subject),
        "own_acts": _own_acts(subject),
        "log": _log(subject),
        "periods": [
            {"kind": str(one.label), "days": one.days, "source": one.source}
            for one in periods(now.date())
        ],
        "rights": _rights(),
    }


def row_of(row: Model) -> Tree:
    """Return the columns of a row by name; what is empty is left out, secrets are only named."""
    columns = row._meta.concrete_fields  # noqa: SLF001 -- Django's name
    found = {column.name: _value(row, column) for column in columns}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _shown(rows: QuerySet[Any], person: Person, reader: User) -> list[Tree]:
    """Return rows; encrypted ones only to the person, and to who may see them anyway."""
    encrypted = [c.name for c in rows.model._meta.concrete_fields if hasattr(c, "is_encrypted")]  # noqa: SLF001
    if not encrypted or (reader.pk == person.user_id and reader.is_active):
        return [row_of(row) for row in rows]
    seen = rows.model._base_manager.filter(  # noqa: SLF001 -- Django's name
        pk__in=rows.model.objects.visible_to(reader).values("pk")
    )
    allowed = set(seen.values_list("pk", flat=True))
    hidden = _("held, not shown")
    return [row_of(row) if row.pk in allowed else {"id": row.pk, "text": hidden} for row in rows]


def _value(row: Model, column: "Field[Any, Any]") -> Any:  # noqa: ANN401 -- any column
    value = getattr(row, column.attname)
    if column.name in SECRETS and value and not column.is_relation:
        return _("held, not shown")
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _former_values(subject: Subject) -> list[Tree]:
    """Return what was overwritten in rows about the person, as far as it was not erased."""
    revisions = Revision.objects.filter(changed_rows(subject), erased_at=None).order_by("pk")
    return [
        {
            "noun": one.row_model,
            "id": one.object_id,
            "field": one.field,
            "language": one.language,
            "old": value_of(one.old),
            "new": value_of(one.new),
            "at": one.recorded_at.isoformat(timespec="seconds"),
        }
        for one in revisions
    ]


def changed_rows(subject: Subject) -> Q:
    """Return the condition that a revision is of a row about the subject."""
    found = _of(Person, subject.people) | _of(User, subject.users)
    for relation, rows in about(subject):
        keys = list(rows.values_list("pk", flat=True))
        if keys and all(isinstance(key, int) for key in keys):
            found |= _of(relation.model, keys)
    return found


def _of(model: type[Model], keys: Iterable[int]) -> Q:
    return Q(row_model=model._meta.label_lower, object_id__in=list(keys))  # noqa: SLF001


def _own_acts(subject: Subject) -> list[Tree]:
    """Return on how many rows of which kind the account acted; the rows are about others."""
    found = [
        {"noun": relation.label, "as": relation.field, "number": rows.count()}
        for relation, rows in acted_on(subject)
    ]
    return [one for one in found if one["number"]]


def _log(subject: Subject) -> list[Tree]:
    """Return the entries of the log that name the person or the account.

    When somebody looked at the person's data is among them; who of the office it was is not
    told (source: EuGH C-579/21, 22 June 2023).
    """
    named = Q(payload__person_id__in=subject.people) | Q(payload__user_id__in=subject.users)
    return [
        {"number": one.pk, "kind": one.kind, "at": one.recorded_at.isoformat(timespec="seconds")}
        for one in Entry.objects.filter(named).order_by("pk")
    ]


def _responsible() -> Mapping[str, str]:
    here = installation()
    if here is None:
        return {}
    return {
        "office": ", ".join(filter(None, [here.office_name, here.office_parent])),
        "address": here.office_address,
        "email": here.office_email,
        "data_protection_officer": here.data_protection_officer,
        "supervisory_authority": here.supervisory_authority,
    }


def _rights() -> list[str]:
    return [
        _("You may have wrong data corrected (Art. 16 DSGVO)."),
        _("You may have data erased that need not be kept (Art. 17 DSGVO)."),
        _("You may object, and have processing restricted (Art. 18 and 21 DSGVO)."),
        _("You may withdraw each consent at any time, for the future."),
        _("You may complain to the supervisory authority (Art. 77 DSGVO)."),
    ]
