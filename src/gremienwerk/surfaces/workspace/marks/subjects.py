"""What is a marked thing called, where does it stand, and is it still there?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import State, Text
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.queries import REQUESTS
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.frame import address

Thing = AgendaItem | Paper
ITEM, PAPER, REQUEST = "punkt", "vorlage", "anfrage"
STATE_KINDS: Final = {
    MarkState.OPEN: "open",
    MarkState.PREPARED: "preparation",
    MarkState.DONE: "current",
}


@dataclass(frozen=True)
class Told:
    """A thing as a list names it; `kind` is its word in an address, `web` its page outside.

    `is_gone`: the source took it back; the mark stays.
    """

    kind: str
    word: str
    title: Text
    number: str
    day: date | None
    page: str
    web: str
    is_gone: bool
    report: str = ""


def told(thing: Thing) -> Told:
    """Return how a thing is named; an item with its meeting loaded."""
    if isinstance(thing, AgendaItem):
        meeting = thing.meeting
        return Told(
            kind=ITEM,
            word=_("Agenda item"),
            title=(thing.name or _("Agenda item"), SOURCE_LANGUAGE),
            number=thing.number,
            day=meeting.starts_on,
            page=f"{reverse('portal:meeting', args=[meeting.pk])}",
            web=thing.web or meeting.web,
            is_gone=thing.is_deleted or meeting.is_deleted,
            report=address("report", meeting.pk),
        )
    is_request = thing.paper_type in REQUESTS
    return Told(
        kind=REQUEST if is_request else PAPER,
        word=_("Request") if is_request else _("Paper"),
        title=(thing.name, SOURCE_LANGUAGE),
        number=thing.reference,
        day=thing.date,
        page=reverse("portal:paper", args=[thing.pk]),
        web=thing.web,
        is_gone=thing.is_deleted,
    )


def thing_of(mark: Mark) -> Thing:
    """Return what a mark is about."""
    found = mark.agenda_item or mark.paper
    assert found is not None  # noqa: S101 -- a constraint of the table
    return found


def state_of(mark: Mark) -> State:
    """Return how far a mark is, in a word."""
    return State(STATE_KINDS[MarkState(mark.state)], str(MarkState(mark.state).label))
