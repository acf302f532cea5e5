"""What may go out through OParl today? The one place that decides, from public rows only.

Every answer is a set of keys among those asked for; whoever builds an object asks here
before naming another one. What appears of a body of ours is said by its ability `oparl`
(source: oparl.md A6, decision 1); of a mirrored council everything that its source made
public, if the source is republished under a recorded licence (decision 2).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Prefetch, Q

from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import Ability, Membership, Organization
from gremienwerk.domain.papers.choices import OriginatorKind
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.surfaces.oparl.choices import Kind

ON: Final = "on"
ORGANIZATION_ONLY: Final = "organization_only"
SOURCE: Final = "source"
Keys = Collection[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one of our own bodies lets out today, and when it let out everything."""

    value: str
    abilities: list[Ability]

    def is_on(self, day: date) -> bool:
        """Test whether the meetings of `day` go out."""
        return any(one.value == ON and one.holds_on(day) for one in self.abilities)


@dataclass(frozen=True, slots=True)
class Hosts:
    """What shows a file."""

    meetings: set[int] = field(default_factory=set)
    agenda_items: set[int] = field(default_factory=set)
    papers: set[int] = field(default_factory=set)


class Selection:
    """What is out on one day."""

    def __init__(self, today: date) -> None:
        """Load the bodies and what each organization of ours lets out; three queries."""
        self.today = today
        licensed = MirrorSource.objects.filter(
            is_republished=True, bodies__body__in=Body.objects.public()
        ).exclude(license="")
        self.licenses: dict[int, str] = dict(licensed.values_list("bodies__body", "license"))
        chosen = Q(is_own=True) | Q(pk__in=self.licenses)
        self.bodies: dict[int, Body] = Body.objects.public().in_bulk(
            Body.objects.public().filter(chosen).values_list("pk", flat=True)
        )
        self.own = {key for key, body in self.bodies.items() if body.is_own}
        self._standings = self._load_standings()

    def _load_standings(self) -> dict[int, Standing]:
        ours = Organization.objects.public().filter(body__in=self.own)
        abilities = Prefetch("abilities", Ability.objects.filter(key="oparl"))
        rows = {row.pk: row for row in ours.prefetch_related(abilities)}
        return {key: self._standing(row, rows) for key, row in rows.items()}

    def _standing(self, row: Organization, rows: dict[int, Organization]) -> Standing:
        """Say what a body lets out.

        Rule: a round without an ability of its own shows no more than that it exists, if its
        parent does; so does an office without a page; a body with a page shows nothing.
        """
        abilities = list(row.abilities.all())
        holding = [one.value for one in abilities if one.holds_on(self.today)]
        if holding:
            return Standing(holding[0], abilities)
        if abilities:
            return Standing("off", abilities)
        parent = rows.get(row.parent_id) if row.parent_id else None
        if row.parent_id is not None:
            is_out = parent is not None and self._standing(parent, rows).value != "off"
            return Standing(ORGANIZATION_ONLY if is_out else "off", [])
        return Standing("off" if row.is_listed else ORGANIZATION_ONLY, [])

    def value(self, organization: Organization) -> str:
        """Return what an organization lets out today."""
        if organization.body_id in self.own:
            standing = self._standings.get(organization.pk)
            return standing.value if standing else "off"
        return ON if organization.body_id in self.bodies else "off"

    def known(self, kind: Kind, keys: Iterable[int | None]) -> set[int]:
        """Return which objects of one type are out; at most a handful of queries."""
        wanted = {key for key in keys if key}
        asked: dict[Kind, Callable[[Keys], Collection[int]]] = {
            Kind.BODY: lambda found: set(found) & self.bodies.keys(),
            Kind.LOCATION: self._locations,
            Kind.ORGANIZATION: self.organizations,
            Kind.PERSON: self.people,
            Kind.MEMBERSHIP: self.memberships,
            Kind.MEETING: self.meetings,
            Kind.AGENDA_ITEM: self.agenda_items,
            Kind.PAPER: self.papers,
            Kind.CONSULTATION: self.consultations,
            Kind.FILE: self.files,
        }
        return set(asked[kind](wanted)) if wanted else set()

    def _locations(self, keys: Keys) -> set[int]:
        found = Location.objects.public().filter(pk__in=keys, body__in=self.bodies)
        return set(found.values_list("pk", flat=True))

    def organizations(self, keys: Keys) -> set[int]:
        """Return which organizations are out at all."""
        ours = {k for k in keys if k in self._standings and self._standings[k].value != "off"}
        return ours | self._mirrored_organizations(keys)

    def organizations_on(self, keys: Keys) -> set[int]:
        """Return which organizations show their members, meetings and papers today."""
        ours = {k for k in keys if k in self._standings and self._standings[k].value == ON}
        return ours | self._mirrored_organizations(keys)

    def with_place(self, keys: Keys) -> set[int]:
        """Return which organizations say where they are; no place names the others."""
        return {k for k in self.organizations(keys) if not self._is_bare(k)}

    def _is_bare(self, key: int) -> bool:
        return key in self._standings and self._standings[key].value == ORGANIZATION_ONLY

    def _mirrored_organizations(self, keys: Keys) -> set[int]:
        if not self.licenses:
            return set()
        found = Organization.objects.public().filter(pk__in=keys, body__in=self.licenses)
        return set(found.values_list("pk", flat=True))

    def meetings(self, keys: Keys) -> set[int]:
        """Return which meetings are out: public, with a time of day, of bodies that show them.

        Rule: what one of our bodies holds back stays back for the whole meeting (source:
        decision 21).
        """
        found = (
            Meeting.objects.public()
            .filter(pk__in=keys, body__in=self.bodies)
            .exclude(starts_at=None)
        )
        columns = ("pk", "starts_on", "links__organization", "links__organization__body__is_own")
        known: set[int] = set()
        held_back: set[int] = set()
        for key, on, organization, is_ours in found.values_list(*columns):
            known.add(key)
            standing = self._standings.get(organization or 0)
            if is_ours and (standing is None or not standing.is_on(on)):
                held_back.add(key)
        return known - held_back

    def agenda_items(self, keys: Keys) -> set[int]:
        """Return which items are out: all of a meeting that is, closed ones by title."""
        living = Meeting.objects.public().filter(
            agenda_items__in=keys, agenda_items__deleted_at=None
        )
        pairs = list(living.values_list("agenda_items", "pk"))
        meetings = self.meetings({meeting for _item, meeting in pairs})
        return {item for item, meeting in pairs if meeting in meetings}

    def papers(self, keys: Keys) -> set[int]:
        """Return which papers are out.

        Rule: a paper of ours goes out if it belongs to no body, or to one that shows its
        papers, and if nobody who wrote it keeps its papers in (source: decision 1).
        """
        found = Paper.objects.public().filter(pk__in=keys, body__in=self.bodies)
        known = dict(found.values_list("pk", "body_id"))
        ours = {key for key, body in known.items() if body in self.own}
        if not ours:
            return set(known)
        linked: dict[int, set[int]] = defaultdict(set)
        held_back: set[int] = set()
        rows = found.filter(pk__in=ours, originators__organization__isnull=False)
        columns = ("pk", "originators__organization", "originators__kind")
        for key, organization, kind in rows.values_list(*columns):
            linked[key].add(organization)
            standing = self._standings.get(organization)
            keeps_in = standing is not None and standing.abilities and standing.value != ON
            if keeps_in and kind == OriginatorKind.ORIGINATOR:
                held_back.add(key)
        dealt = found.filter(pk__in=ours, consultations__deleted_at=None)
        for key, organization in dealt.values_list("pk", "consultations__organizations"):
            linked[key] |= {organization} - {None}
        shown = self.organizations_on({one for found in linked.values() for one in found})
        held_back |= {key for key in ours if linked[key] and not linked[key] & shown}
        return set(known) - held_back

    def consultations(self, keys: Keys) -> set[int]:
        """Return which stations are out: of papers that are, in nothing that is closed."""
        columns = (
            *("consultations", "pk", "consultations__deleted_at"),
            *("consultations__agenda_item", "consultations__agenda_item__is_public"),
            *("consultations__meeting", "consultations__organizations"),
        )
        found = Paper.objects.public().filter(consultations__in=keys).values_list(*columns)
        rows = [row for row in found if row[2] is None and (row[3] is None or row[4])]
        papers = self.papers({row[1] for row in rows})
        public = Meeting.objects.public().filter(pk__in={row[5] for row in rows})
        open_meetings = {None, *public.values_list("pk", flat=True)}
        shown = self.organizations_on({row[6] for row in rows if row[6]})
        known = {row[0] for row in rows if row[1] in papers and row[5] in open_meetings}
        named = {row[0] for row in rows if row[6]}
        return known - (named - {row[0] for row in rows if row[6] in shown})

    def memberships(self, keys: Keys) -> set[int]:
        """Return which memberships are out: of people who are, in bodies that show members."""
        found = Membership.objects.public().filter(pk__in=keys, person__isnull=False)
        rows = list(found.values_list("pk", "person", "organization"))
        shown = self.organizations_on({row[2] for row in rows})
        people = self._people({row[1] for row in rows if row[2] in shown})
        return {row[0] for row in rows if row[2] in shown and row[1] in people}

    def _people(self, keys: Keys) -> set[int]:
        found = Person.objects.public().filter(pk__in=keys, body__in=self.bodies)
        return set(found.values_list("pk", flat=True))

    def people(self, keys: Keys) -> set[int]:
        """Return which people are out.

        Rule: of ours only who agreed and sits in a body that shows its members, or wrote a
        paper that is out; of a mirrored council as its source shows them (source: oparl.md
        P1, decision 11).
        """
        known = self._people(keys)
        if not self.own:
            return known
        ours = Person.objects.public().filter(pk__in=known, body__in=self.own)
        seats = list(
            ours.filter(memberships__deleted_at=None).values_list("pk", "memberships__organization")
        )
        shown = self.organizations_on({seat for _person, seat in seats if seat})
        written = list(ours.values_list("pk", "papers__paper"))
        papers = self.papers({paper for _person, paper in written if paper})
        reasons = {person for person, seat in seats if seat in shown}
        reasons |= {person for person, paper in written if paper in papers}
        return known - ({person for person, _paper in written} - reasons)

    def files(self, keys: Keys) -> dict[int, Hosts]:
        """Return which files are out, and what shows each: released, with something that is."""
        found = (
            File.objects.public()
            .filter(pk__in=keys, body__in=self.bodies)
            .exclude(stored_as="", access_url="")
        )
        known = {key: Hosts() for key in found.values_list("pk", flat=True)}
        columns = (
            "pk",
            "meeting_links__meeting",
            "agenda_links__agenda_item",
            "agenda_links__agenda_item__is_public",
            "paper_links__paper",
        )
        rows = list(found.values_list(*columns))
        meetings = self.meetings({row[1] for row in rows if row[1]})
        items = self.agenda_items({row[2] for row in rows if row[2] and row[3]})
        papers = self.papers({row[4] for row in rows if row[4]})
        for key, meeting, item, _is_public, paper in rows:
            hosts = known[key]
            hosts.meetings.update({meeting} & meetings)
            hosts.agenda_items.update({item} & items)
            hosts.papers.update({paper} & papers)
        return {k: h for k, h in known.items() if h.meetings or h.agenda_items or h.papers}
