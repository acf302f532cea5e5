"""What of a body's meetings is there to read: minutes, documentation, past topics?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    Consultation,
    Meeting,
    MeetingFile,
    MeetingOrganization,
)
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.papers.models import Originator, Paper

MINUTES = (
    MeetingFileRole.RESULTS_PROTOCOL,
    MeetingFileRole.VERBATIM_PROTOCOL,
    MeetingFileRole.DOCUMENTATION,
)
KNOWN_BY_TOPIC = ("public", "registration", "invitation")  # values of the ability `access`


def released_records(
    organization: Organization, *, shows_documentation: bool, limit: int
) -> QuerySet[MeetingFile]:
    """Return the released minutes and documentations of a body, newest first.

    Minutes stand with a public meeting only. A documentation may be released although the
    meeting itself was by invitation, where the body publishes such (`shows_documentation`).
    """
    documented = Q(role=MeetingFileRole.DOCUMENTATION, meeting__deleted_at=None)
    wanted = Q(meeting__in=Meeting.objects.public())
    if shows_documentation:
        wanted |= documented & ~Q(meeting__state=MeetingState.DRAFT)
    mine = MeetingOrganization.objects.filter(
        organization__in=[pk for pk in (organization.pk, organization.mirrors_id) if pk]
    )
    found = MeetingFile.objects.filter(
        wanted, meeting__in=mine.values("meeting"), file__in=File.objects.public(), role__in=MINUTES
    )
    return found.select_related("file", "meeting").order_by("-meeting__starts_on", "-pk")[:limit]


def past_topics(organization: Organization, today: date) -> QuerySet[Meeting, tuple[date, str]]:
    """Return day and topic of the meetings held of a body that meets by invitation.

    Nothing else of such a meeting is public, and nothing at all where one of its bodies was
    internal on that day (source: network.md N2.7, decision 21).
    """
    known = Ability.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=OuterRef("meeting__starts_on")),
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("meeting__starts_on")),
        organization=OuterRef("organization"),
        key="access",
        value__in=KNOWN_BY_TOPIC,
    )
    closed = MeetingOrganization.objects.filter(~Exists(known), meeting=OuterRef("pk"))
    held = (
        Meeting.objects.alive()
        .of(organization)
        .filter(body__is_public=True, state=MeetingState.HELD, cancelled=False, starts_on__lt=today)
    )
    found = held.exclude(Exists(closed)).exclude(focus_topic="").order_by("-starts_on", "-pk")
    return found.values_list("starts_on", "focus_topic")


def first_items(meeting_id: int, limit: int) -> QuerySet[AgendaItem]:
    """Return the first public agenda items of a meeting, if the meeting is public."""
    items = AgendaItem.objects.alive().filter(
        is_public=True, meeting__in=Meeting.objects.public().filter(pk=meeting_id)
    )
    return items.exclude(name="").order_by("position", "pk")[:limit]


def latest_papers(organization: Organization, limit: int) -> QuerySet[Paper]:
    """Return the latest public papers that a body wrote or dealt with, newest first."""
    ours = [pk for pk in (organization.pk, organization.mirrors_id) if pk]
    written = Originator.objects.filter(organization__in=ours).values("paper")
    dealt = Consultation.objects.public().filter(organizations__in=ours).values("paper")
    found = Paper.objects.public().filter(Q(pk__in=written) | Q(pk__in=dealt))
    return found.order_by(F("date").desc(nulls_last=True), "-pk")[:limit]
