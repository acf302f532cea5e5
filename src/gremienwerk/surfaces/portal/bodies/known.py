"""How do pages know the bodies of the network: names, texts, standing, next date?

Everything of many bodies is loaded in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.models import Meeting, Recurrence
from gremienwerk.domain.meetings.queries import fill, rhythm_sentence
from gremienwerk.domain.meetings.queries.next_of import next_id_of, rhythm_of
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.choices import Status, Stewardship
from gremienwerk.domain.organizations.models import (
    Ability,
    Convenor,
    Organization,
    StatusPeriod,
)
from gremienwerk.foundation.texts.queries import Texts, Wording
from gremienwerk.foundation.wording import day_words, number_words
from gremienwerk.surfaces.portal.bodies import asked
from gremienwerk.surfaces.portal.hosts import HostBook

Pair = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """A body as it stands today."""

    body: Organization
    abilities: queries.Abilities
    convenors: Sequence[Convenor]
    next_meeting: Meeting | None

    @property
    def status(self) -> StatusPeriod | None:
        """The status of today, where one is recorded."""
        return queries.status_of(self.body)

    @property
    def rhythm(self) -> Recurrence | None:
        """The rhythm of today, where one is recorded."""
        return rhythm_of(self.body)

    @property
    def is_suspended(self) -> bool:
        """It exists but does not meet at present."""
        return self.status is not None and self.status.status == Status.SUSPENDED

    @property
    def has_ended(self) -> bool:
        """It does not exist any more."""
        return self.status is not None and self.status.status == Status.ENDED

    @property
    def is_external(self) -> bool:
        """Others run it; we only show it."""
        return self.body.stewardship == Stewardship.EXTERNAL_MIRRORED or not self.body.body.is_own

    @property
    def access(self) -> str:
        """Who may come: public, registration, invitation, internal; empty when unknown."""
        return self.abilities.get("access", "")


class Book(HostBook):
    """A book of hosts that was filled by the page, for bodies that the page knows anyway."""

    def __init__(
        self,
        bodies: Iterable[Organization],
        abilities: Iterable[Ability],
        convenors: Iterable[Convenor],
        texts: Texts,
    ) -> None:
        """Take what was loaded; costs no query."""
        self._front = {body.mirrors_id: body for body in bodies if body.mirrors_id}
        self._abilities = defaultdict(list)
        self._convenors = defaultdict(list)
        for ability in abilities:
            self._abilities[ability.organization_id].append(ability)
        for convenor in convenors:
            self._convenors[convenor.organization_id].append(convenor)
        self.texts = texts


@dataclass(frozen=True)
class Network:
    """All bodies of the network, sphere by sphere, with what pages say about them."""

    bodies: Sequence[Known]
    texts: Texts
    book: Book
    language: str
    today: date

    def text(self, known: Known, field: str) -> Pair:
        """Return a text of a body with its placeholders filled."""
        return text_of(known, field, self.texts, self.today)


def load_network(today: date, language: str, *, here: Installation | None) -> Network:
    """Load the network in seven queries, six in the source language."""
    bodies = list({body.pk: body for body in asked.network.rows(today=today)}.values())
    meetings = {meeting.pk: meeting for meeting in asked.next_of_network.rows(today=today)}
    hosts = [link.organization for m in meetings.values() for link in m.links.all()]
    abilities = list(queries.ability_rows([*bodies, *hosts]))
    convenors = list(queries.convenor_rows(bodies))
    rows = [*bodies, *hosts, *meetings.values(), *places_of(meetings.values())]
    rows += [*(c.party for c in convenors)]
    texts = Texts([*rows, *_beside(bodies), *([here] if here else [])], language)
    known = [
        Known(
            body=body,
            abilities=today_only(body, abilities, today),
            convenors=[c for c in convenors if c.organization_id == body.pk and c.holds_on(today)],
            next_meeting=meetings.get(next_id_of(body) or 0),
        )
        for body in bodies
    ]
    return Network(known, texts, Book(bodies, abilities, convenors, texts), language, today)


def _beside(bodies: Iterable[Organization]) -> list[Model]:
    """Return what else of these bodies has texts of its own."""
    beside = [(rhythm_of(body), body.location) for body in bodies]
    return [row for pair in beside for row in pair if row]


def places_of(meetings: Iterable[Meeting]) -> list[Model]:
    """Return where meetings are: places have texts of their own."""
    return [meeting.location for meeting in meetings if meeting.location]


def today_only(body: Organization, abilities: Iterable[Ability], today: date) -> queries.Abilities:
    """Return what a body can do today, key to value."""
    return {a.key: a.value for a in abilities if a.organization_id == body.pk and a.holds_on(today)}


def text_of(known: Known, field: str, texts: Texts, today: date) -> Pair:
    """Return a text of a body in the language of `texts`, with its placeholders filled."""
    found: Wording = texts.of(known.body, field)
    text = fill(found.text, facts(known, texts, today)) if "{" in found.text else found.text
    return text, found.language


def facts(known: Known, texts: Texts, today: date) -> dict[str, str]:
    """Return what a body's texts may name; the same as `facts_of`, from what is loaded."""
    body, seats, unknown = known.body, queries.seats_of(known.body), _("not known")
    status = known.status.status if known.status else Status.ACTIVE
    when = known.next_meeting
    return {
        "rhythm": rhythm_sentence(known.rhythm, texts),
        "next_date": day_words(when.starts_on, texts.language) if when else unknown,
        "seats": number_words(seats.members, texts.language),
        "deputy_seats": number_words(seats.deputies, texts.language),
        "age": str(today.year - body.founded_year) if body.founded_year else unknown,
        "venue": venue(body, texts) or unknown,
        "status": str(Status(status).label),
        "term": queries.term_of(body) or unknown,
    }


def venue(body: Organization, texts: Texts) -> str:
    """Return the name of the place where a body meets, if the public may know it."""
    place = body.location
    if place is None or not place.is_public or place.is_deleted:
        return ""
    return str(texts.of(place, "name"))
