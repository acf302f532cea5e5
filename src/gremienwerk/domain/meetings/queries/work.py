"""Which meetings of a body still need somebody's hand?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingOrganization
from gremienwerk.domain.meetings.queries.calendar import in_order
from gremienwerk.domain.organizations.models import Ability


def meetings_to_prepare(
    organizations: Iterable[int], today: date, *, until: date
) -> QuerySet[MeetingOrganization]:
    """Return the links of bodies to meetings until a day that are unconfirmed or have no agenda.

    Each has `has_agenda`, which only a formal procedure asks for. A meeting of several bodies
    stands with the one that leads.
    """
    items = AgendaItem.objects.alive().filter(meeting=OuterRef("meeting"))
    rows = MeetingOrganization.objects.filter(
        organization__in=list(organizations),
        position=0,
        meeting__deleted_at=None,
        meeting__cancelled=False,
        meeting__starts_on__gte=today,
        meeting__starts_on__lte=until,
    ).exclude(meeting__state=MeetingState.HELD)
    formal = Ability.objects.on(today).filter(
        organization=OuterRef("organization"), key="procedure", value="formal"
    )
    open_ones = rows.annotate(has_agenda=Exists(items)).filter(
        Q(meeting__is_confirmed=False) | (Q(has_agenda=False) & Exists(formal))
    )
    return open_ones.select_related("meeting").order_by("meeting__starts_on", "pk")


def dates_of_body(organization: int, today: date, *, limit: int = 12) -> list[Meeting]:
    """Return the coming meetings of a body, drafts and cancelled ones included."""
    rows = Meeting.objects.alive().filter(links__organization=organization, starts_on__gte=today)
    return list(rows.select_related("location").order_by(*in_order())[:limit])
