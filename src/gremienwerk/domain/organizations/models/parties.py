"""Who convenes, who supports, and how are bodies connected?"""

from django.db import models
from django.db.models import Q

from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts


class Convenor(Dated):
    """An office that convenes a body; several have an order but equal rank (N3.1)."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="convenors"
    )
    party = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="convenes")
    position = models.PositiveSmallIntegerField()

    objects = DatedQuerySet["Convenor"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("convenor"),
            models.UniqueConstraint(
                fields=["organization", "party"],
                condition=Q(ends_on=None),
                name="convenor_once_per_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} convenes {self.organization_id}"


class Supporter(Dated):
    """A party that helps to organise a body, with fewer rights than a convenor (N3.3)."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="supporters"
    )
    party = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="supports")
    position = models.PositiveSmallIntegerField()
    contribution = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["Supporter"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("supporter"),
            models.UniqueConstraint(
                fields=["organization", "party"],
                condition=Q(ends_on=None),
                name="supporter_once_per_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} supports {self.organization_id}"


class DataAgreement(Dated):
    """What lets a convenor or supporter see names (Art. 26 or 28 DSGVO)."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="data_agreements"
    )
    party = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    article = models.PositiveSmallIntegerField(choices=[(26, "Art. 26"), (28, "Art. 28")])
    reference = models.CharField(max_length=300)

    objects = DatedQuerySet["DataAgreement"].as_manager()

    class Meta:
        constraints = [ends_after_it_starts("data_agreement")]

    def __str__(self) -> str:
        return f"{self.party_id} for {self.organization_id} (Art. {self.article})"


class OrganizationRelation(models.Model):
    """How a body is connected with another, or with somebody known by name only."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="relations"
    )
    kind = models.CharField(max_length=30, choices=RelationKind)
    other = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="related_from"
    )
    other_label = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(other=None) & ~Q(other_label=""))
                | (Q(other__isnull=False) & Q(other_label="")),
                name="relation_names_one_other",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.kind} {self.other_id or self.other_label}"
