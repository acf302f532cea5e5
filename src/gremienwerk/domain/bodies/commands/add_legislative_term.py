"""Add a Wahlperiode to a Körperschaft."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body, LegislativeTerm
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class LegislativeTermAdded(Event):
    """A Wahlperiode is known."""

    kind = "bodies.legislative_term_added"
    legislative_term_id: int


class TermNotUsable(Refusal):
    """A term has a name, and ends after it starts."""


@dataclass(frozen=True, slots=True)
class LegislativeTermDraft:
    """What is known of a Wahlperiode; `ends_on` is the first day that is no longer in it."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def add_legislative_term(
    body: Body, draft: LegislativeTermDraft, *, by: User, now: datetime
) -> LegislativeTerm:
    """Add the Wahlperiode of `draft` to `body`.

    Raises `NotAllowed`, `TermNotUsable`.
    """
    require(by, Can.ADD_TERM, body)
    if not draft.name.strip():
        raise TermNotUsable(_("Give the term a name."))
    if draft.starts_on and draft.ends_on and draft.ends_on <= draft.starts_on:
        raise TermNotUsable(_("Choose an end after the beginning."))
    moment = whole_second(now)
    term = LegislativeTerm.objects.create(
        body=body,
        name=draft.name,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        created_at=moment,
        modified_at=moment,
    )
    publish(LegislativeTermAdded(legislative_term_id=term.pk), by=by, at=now)
    return term
