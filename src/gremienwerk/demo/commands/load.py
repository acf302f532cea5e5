"""Load the demo network into an empty database."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.demo.commands import (
    _accounts,
    _council,
    _drafts,
    _marks,
    _meetings,
    _network,
    _papers,
    _source,
    _wording,
)
from gremienwerk.demo.commands._installation import set_up
from gremienwerk.demo.reading import Stage, english
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.bodies.models import Body, Installation
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.estimates import MANY, renew_estimates
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class DemoLoaded(Event):
    """The demo network is there, counted from an ISO day."""

    kind = "demo.loaded"
    reference_on: str


class NotOurDatabase(Refusal):
    """The demo never mixes with real data."""


@transaction.atomic
def load(reference: date, *, by: User, now: datetime) -> Installation:
    """Make the demo network around `reference`, whole or not at all.

    Raises `NotOurDatabase`.
    """
    refuse_foreign_database()
    stage = Stage(reference, by)
    own = set_up(stage)
    mirrored = _source.add_source(stage)
    _network.add_offices(own, stage)
    _network.add_bodies(stage)
    _council.seat_council(own, stage)
    papers = _papers.enter_papers(own, mirrored, stage)
    _meetings.hold_meetings(papers, stage)
    _accounts.open_accounts(own, stage)
    _drafts.write_drafts(own, stage)
    _marks.mark_what_touches(stage)
    _wording.translate(english(), now=stage.opening)
    renew_estimates(MANY)
    publish(DemoLoaded(reference.isoformat()), by=by, at=now)
    return Installation.objects.get()


def refuse_foreign_database() -> None:
    """Raise `NotOurDatabase` if there is anything that the demo did not make."""
    installation = Installation.objects.first()
    if installation is not None and installation.is_demo:
        return
    others = User.objects.exclude(email=SYSTEM_EMAIL)
    holds = (installation, Body.objects.first(), MirrorSource.objects.first(), others.first())
    if any(row is not None for row in holds):
        raise NotOurDatabase(
            _(
                "This database holds data that the demo did not make; nothing was changed. "
                "Choose an empty one with DATABASE_URL or GREMIENWERK_DATA."
            )
        )
