"""Edit what a body is called, where it belongs, and whom one asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Classification, Sphere, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second

FIELDS = (
    *("name", "short_name", "classification", "sphere", "stewardship", "position"),
    *("founded_year", "contact_label", "contact_email", "website_label", "website", "location"),
)
EARLIEST = 1800


@dataclass(frozen=True, slots=True)
class DetailsEdited(Event):
    """A body is called or reached otherwise; `fields` are those that changed."""

    kind = "organizations.details_edited"
    organization_id: int
    fields: list[str]


class DetailsNotUsable(Refusal):
    """A body has a name, and while it is public a sphere."""


@transaction.atomic
def edit_details(
    organization: Organization, values: Mapping[str, object], *, by: User, now: datetime
) -> Organization:
    """Write `values` by field; what is not named stays.

    Rule: a public body has a sphere, which is its heading (source: network.md P.1).
    Raises `NotAllowed`, `DetailsNotUsable`.
    """
    row = locked(organization)
    require(by, Can.EDIT_DETAILS, row)
    for field, value in values.items():
        if field not in FIELDS:
            raise DetailsNotUsable(_("There is no detail “%(field)s”.") % {"field": field})
        setattr(row, field, value.strip() if isinstance(value, str) else value)
    check_details(row, now)
    changes = record_changes(row, values, by=by, now=now)
    row.modified_at = whole_second(now)
    row.save(update_fields=[*values, "modified_at"])
    if changes:
        event = DetailsEdited(organization_id=row.pk, fields=sorted(values), changes=changes)
        publish(event, by=by, at=now)
    return row


def check_details(row: Organization, now: datetime) -> None:
    """Check that the details of a body fit to each other. Raises `DetailsNotUsable`."""
    if not row.name:
        raise DetailsNotUsable(_("Give the body a name."))
    for value, words in (
        (row.sphere, Sphere.values),
        (row.stewardship, Stewardship.values),
        (row.classification, Classification.values),
    ):
        if value and value not in words:
            raise DetailsNotUsable(_("Choose one of: %(all)s.") % {"all": ", ".join(words)})
    if row.published_at is not None and row.is_listed and not (row.sphere and row.stewardship):
        raise DetailsNotUsable(
            _("A public body has a sphere and says what the office is to it; withdraw it first.")
        )
    if row.founded_year is not None and not EARLIEST <= row.founded_year <= now.year:
        raise DetailsNotUsable(
            _("“%(year)s” is no year of foundation: it lies between 1800 and this year.")
            % {"year": row.founded_year}
        )
