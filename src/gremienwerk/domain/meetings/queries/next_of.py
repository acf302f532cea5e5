"""When does each of many bodies meet next, and what of its meetings stands on its page?"""

from datetime import date

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from gremienwerk.domain.meetings.models import Meeting, MeetingOrganization, Recurrence
from gremienwerk.domain.meetings.models.meeting import MeetingQuerySet
from gremienwerk.domain.meetings.queries.calendar import in_order, known_today
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.periods import covering


def with_dates(bodies: QuerySet[Organization], today: date) -> QuerySet[Organization]:
    """Load today's rhythm and the id of the next public meeting with each body; no query more.

    Read them by `rhythm_of` and `next_id_of`. A cancelled meeting is not the next one.
    """
    coming = known_today(today).filter(starts_on__gte=today, cancelled=False)
    mine = Q(organization=OuterRef("pk")) | Q(organization=OuterRef("mirrors_id"))
    links = MeetingOrganization.objects.filter(mine, meeting__in=coming)
    first = links.order_by("meeting__starts_on", "meeting__starts_at", "meeting")
    rhythm = FilteredRelation("recurrences", condition=covering(today, "recurrences__"))
    found = bodies.annotate(rhythm=rhythm, next_id=Subquery(first.values("meeting")[:1]))
    return found.select_related("rhythm")  # type: ignore[misc]  # a FilteredRelation


def rhythm_of(body: Organization) -> Recurrence | None:
    """Return the rhythm of a body that came from `with_dates`."""
    found = getattr(body, "rhythm", None)
    return found if isinstance(found, Recurrence) else None


def next_id_of(body: Organization) -> int | None:
    """Return the id of the next meeting of a body that came from `with_dates`."""
    found = getattr(body, "next_id", None)
    return int(found) if found is not None else None


def next_meetings(bodies: QuerySet[Organization], today: date) -> MeetingQuerySet:
    """Return the next public meeting of each of these bodies."""
    ids = with_dates(bodies, today).order_by().values("next_id")  # type: ignore[misc]  # annotated by with_dates
    return Meeting.objects.public().filter(pk__in=ids).with_organizations()


def around_today(
    organization: Organization, today: date, *, coming: int, past: int
) -> MeetingQuerySet:
    """Return some public meetings of a body before and after `today`, oldest first.

    Meetings of the source's own body that it mirrors are among them.
    """
    mine = known_today(today).of(organization)
    later = mine.filter(starts_on__gte=today).order_by(*in_order()).values("pk")[:coming]
    earlier = mine.filter(starts_on__lt=today).order_by(*in_order(newest_first=True))
    wanted = Q(pk__in=later) | Q(pk__in=earlier.values("pk")[:past])
    return Meeting.objects.filter(wanted).with_organizations().order_by(*in_order())
