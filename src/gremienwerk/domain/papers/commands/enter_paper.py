"""Enter a paper: a Drucksache, a statement, a strategy paper; internal at first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.choices import OriginatorKind, PaperType
from gremienwerk.domain.papers.models import Originator, Paper, PaperLocation
from gremienwerk.domain.papers.policy import Can
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class PaperEntered(Event):
    """There is a paper; nobody outside knows of it yet."""

    kind = "papers.entered"
    paper_id: int


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What is known of a paper.

    `day` is the one from which time limits count; `originators` stand in order, the first
    one leads.
    """

    name: str
    reference: str = ""
    day: date | None = None
    paper_type: PaperType | str = ""
    summary: str = ""
    answer_due_on: date | None = None
    originators: Sequence[Organization | Person] = ()
    locations: Sequence[Location] = ()


class PaperHasNoName(Refusal):
    """A paper is known by its name."""


class ReferenceTaken(Refusal):
    """A reference names one paper of a Körperschaft."""


@transaction.atomic
def enter_paper(body: Body, *, draft: PaperDraft, by: User, now: datetime) -> Paper:
    """Enter the paper of `body`.

    Raises `NotAllowed`, `PaperHasNoName`, `ReferenceTaken`.
    """
    require(by, Can.ENTER, body)
    if not draft.name.strip():
        raise PaperHasNoName(_("Give the paper a name."))
    reference = draft.reference.strip()
    if reference and Paper.objects.alive().filter(body=body, reference=reference).exists():
        sentence = _("There is a paper with the reference %(reference)s already.")
        raise ReferenceTaken(sentence % {"reference": reference})
    paper = Paper.objects.create(
        body=body,
        name=draft.name.strip(),
        reference=reference,
        date=draft.day,
        paper_type=draft.paper_type,
        summary=draft.summary,
        answer_due_on=draft.answer_due_on,
        created_at=whole_second(now),
        modified_at=whole_second(now),
    )
    for position, one in enumerate(draft.originators):
        _name_originator(paper, one, position)
    for location in draft.locations:
        PaperLocation.objects.create(paper=paper, location=location)
    publish(PaperEntered(paper_id=paper.pk), by=by, at=now)
    return paper


def _name_originator(paper: Paper, one: Organization | Person, position: int) -> None:
    Originator.objects.create(
        paper=paper,
        person=one if isinstance(one, Person) else None,
        organization=one if isinstance(one, Organization) else None,
        kind=OriginatorKind.ORIGINATOR,
        position=position,
    )
