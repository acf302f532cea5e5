"""What is a body, under which names is it known, and does it work at present?"""

from typing import Self

from django.db import models
from django.db.models import F, Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.organizations.choices import (
    Classification,
    ImageDecision,
    OrganizationType,
    Sphere,
    Status,
    Stewardship,
)
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import opened

UNKNOWN = "unknown"  # the explicit value for a required fact that nobody knows


class OrganizationQuerySet(RecordQuerySet["Organization"]):
    """Bodies by who may know of them."""

    def public(self) -> Self:
        """Everything a citizen may know of."""
        return self.alive().filter(body__is_public=True, published_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Everything public, the bodies in which they have a part, for the office all."""
        public = Q(body__is_public=True, published_at__isnull=False)
        return self.alive().filter(public | reads_everything(actor) | opened(Organization, actor))

    def listed(self) -> Self:
        """Public bodies with a page of their own; child rounds and mere offices have none."""
        return self.public().filter(is_listed=True)


class Organization(Record, Dated):
    """OParl 1.1 Organization (3.7): a body, a child round of one, an office, a Fraktion.

    Texts are in the source language, further languages are `Translation` rows. What follows
    from data (rhythm, next date, number of seats, age) has no field; texts name it by
    placeholder. `purpose` is one sentence; `work`, `audience`, `participation`, `history`,
    `legal_basis` are Markdown. `mirrors` is the source's own body whose meetings and papers
    our page shows. An empty `sphere` or `stewardship` means that this is no body of the
    network. `classification_label` keeps the word of a source as it came.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="organizations")
    slug = models.SlugField(max_length=150, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=200, blank=True)
    organization_type = models.CharField(max_length=20, choices=OrganizationType, blank=True)
    classification = models.CharField(max_length=30, choices=Classification, blank=True)
    classification_label = models.CharField(max_length=200, blank=True)
    sphere = models.CharField(max_length=20, choices=Sphere, blank=True)
    stewardship = models.CharField(max_length=40, choices=Stewardship, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="order within its sphere")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    mirrors = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="mirrored_by"
    )
    purpose = models.CharField(max_length=500, blank=True)
    work = models.TextField(blank=True)
    audience = models.TextField(blank=True, help_text="who takes part")
    participation = models.TextField(blank=True, help_text="how to attend, ask, get in touch")
    history = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.PROTECT, related_name="organizations"
    )
    website = models.URLField(max_length=500, blank=True)
    website_label = models.CharField(max_length=300, blank=True)
    contact_label = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.PROTECT, related_name="organizations"
    )
    image_decision = models.CharField(
        max_length=20, choices=ImageDecision, default=ImageDecision.OPEN
    )
    is_independent = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=False)
    web = models.URLField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("organization"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="organization_is_not_its_parent"
            ),
            models.CheckConstraint(
                condition=(Q(image=None) & ~Q(image_decision=ImageDecision.CHOSEN))
                | (Q(image__isnull=False) & Q(image_decision=ImageDecision.CHOSEN)),
                name="organization_image_follows_decision",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(is_listed=False)
                | Q(stewardship="")
                | ~Q(sphere=""),
                name="organization_published_has_sphere",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class OrganizationAlias(Dated):
    """A further or former name, and the old slug that leads to the one address.

    Shown with its period only; both names find the body (N8.7, P.9).
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=150, unique=True)
    is_former = models.BooleanField(default=False)

    class Meta:
        constraints = [ends_after_it_starts("organization_alias")]

    def __str__(self) -> str:
        return self.name


class StatusPeriod(Dated):
    """A body's status in one period; the open one is today's.

    A suspension holds every fact that N2.1 asks for; what nobody knows is the explicit value
    "unknown", never an empty field. `since_is_known` is false where only the state is known.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="status_periods"
    )
    status = models.CharField(max_length=20, choices=Status)
    since_is_known = models.BooleanField(default=True)
    reason = models.TextField(blank=True, help_text="for the public; or unknown")
    internal_reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=300, blank=True, help_text="who decided; or unknown")
    review_on = models.DateField(null=True, blank=True)
    contact_label = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet["StatusPeriod"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("status_period"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(ends_on=None), name="status_one_is_current"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SUSPENDED)
                | (
                    Q(starts_on__isnull=False, review_on__isnull=False)
                    & ~Q(reason="")
                    & ~Q(decided_by="")
                    & ~Q(contact_label="")
                ),
                name="status_suspension_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.status} from {self.starts_on}"
