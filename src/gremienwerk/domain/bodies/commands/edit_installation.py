"""Edit who runs this portal: names, addresses, colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.commands.set_up_installation import COLOUR
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second

REQUIRED = ("portal_name", "office_name", "office_email")
FIELDS = (
    *REQUIRED,
    *("portal_subtitle", "office_parent", "office_address", "representative"),
    *("data_protection_officer", "supervisory_authority", "accent_light", "accent_dark"),
    "is_authority",
)


@dataclass(frozen=True, slots=True)
class InstallationEdited(Event):
    """The portal says otherwise who runs it."""

    kind = "bodies.installation_edited"
    installation_id: int
    body_id: int
    fields: list[str]


class InstallationNotUsable(Refusal):
    """A detail of the office is missing or malformed."""


@transaction.atomic
def edit_installation(
    installation: Installation, values: Mapping[str, object], *, by: User, now: datetime
) -> Installation:
    """Write `values` by field; what is not named stays.

    Raises `NotAllowed`, `InstallationNotUsable`.
    """
    row = Installation.objects.select_for_update().get(pk=installation.pk)
    require(by, Can.SET_UP, row)
    for field, value in values.items():
        if field not in FIELDS:
            raise InstallationNotUsable(_("There is no detail “%(field)s”.") % {"field": field})
        setattr(row, field, value.strip() if isinstance(value, str) else value)
    for name in REQUIRED:
        if not getattr(row, name):
            raise InstallationNotUsable(
                _("Give the portal a value for “%(field)s”.") % {"field": name}
            )
    for colour in (row.accent_light, row.accent_dark):
        if not COLOUR.fullmatch(colour):
            raise InstallationNotUsable(
                _("Write the colour “%(colour)s” as #rrggbb, for instance #004b73.")
                % {"colour": colour}
            )
    changes = record_changes(row, values, by=by, now=now)
    row.modified_at = whole_second(now)
    row.save(update_fields=[*values, "modified_at"])
    event = InstallationEdited(
        installation_id=row.pk, body_id=row.body_id, fields=sorted(values), changes=changes
    )
    publish(event, by=by, at=now)
    return row
