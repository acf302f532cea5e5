"""Who are the people, and what did they agree to?"""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from gremienwerk.domain.accounts.sight import Actor, is_at_work, reads_everything
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import NOBODY, opened


class PersonQuerySet(RecordQuerySet["Person"]):
    """People by who may know of them."""

    def public(self) -> Self:
        """Everyone a citizen may know of.

        Rule: own people only with their consent, people of a mirrored council as their source
        publishes them (source: decision 11; Art. 6 (1) (a) DSGVO).
        """
        return self.alive().filter(_may_be_named())

    def visible_to(self, actor: Actor) -> Self:
        """Everyone public, oneself, and whom a body of theirs lets them know; the office all."""
        oneself = Q(user=actor) if is_at_work(actor) else NOBODY
        known = _may_be_named() | oneself | reads_everything(actor) | opened(Person, actor)
        return self.alive().filter(known)

    def once_public(self) -> Self:
        """Tombstones of people of a mirrored council; of own people nothing is ever said."""
        return self.deleted().filter(body__is_public=True, body__is_own=False)


def _may_be_named() -> Q:
    agreed = Consent.objects.valid().filter(person=OuterRef("pk"), purpose=ConsentPurpose.NAME)
    return Q(body__is_public=True) & (Q(body__is_own=False) | Q(Exists(agreed)))


class Person(Record):
    """OParl 1.1 Person (3.8); `language` is the one we write to them in.

    `email` is the address for letters and private; `public_email` is the official one, shown
    with consent only. An import never fills either (importer rule 11).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=300)
    family_name = models.CharField(max_length=200, blank=True)
    given_name = models.CharField(max_length=200, blank=True)
    form_of_address = models.CharField(max_length=50, blank=True)
    title = models.CharField(max_length=200, blank=True)
    affix = models.CharField(max_length=200, blank=True)
    gender = models.CharField(max_length=50, blank=True)
    function = models.CharField(max_length=300, blank=True)
    affiliation = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    public_email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="de")
    web = models.URLField(max_length=500, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents by whether they hold."""

    def valid(self) -> Self:
        """Everything that was given and not withdrawn."""
        return self.filter(withdrawn_on=None)

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and for office and auditor all; nobody else sees who agreed to what."""
        own = Q(person__user=actor) if is_at_work(actor) else NOBODY
        return self.filter(own | reads_everything(actor))


class Consent(models.Model):
    """One person's consent to one purpose, with its evidence (Art. 7 (1) DSGVO)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=500, help_text="how and where it was given")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on=None),
                name="consent_once_per_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"

    def holds_on(self, day: date) -> bool:
        """Test whether the consent was in force on `day`."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


class MergeRecord(models.Model):
    """That two records are the same person, kept so that it can be taken back.

    `filled` names the fields that were empty in `kept` and came from `merged`; their values
    stand in `merged`, whose row stays as a tombstone.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_into")
    filled = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_once_per_person"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_is_of_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"


class MovedRow(models.Model):
    """One row of any noun that pointed at the merged person and now points at the kept one."""

    merge = models.ForeignKey(MergeRecord, on_delete=models.PROTECT, related_name="moved")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "content_type", "object_id", "field"], name="moved_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.merge_id}: {self.content_type_id}/{self.object_id}.{self.field}"


class KeptApart(models.Model):
    """That somebody looked at two similar records: they are two people. `first` is the older."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
