"""What is loaded for the page of one body? A fixed number of queries, whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingFile
from gremienwerk.domain.meetings.queries.next_of import rhythm_of
from gremienwerk.domain.mirror.queries import SourceView, source_of
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.models import Convenor, Membership, Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.bodies import asked
from gremienwerk.surfaces.portal.bodies.known import (
    Book,
    Known,
    Pair,
    places_of,
    text_of,
    today_only,
)


@dataclass(frozen=True)
class BodyPage:
    """A body with everything around it that its page may show."""

    known: Known
    neighbours: Sequence[queries.Neighbour]
    members: Sequence[Membership]
    meetings: Sequence[Meeting]
    records: Sequence[MeetingFile]
    papers: Sequence[Paper]
    items: Sequence[AgendaItem]
    topics: Sequence[tuple[date, str]]
    source: SourceView | None
    texts: Texts
    book: Book
    today: date

    @property
    def body(self) -> Organization:
        """The body itself."""
        return self.known.body

    @property
    def coming(self) -> list[Meeting]:
        """Meetings from today on."""
        return [m for m in self.meetings if m.starts_on >= self.today]

    @property
    def past(self) -> list[Meeting]:
        """Meetings before today, newest first."""
        return [m for m in reversed(self.meetings) if m.starts_on < self.today]

    def text(self, field: str) -> Pair:
        """Return a text of the body with its placeholders filled."""
        return text_of(self.known, field, self.texts, self.today)

    def around(self, role: str) -> list[queries.Neighbour]:
        """Return the neighbours in a role."""
        return [found for found in self.neighbours if found.role == role]

    def name_of(self, organization: Organization, field: str = "name") -> Pair:
        """Return the name of a neighbour in the language of the page."""
        found = self.texts.of(organization, field)
        return (found.text, found.language) if found else self.name_of(organization)


def load_page(
    slug: str, today: date, language: str, *, here: Installation | None
) -> BodyPage | None:
    """Load a body that has a page of its own, by its slug; None where there is none."""
    body = next(iter(asked.one.rows(slug=slug, today=today)), None)
    if body is None:
        return None
    ours = {"body": body.pk, "mirrors": body.mirrors_id}
    meetings = list(asked.meetings.rows(**ours, today=today))
    hosts = [link.organization for meeting in meetings for link in meeting.links.all()]
    abilities = list(queries.ability_rows([body, *hosts]))
    mine = today_only(body, abilities, today)
    neighbours = queries.neighbours_of(body, today) if body.body.is_own else []
    members = list(asked.members.rows(body=body.pk, today=today))
    files, papers = _to_read(body, mine)
    items, topics = _agenda(body, mine, meetings, today)
    convenors = _convenors(body, neighbours)
    told = [body, *hosts, *papers, *items, *meetings, *places_of(meetings)]
    told += [*_beside(body), *([here] if here else [])]
    parties = [n.organization for n in neighbours] + [m.party for m in members]
    texts = Texts([*told, *(party for party in parties if party)], language)
    return BodyPage(
        known=Known(body, mine, convenors, _next(meetings, today)),
        neighbours=neighbours,
        members=members,
        meetings=meetings,
        records=files,
        papers=papers,
        items=items,
        topics=topics,
        source=_source(body),
        texts=texts,
        book=Book([body], abilities, convenors, texts),
        today=today,
    )


def _beside(body: Organization) -> list[Model]:
    """Return what else of the body has texts of its own."""
    beside = (rhythm_of(body), queries.status_of(body), body.image, body.location)
    return [row for row in beside if row]


def _next(meetings: Sequence[Meeting], today: date) -> Meeting | None:
    return next((m for m in meetings if m.starts_on >= today and not m.cancelled), None)


def _to_read(
    body: Organization, mine: queries.Abilities
) -> tuple[Sequence[MeetingFile], Sequence[Paper]]:
    documented = mine.get("publication") == "documentation"
    wanted = asked.minutes_and_documentation if documented else asked.minutes
    ours = {"body": body.pk, "mirrors": body.mirrors_id}
    return list(wanted.rows(**ours)), list(asked.papers.rows(**ours))


def _agenda(
    body: Organization, mine: queries.Abilities, meetings: Sequence[Meeting], today: date
) -> tuple[Sequence[AgendaItem], Sequence[tuple[date, str]]]:
    """Load what the next meeting is about, or what meetings by invitation were about."""
    if mine.get("access") == "invitation" and mine.get("focus_topic") == "on":
        ours = {"body": body.pk, "mirrors": body.mirrors_id}
        return [], list(asked.topics.rows(**ours, today=today))
    coming = _next(meetings, today)
    return (list(asked.items.rows(meeting=coming.pk)) if coming else []), []


def _convenors(body: Organization, neighbours: Sequence[queries.Neighbour]) -> list[Convenor]:
    return [
        Convenor(organization=body, party=n.organization, starts_on=n.starts_on, ends_on=n.ends_on)
        for n in neighbours
        if n.role == "convenor" and n.organization
    ]


def _source(body: Organization) -> SourceView | None:
    """Return where a mirrored body, or the meetings that an own one shows, come from."""
    shown = body.mirrors or body
    if shown.body_id == body.body_id and body.body.is_own:
        return None
    return source_of([shown.body_id]).get(shown.body_id)
