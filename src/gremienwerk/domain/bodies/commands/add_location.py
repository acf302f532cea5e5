"""Add a place where people meet."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.write import Renderings, translate_all

NORTH, EAST = 90, 180


@dataclass(frozen=True, slots=True)
class LocationAdded(Event):
    """A place is known."""

    kind = "bodies.location_added"
    location_id: int


class PlaceNotUsable(Refusal):
    """A place needs a name, and both degrees or none."""


@dataclass(frozen=True, slots=True)
class LocationDraft:
    """What is known of a place; fields as in the model `Location`."""

    name: str
    room: str = ""
    street_address: str = ""
    postal_code: str = ""
    sub_locality: str = ""
    locality: str = ""
    description: str = ""
    access: str = ""
    is_step_free: bool | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_public: bool = True
    renderings: Renderings = field(default_factory=dict)


@transaction.atomic
def add_location(body: Body, draft: LocationDraft, *, by: User, now: datetime) -> Location:
    """Add the place of `draft` to `body`.

    Raises `NotAllowed`, `PlaceNotUsable`.
    """
    require(by, Can.ADD_LOCATION, body)
    _check(draft)
    moment = whole_second(now)
    fields = {name: getattr(draft, name) for name in LocationDraft.__slots__}
    renderings = fields.pop("renderings")
    location = Location.objects.create(body=body, created_at=moment, modified_at=moment, **fields)
    translate_all(location, renderings, now=moment)
    changes = record_added(location, by=by, now=now)
    event = LocationAdded(location_id=location.pk, changes=changes)
    publish(event, by=by, at=now)
    return location


def _check(draft: LocationDraft) -> None:
    if not draft.name.strip():
        raise PlaceNotUsable(_("Give the place a name."))
    degrees = (draft.latitude, draft.longitude)
    if degrees == (None, None):
        return
    if draft.latitude is None or draft.longitude is None:
        raise PlaceNotUsable(_("Give both latitude and longitude, or neither."))
    if abs(draft.latitude) > NORTH or abs(draft.longitude) > EAST:
        raise PlaceNotUsable(
            _("Latitude lies between -90 and 90, longitude between -180 and 180 degrees.")
        )
