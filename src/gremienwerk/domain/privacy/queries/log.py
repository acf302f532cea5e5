"""What is in the log? By body, by who acted, by kind and by day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Value
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
    """Return the condition that an entry names a body, its meetings or its members. One query."""
    meetings = Meeting.objects.filter(organizations=body).order_by()
    members = Membership.objects.filter(organization=body).order_by()
    named = meetings.values_list("pk", Value("meeting_id")).union(
        members.values_list("pk", Value("membership_id")), all=True
    )
    keys: dict[str, list[int]] = defaultdict(list)
    for key, name in named:
        keys[name].append(key)
    found = Q(payload__organization_id=body.pk)
    for name, rows in keys.items():
        found |= Q(**{f"payload__{name}__in": rows})
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def actors() -> list[tuple[int, str]]:
    """Return key and name of everyone who acted. One query."""
    rows = Entry.objects.order_by().values_list("actor", "actor__name").distinct()
    return sorted(rows, key=lambda row: row[1].lower())
