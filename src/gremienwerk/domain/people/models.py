"""Who are the people, and what did they agree to?"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.foundation.records import Record, RecordQuerySet


class PersonQuerySet(RecordQuerySet["Person"]):
    """People by who may know of them."""

    def public(self) -> Self:
        """Everyone a citizen may know of.

        Rule: own people only with their consent, people of a mirrored council as their source
        publishes them (source: decision 11; Art. 6 (1) (a) DSGVO).
        """
        agreed = Consent.objects.valid().filter(person=OuterRef("pk"), purpose=ConsentPurpose.NAME)
        known = self.alive().filter(body__is_public=True)
        return known.filter(Q(body__is_own=False) | Exists(agreed))

    def once_public(self) -> Self:
        """Tombstones of people of a mirrored council; of own people nothing is ever said."""
        return self.deleted().filter(body__is_public=True, body__is_own=False)


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
