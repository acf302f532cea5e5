"""Shift the demo network to another reference date: everything moves by whole days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gremienwerk.demo.commands import _dates
from gremienwerk.demo.reading import Stage
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.commands.extend_series import extend_series, horizon
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class DemoShifted(Event):
    """The demo network stands around another ISO day."""

    kind = "demo.shifted"
    reference_on: str
    days: int


@transaction.atomic
def shift(reference: date, *, by: User, now: datetime) -> int:
    """Move the demo network to `reference`; return by how many days it moved.

    Ids and states stay. What has a weekday by habit keeps it, and the dates of a rhythm are
    those that its rule gives around the new day; everything else moves by the same number.
    """
    installation = Installation.objects.select_for_update().get()
    old = installation.demo_reference_on
    if old is None or old == reference:
        return 0
    before, after = Stage(old, by), Stage(reference, by)
    apart = _dates.moves_of_meetings(before, after)
    apart |= _dates.moves_of_papers(before, after)
    apart |= _dates.moves_of_series(old, reference)
    days = (reference - old).days
    _dates.move_rows(days, apart)
    _dates.set_reviews(after)
    for organization in Organization.objects.filter(recurrences__kind="rule").distinct():
        extend_series(organization, until=horizon(reference), by=by, now=after.opening)
    publish(DemoShifted(reference.isoformat(), days), by=by, at=now)
    return days
