"""Edit what is known of a person; the former values stay, erasable, in the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.commands.add_person import NameMissing, NotOurs
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second

FIELDS: Final = (
    *("name", "family_name", "given_name", "form_of_address", "title", "affix", "gender"),
    *("function", "affiliation", "email", "public_email", "language", "web"),
)


@dataclass(frozen=True, slots=True)
class PersonEdited(Event):
    """Something else is known of a person."""

    kind = "people.person_edited"
    person_id: int
    fields: tuple[str, ...]


class NotUsable(Refusal):
    """A value does not fit its field."""


@transaction.atomic
def edit_person(person: Person, values: Mapping[str, str], *, by: User, now: datetime) -> Person:
    """Set the fields of `values`, one or several of `FIELDS`; the rest stays.

    Raises `NotAllowed`, `NotOurs`, `NameMissing`, `NotUsable`.
    """
    row = Person.objects.select_for_update(of=("self",)).select_related("body").get(pk=person.pk)
    require(by, Can.EDIT, row)
    if not row.body.is_own or row.is_deleted:
        raise NotOurs(_("Only people of our own district can be changed here."))
    if unknown := set(values) - set(FIELDS):
        raise NotUsable(_("There is no such field: %(names)s.") % {"names": ", ".join(unknown)})
    changed = [name for name, value in values.items() if value.strip() != getattr(row, name)]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name].strip())
    _check(row, changed)
    row.modified_at = whole_second(now)
    hashes = record_changes(row, changed, by=by, now=now)
    row.save(update_fields=[*changed, "modified_at"])
    event = PersonEdited(person_id=row.pk, fields=tuple(changed), changes=hashes)
    publish(event, by=by, at=now)
    return row


def _check(row: Person, changed: list[str]) -> None:
    for name in changed:
        check_value(row, name, getattr(row, name))


def check_value(row: Person, name: str, value: str) -> None:
    """Check that a field may have a value. Raises `NameMissing`, `NotUsable`."""
    if name == "name" and not value:
        raise NameMissing(_("Give the person a name."))
    field: Any = Person._meta.get_field(name)  # noqa: SLF001 -- Django's name
    try:
        field.clean(value, row)
    except ValidationError as error:
        raise NotUsable(
            _("“%(value)s” does not fit here: %(why)s")
            % {"value": value, "why": " ".join(error.messages)}
        ) from error
