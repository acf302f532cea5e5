"""What is a meeting, and who may know of it?"""

from functools import cache
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from gremienwerk.domain.accounts.sight import Actor, is_at_work, reads_everything
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models.rhythm import Recurrence
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.organizations.models.belonging import inside, within
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import opened

LEAD = 0  # position of the organization that convenes a joint meeting
OPEN_TO_ALL = ("public", "registration")  # values of the ability `access`


class MeetingQuerySet(RecordQuerySet["Meeting"]):
    """Meetings by who may know of them."""

    def public(self) -> Self:
        """Everything a citizen may know of: no drafts, nothing that one of the bodies keeps in.

        Rule: an own meeting is public if every body in it gives access to the public on that
        day; one internal body keeps a joint meeting internal (source: decision 21). Meetings
        of a mirrored council are as public as its source made them.
        """
        return self._open().alive()

    def visible_to(self, actor: Actor) -> Self:
        """Everything public, the meetings of their own bodies, for the office all.

        A draft is for those who prepare it: board, secretary, convenors, supporters.
        """
        public = Q(pk__in=Meeting.objects.public().values("pk"))
        return self.alive().filter(public | reads_everything(actor) | opened(Meeting, actor))

    def once_public(self) -> Self:
        """Tombstones of what the public could see: such an address says that it is gone."""
        return self._open().deleted()

    def _open(self) -> Self:
        known = self.filter(body__is_public=True).exclude(state=MeetingState.DRAFT)
        return known.exclude(Exists(_closed_parts())).filter(Exists(_parts()))

    def with_organizations(self) -> Self:
        """Load the links to the organizations too, lead first, and the place."""
        ordered = MeetingOrganization.objects.select_related("organization").order_by("position")
        links = Prefetch("links", ordered)
        return self.select_related("location", "body").prefetch_related(links)

    def of(self, organization: Organization) -> Self:
        """Meetings of a body, and of the source's own body that it mirrors."""
        ours = [organization.pk, organization.mirrors_id]
        links = MeetingOrganization.objects.filter(organization__in=[pk for pk in ours if pk])
        return self.filter(pk__in=links.values("meeting"))


@cache  # never evaluated itself: a condition inside others
def _parts() -> "models.QuerySet[MeetingOrganization]":
    return MeetingOrganization.objects.filter(
        meeting=OuterRef("pk"), organization__in=Organization.objects.public()
    )


@cache
def _closed_parts() -> "models.QuerySet[MeetingOrganization]":
    """Links to own bodies that do not open that day's meeting to the public."""
    opened = Ability.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=OuterRef("meeting__starts_on")),
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("meeting__starts_on")),
        organization=OuterRef("organization"),
        key="access",
        value__in=OPEN_TO_ALL,
    )
    return MeetingOrganization.objects.filter(
        ~Exists(opened), meeting=OuterRef("pk"), organization__body__is_own=True
    )


class Meeting(Record):
    """OParl 1.1 Meeting (3.10): a sitting of one organization, or of several together.

    The day is always known; until the time is, the meeting is all-day. Moments are stored in
    UTC and shown in the town's time zone. `moved_from` is the day it was to take place on.
    `rule_date` is the day that the rhythm gave, the identity of a date within its series.
    `is_confirmed` false: nobody who runs the body has said that it takes place.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    organizations = models.ManyToManyField(
        Organization, through="MeetingOrganization", related_name="meetings"
    )
    name = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.DRAFT)
    cancelled = models.BooleanField(default=False)
    cancel_reason = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    room = models.CharField(max_length=300, blank=True)
    focus_topic = models.CharField(max_length=300, blank=True)
    attendance_note = models.TextField(blank=True, help_text="how to attend this one meeting")
    is_confirmed = models.BooleanField(default=True)
    confirmed_on = models.DateField(null=True, blank=True)
    moved_from = models.DateField(null=True, blank=True)
    recurrence = models.ForeignKey(
        Recurrence, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    rule_date = models.DateField(null=True, blank=True)
    web = models.URLField(max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="RFC 5545 SEQUENCE")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["starts_on", "starts_at"], name="meeting_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cancelled=False) | ~Q(cancel_reason="") | Q(deleted_at__isnull=False),
                name="meeting_cancelled_has_reason",
            ),
            models.UniqueConstraint(
                fields=["recurrence", "rule_date"], name="meeting_once_per_rule_date"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name} ({self.starts_on})"


class MeetingOrganization(models.Model):
    """One organization's part in a meeting; position 0 leads."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="links")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meeting_links"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organization"], name="meeting_names_organization_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "position"], name="meeting_orders_organizations"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.position}. {self.organization_id}"


class MeetingParticipant(models.Model):
    """A person named as participant by a source; sensitive, never public by itself."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="participant_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.meeting_id}"


class MeetingFile(models.Model):
    """One file of a meeting; minutes that are not approved have no published file."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="file_links")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="meeting_links")
    role = models.CharField(max_length=30, choices=MeetingFileRole)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "file", "role"], name="meeting_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.role} {self.file_id}"


class MeetingNoteQuerySet(models.QuerySet["MeetingNote"]):
    """Notes by who may read them."""

    def public(self) -> Self:
        """Nothing, ever."""
        return self.none()

    def visible_to(self, actor: Actor) -> Self:
        """For office and auditor all; one's own as long as one belongs to a body of the meeting."""
        if not is_at_work(actor):
            return self.filter(reads_everything(actor))
        links = MeetingOrganization.objects.filter(within("organization", inside(actor)))
        own = Q(author=actor) & Q(meeting__in=links.values("meeting"))
        return self.filter(own | reads_everything(actor))


class MeetingNote(models.Model):
    """An internal note of the office on a meeting, mirrored ones included; never public."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = MeetingNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"note on {self.meeting_id}"
