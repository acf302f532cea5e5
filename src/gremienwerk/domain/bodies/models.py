"""Which Körperschaften are there, where is something, and who runs this installation?"""

from typing import Self

from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.foundation.periods import Dated, ends_after_it_starts
from gremienwerk.foundation.records import Record, RecordQuerySet


class BodyQuerySet(RecordQuerySet["Body"]):
    """Körperschaften by who may know of them."""

    def public(self) -> Self:
        """Everything a citizen may know of."""
        return self.alive().filter(is_public=True)

    def visible_to(self, actor: Actor) -> Self:
        """Everything public; for office and auditor those too that are not shown."""
        return self.alive().filter(Q(is_public=True) | reads_everything(actor))


class Body(Record):
    """OParl 1.1 Body (3.5): a Körperschaft, for instance a district; never a Gremium.

    One is our own. Every other is mirrored from a source; `is_public` then is the one switch
    that shows or hides all that came with it (decision 2: internal until a named person
    shows it).
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100, blank=True)
    classification = models.CharField(max_length=200, blank=True)
    ags = models.CharField(max_length=20, blank=True, help_text="eight digits")
    rgs = models.CharField(max_length=20, blank=True, help_text="twelve digits")
    website = models.URLField(max_length=500, blank=True)
    web = models.URLField(max_length=500, blank=True, help_text="HTML page of this object")
    license = models.CharField(max_length=500, blank=True, help_text="as the source words it")
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    is_own = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_own"], condition=Q(is_own=True), name="body_one_is_our_own"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class LegislativeTermQuerySet(RecordQuerySet["LegislativeTerm"]):
    """Wahlperioden by who may know of them."""

    def public(self) -> Self:
        """Those of a public Körperschaft."""
        return self.alive().filter(body__is_public=True)

    def visible_to(self, actor: Actor) -> Self:
        """Everything public; for office and auditor all."""
        return self.alive().filter(Q(body__is_public=True) | reads_everything(actor))


class LegislativeTerm(Record, Dated):
    """OParl 1.1 LegislativeTerm (3.6): a Wahlperiode."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="legislative_terms")
    name = models.CharField(max_length=200)
    web = models.URLField(max_length=500, blank=True)

    objects = LegislativeTermQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_starts("legislative_term")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class LocationQuerySet(RecordQuerySet["Location"]):
    """Places by who may know of them."""

    def public(self) -> Self:
        """Everything a citizen may know of: no place whose address is to stay unknown."""
        return self.alive().filter(is_public=True, body__is_public=True)

    def visible_to(self, actor: Actor) -> Self:
        """Everything public; any other place for office and auditor only (N4.9)."""
        public = Q(is_public=True, body__is_public=True)
        return self.alive().filter(public | reads_everything(actor))

    def once_public(self) -> Self:
        """Tombstones of what the public could see: such an address says that it is gone."""
        return self.deleted().filter(is_public=True, body__is_public=True)


class Location(Record):
    """OParl 1.1 Location (3.15): a place where people meet.

    `latitude`, `longitude` in degrees, WGS 84. `access` says how to get in, in plain words;
    `is_step_free` is null where nobody checked.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="locations")
    name = models.CharField(max_length=300)
    room = models.CharField(max_length=200, blank=True)
    street_address = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    sub_locality = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    access = models.TextField(blank=True)
    is_step_free = models.BooleanField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    web = models.URLField(max_length=500, blank=True)
    is_public = models.BooleanField(default=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_has_both_degrees_or_none",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Installation(models.Model):
    """Who runs this portal, and in which mode: one row.

    Identity and texts are data, not settings. `demo_reference_on` is the reference date R of
    the demo network; it is set if and only if the database was made by `demo`.
    """

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="installation")
    portal_name = models.CharField(max_length=200)
    portal_subtitle = models.CharField(max_length=200, blank=True)
    office_name = models.CharField(max_length=200)
    office_parent = models.CharField(max_length=200, blank=True)
    office_email = models.EmailField()
    office_address = models.TextField(blank=True)
    representative = models.CharField(max_length=200, blank=True)
    data_protection_officer = models.CharField(max_length=300, blank=True)
    supervisory_authority = models.CharField(max_length=300, blank=True)
    accent_light = models.CharField(max_length=30, blank=True, help_text="#rrggbb on white")
    accent_dark = models.CharField(max_length=30, blank=True, help_text="#rrggbb on dark")
    is_authority = models.BooleanField(default=False, help_text="may show the official heading")
    demo_reference_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="installation_is_one"),
        ]

    def __str__(self) -> str:
        return self.portal_name

    @property
    def is_demo(self) -> bool:
        """Everything in here is invented; every page says so."""
        return self.demo_reference_on is not None


class InstallationText(models.Model):
    """A text of a duties page, in Markdown, in the source language."""

    name = models.CharField(max_length=30, choices=TextName, unique=True)
    text = models.TextField()
    modified_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
