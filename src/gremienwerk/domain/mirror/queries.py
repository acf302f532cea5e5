"""What is asked about mirrored rows: from where, how old, under which licence?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.mirror.choices import ObjectType, Shown
from gremienwerk.domain.mirror.mapping.guesses import GUESSED
from gremienwerk.domain.mirror.models import MirroredBody, MirrorObject, MirrorSource
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.records import whole_second

STALE_AFTER: Final = timedelta(days=7)  # N6.10: then the page says since when data are old

MODELS: Final[dict[ObjectType, type[Model]]] = {
    ObjectType.BODY: Body,
    ObjectType.LEGISLATIVE_TERM: LegislativeTerm,
    ObjectType.LOCATION: Location,
    ObjectType.ORGANIZATION: Organization,
    ObjectType.PERSON: Person,
    ObjectType.MEMBERSHIP: Membership,
    ObjectType.FILE: File,
    ObjectType.MEETING: Meeting,
    ObjectType.AGENDA_ITEM: AgendaItem,
    ObjectType.PAPER: Paper,
    ObjectType.CONSULTATION: Consultation,
}
TYPES: Final = {model: object_type for object_type, model in MODELS.items()}


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a page says about a source; `is_demo`: there is no server behind it."""

    name: str
    label: str
    license: str
    url: str
    last_success_at: datetime | None
    is_stale: bool
    stale_since: datetime | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """From where one row comes; `web` is its page at the source, "" if there is none.

    `fetched_at` is when the source last said so; `gone_at_source` when it took it back.
    """

    source: SourceView
    web: str
    fetched_at: datetime | None
    gone_at_source: datetime | None


def source_of(
    bodies: Iterable[Body | int], *, now: datetime | None = None
) -> dict[int, SourceView]:
    """Return the source of each mirrored body by the body's key; own bodies have none.

    One query.
    """
    keys = [body if isinstance(body, int) else body.pk for body in bodies]
    links = MirroredBody.objects.filter(body__in=keys).select_related("source")
    return {link.body_id: view_of(link.source, now=now) for link in links}


def provenance(row: Model, *, now: datetime | None = None) -> Provenance | None:
    """Return from where `row` comes, or None if it is our own; at most two queries.

    Rows without a body of their own (agenda item, consultation, membership) are known by
    their object at the source alone.
    """
    seen = (
        MirrorObject.objects.filter(object_type=TYPES[type(row)], row_id=row.pk)
        .select_related("source")
        .first()
    )
    web = getattr(row, "web", "")
    if seen:
        source = view_of(seen.source, now=now)
        is_gone = seen.gone_at_source is not None
        fetched_at = seen.fetched_at if is_gone else source.last_success_at or seen.fetched_at
        return Provenance(source, web, fetched_at, seen.gone_at_source)
    body_id = row.pk if isinstance(row, Body) else getattr(row, "body_id", None)
    if body_id is None:
        return None
    by_body = source_of([body_id], now=now).get(body_id)
    return Provenance(by_body, web, by_body.last_success_at, None) if by_body else None


def was_guessed() -> Exists:
    """Return the condition that a consultation was linked to its agenda item by a guess."""
    marked = MirrorObject.objects.filter(
        object_type=ObjectType.CONSULTATION, row_id=OuterRef("pk"), coercions__contains=GUESSED
    )
    return Exists(marked)


def guesses(*, stations: Iterable[int]) -> set[tuple[int, int]]:
    """Return item and paper of the stations that were linked by a guess.

    Asked by the keys of stations; one query, none without a key.
    """
    asked = Q(pk__in=list(stations))
    linked = Consultation.objects.filter(asked, was_guessed(), agenda_item__isnull=False)
    return {(item, paper) for item, paper in linked.values_list("agenda_item", "paper") if item}


def sources_shown() -> QuerySet[MirrorSource]:
    """Return the sources that citizens see, by label."""
    return MirrorSource.objects.filter(shown=Shown.PUBLIC).order_by("label", "name")


def view_of(source: MirrorSource, *, now: datetime | None = None) -> SourceView:
    """Return what a page says about `source`.

    Rule: data count as old once the source failed for seven days (source: N6.10).
    """
    is_demo = source.url == ""
    last = source.last_success_at or source.created_at
    is_stale = not is_demo and whole_second(now) - last > STALE_AFTER
    return SourceView(
        name=source.name,
        label=source.label or source.name,
        license=source.license,
        url=source.url,
        last_success_at=source.last_success_at,
        is_stale=is_stale,
        stale_since=last if is_stale else None,
        is_demo=is_demo,
    )
