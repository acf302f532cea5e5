"""Add a term of office to a body."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import LegislativeTerm
from gremienwerk.domain.organizations.checks import check_period, locked, overlapping
from gremienwerk.domain.organizations.models import Organization, Term
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added


@dataclass(frozen=True, slots=True)
class TermAdded(Event):
    """A body has a term of office."""

    kind = "organizations.term_added"
    organization_id: int
    term_id: int


class TermNotUsable(Refusal):
    """A term has a name and a period that no other term of the body has days of."""


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A term of office; `ends_on` is the first day that is no longer in it."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    legislative_term: LegislativeTerm | None = None


@transaction.atomic
def add_term(organization: Organization, draft: TermDraft, *, by: User, now: datetime) -> Term:
    """Add the term of `draft`, which may still be to come.

    Raises `NotAllowed`, `TermNotUsable`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.ADD_TERM, row)
    if not draft.name.strip():
        raise TermNotUsable(_("Give the term a name."))
    check_period(draft.starts_on, draft.ends_on)
    others = Term.objects.filter(overlapping(draft.starts_on, draft.ends_on), organization=row)
    for other in others[:1]:
        raise TermNotUsable(
            _("The term “%(name)s” has days in common with this one; end it first.")
            % {"name": other.name}
        )
    term = Term.objects.create(
        organization=row,
        name=draft.name.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        legislative_term=draft.legislative_term,
    )
    changes = record_added(term, by=by, now=now)
    event = TermAdded(organization_id=row.pk, term_id=term.pk, changes=changes)
    publish(event, by=by, at=now)
    return term
