"""What is in the log? By body, by who acted, by kind and by day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.foundation.events.models import Entry


@dataclass(frozen=True)
class LogFilter:
    """Which entries are wanted; what is empty narrows nothing."""

    body: Organization | None = None
    actor_id: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def entries(wanted: LogFilter) -> QuerySet[Entry]:
    """Return the entries, the newest first."""
    found = Entry.objects.select_related("actor").order_by("-pk")
    if wanted.body is not None:
        found = found.filter(_about(wanted.body))
    if wanted.actor_id is not None:
        found = found.filter(actor=wanted.actor_id)
    if wanted.kind:
        found = found.filter(Q(kind=wanted.kind) | Q(kind__startswith=f"{wanted.kind}."))
    if wanted.since is not None:
        found = found.filter(recorded_at__gte=_midnight(wanted.since))
    if wanted.until is not None:
        found = found.filter(recorded_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found


def _about(body: Organization) -> Q:
    """Return the condition that an entry names a body, its meetings or its members."""
    meetings = list(Meeting.objects.filter(organizations=body).values_list("pk", flat=True))
    members = list(Membership.objects.filter(organization=body).values_list("pk", flat=True))
    found = Q(payload__organization_id=body.pk)
    if meetings:
        found |= Q(payload__meeting_id__in=meetings)
    if members:
        found |= Q(payload__membership_id__in=members)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def kinds() -> list[str]:
    """Return every kind of fact that the log knows. One query."""
    return sorted(Entry.objects.order_by().values_list("kind", flat=True).distinct())


def actors() -> list[tuple[int, str]]:
    """Return key and name of everyone who acted. One query."""
    rows = Entry.objects.order_by().values_list("actor", "actor__name").distinct()
    return sorted(rows, key=lambda row: row[1].lower())
