"""What touches the office, and what might? Read for its lists, its reports and its desk."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import F, Q, QuerySet

from gremienwerk.domain.accounts.sight import Actor
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.choices import PaperType
from gremienwerk.domain.papers.models import Paper

REQUESTS: Final = (PaperType.INQUIRY_MINOR, PaperType.INQUIRY_MAJOR, PaperType.INQUIRY_ORAL)
LOOKS_BACK: Final = timedelta(days=92)  # papers that are newer may be proposed
WORDS: Final = (  # by which something is proposed; a person decides
    *("Integration", "Partizipation", "Migration", "Geflüchtete", "Flüchtling", "Unterkunft"),
    *("Unterkünfte", "Sprachmittlung", "Deutschkurs", "Teilhabe", "Vielfalt", "Ausländer"),
)
SHORTEST_WORD: Final = 3


def marks(actor: Actor) -> QuerySet[Mark]:
    """Return what is marked with what it is about, the most urgent first. One query."""
    return (
        Mark.objects.visible_to(actor)
        .select_related("responsible", "paper", "agenda_item__meeting")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def open_marks(actor: Actor, *, until: date) -> QuerySet[Mark]:
    """Return what is not done and due until a day."""
    return marks(actor).filter(due_on__lte=until).exclude(state=MarkState.DONE)


def marks_at(meeting: Meeting, actor: Actor) -> list[Mark]:
    """Return what is marked of a meeting in the order of its agenda; papers after their item.

    An item and a paper that is dealt with under it are both kept. Two queries.
    """
    found = list(marks(actor).filter(pk__in=Mark.objects.at(meeting).values("pk")))
    places: dict[int, int] = {}
    dealt = AgendaItem.objects.alive().filter(meeting=meeting, consultations__deleted_at=None)
    for paper, position in dealt.values_list("consultations__paper", "position"):
        if paper is not None:
            places[paper] = min(position, places.get(paper, position))

    def place(mark: Mark) -> tuple[int, int, int]:
        if mark.agenda_item is not None:
            return (mark.agenda_item.position, 0, mark.pk)
        return (places.get(mark.paper_id or 0, 1 << 15), 1, mark.pk)

    return sorted(found, key=place)


def sources_of(bodies: Iterable[Organization]) -> list[int]:
    """Return the keys of what mirrored bodies stand for at their source."""
    return [body.mirrors_id for body in bodies if body.mirrors_id]


def meetings_to_report(actor: Actor, organizations: Iterable[int]) -> QuerySet[Meeting]:
    """Return the meetings of mirrored bodies, the newest first."""
    return (
        Meeting.objects.visible_to(actor)
        .filter(links__organization__in=list(organizations), cancelled=False)
        .select_related("report", "body")
        .order_by("-starts_on", "-pk")
        .distinct()
    )


def proposed_items(
    actor: Actor, organizations: Iterable[int], words: Iterable[str], *, since: date
) -> QuerySet[AgendaItem]:
    """Return items of mirrored bodies that hold one of `words` and are not marked yet."""
    return (
        AgendaItem.objects.visible_to(actor)
        .filter(
            _holds(words, "name", "text", "resolution_text"),
            meeting__links__organization__in=list(organizations),
            meeting__starts_on__gte=since,
            mark=None,
        )
        .select_related("meeting")
        .order_by("meeting__starts_on", "position", "pk")
        .distinct()
    )


def proposed_papers(
    actor: Actor, organizations: Iterable[int], words: Iterable[str], *, today: date
) -> QuerySet[Paper]:
    """Return papers of the same councils that hold one of `words` and are not marked yet."""
    councils = Organization.objects.filter(pk__in=list(organizations)).values("body")
    return (
        Paper.objects.visible_to(actor)
        .filter(
            _holds(words, "name", "reference", "summary"),
            body__in=councils,
            body__is_own=False,
            mark=None,
        )
        .filter(Q(date=None) | Q(date__gte=today - LOOKS_BACK))
        .order_by("-date", "-pk")
    )


def _holds(words: Iterable[str], *fields: str) -> Q:
    """Return the condition that one of `words` stands in one of `fields`; none without words."""
    conditions = [
        Q(**{f"{field}__icontains": word})
        for word in words
        if len(word) >= SHORTEST_WORD
        for field in fields
    ]
    return reduce(or_, conditions) if conditions else Q(pk__in=[])
