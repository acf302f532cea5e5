"""Which meetings may be known, and on which days do they stand in the calendar?"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet

from gremienwerk.domain.meetings.models import Meeting, MeetingOrganization
from gremienwerk.domain.meetings.models.meeting import LEAD, MeetingQuerySet
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod


def in_order(*, newest_first: bool = False) -> tuple[OrderBy, ...]:
    """Return the order of a calendar: by day, all-day ones first, then by time."""
    if newest_first:
        return (F("starts_on").desc(), F("starts_at").desc(nulls_last=True), F("pk").desc())
    return (F("starts_on").asc(), F("starts_at").asc(nulls_first=True), F("pk").asc())


def known_today(today: date) -> MeetingQuerySet:
    """Return the public meetings, without those to come of a body that pauses or has ended.

    Rule: while a body is suspended, calendar and feeds hold no future meeting of it; past
    ones stay (source: network.md N2.2).
    """
    return _known(today).all()


@lru_cache(maxsize=4)
def _known(today: date) -> MeetingQuerySet:
    """Build the condition once a day: it costs more than the answer. Never evaluated itself."""
    return Meeting.objects.public().exclude(Q(starts_on__gte=today) & Exists(_idle_leads()))


def _idle_leads() -> QuerySet[MeetingOrganization]:
    idle = StatusPeriod.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=OuterRef("meeting__starts_on")),
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("meeting__starts_on")),
        organization=OuterRef("organization"),
        status__in=(Status.SUSPENDED, Status.ENDED),
    )
    return MeetingOrganization.objects.filter(Exists(idle), meeting=OuterRef("pk"), position=LEAD)


def upcoming(
    today: date, *, organizations: Iterable[Organization] | None = None
) -> MeetingQuerySet:
    """Return the public meetings from `today` on, in order, with organizations and place.

    Cancelled ones and unconfirmed ones are among them: their state is to be shown.
    `organizations`: only those of these bodies, or of the source's own body they mirror.
    """
    found = known_today(today).filter(starts_on__gte=today)
    if organizations is not None:
        found = found.filter(pk__in=linked_to(organizations))
    return found.with_organizations().order_by(*in_order())


def linked_to(organizations: Iterable[Organization]) -> QuerySet[MeetingOrganization, int]:
    """Return the ids of the meetings that these bodies, or those they mirror, take part in."""
    ids = {pk for one in organizations for pk in (one.pk, one.mirrors_id) if pk}
    return MeetingOrganization.objects.filter(organization__in=ids).values_list(
        "meeting", flat=True
    )


def between(
    first: date,
    last: date,
    *,
    today: date,
    organizations: Iterable[Organization] | None = None,
) -> MeetingQuerySet:
    """Return the public meetings of the days `first` to `last`, both included, in order.

    See `moved_away` for what stood on these days before it was moved.
    """
    found = known_today(today).filter(starts_on__range=(first, last))
    if organizations is not None:
        found = found.filter(pk__in=linked_to(organizations))
    return found.with_organizations().order_by(*in_order())


def moved_away(
    first: date,
    last: date,
    *,
    today: date,
    organizations: Iterable[Organization] | None = None,
) -> MeetingQuerySet:
    """Return the public meetings that stood on a day from `first` to `last` and were moved.

    `moved_from` is the day to show them on ("moved to ..."), `starts_on` the new one.
    """
    found = known_today(today).filter(moved_from__range=(first, last))
    if organizations is not None:
        found = found.filter(pk__in=linked_to(organizations))
    return found.with_organizations().order_by("moved_from", "pk")


def touching(
    first: date,
    last: date,
    *,
    today: date,
    organizations: Iterable[Organization] | None = None,
) -> MeetingQuerySet:
    """Return what `between` and `moved_away` return, in one query."""
    days = (first, last)
    found = known_today(today).filter(Q(starts_on__range=days) | Q(moved_from__range=days))
    if organizations is not None:
        found = found.filter(pk__in=linked_to(organizations))
    return found.with_organizations().order_by(*in_order())


def months_with_meetings(
    today: date, *, organizations: Iterable[Organization] | None = None
) -> list[date]:
    """Return the first day of every month that holds a public meeting, oldest first."""
    found = known_today(today)
    if organizations is not None:
        found = found.filter(pk__in=linked_to(organizations))
    days = found.order_by().values_list("starts_on", flat=True).distinct()
    return sorted({day.replace(day=1) for day in days})
