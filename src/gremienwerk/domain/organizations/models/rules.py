"""By which rules does a body work, since when, and says who?"""

from django.db import models
from django.db.models import Q

from gremienwerk.domain.organizations.choices import CountingMode, Mark, RulePack
from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts


class RuleProfile(models.Model):
    """A template of abilities from which a new body starts; `abilities` is key to value."""

    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    pack = models.CharField(max_length=20, choices=RulePack)
    abilities = models.JSONField()

    def __str__(self) -> str:
        return self.code


class Ability(Dated):
    """What a body can do, in one period; keys and values as in `abilities.ABILITIES`.

    `starts_on` empty: always was so.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="abilities"
    )
    key = models.CharField(max_length=30)
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=300, blank=True, help_text="law and section, or who said")
    mark = models.CharField(max_length=20, choices=Mark, default=Mark.DEFAULT)

    objects = DatedQuerySet["Ability"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("ability"),
            models.UniqueConstraint(
                fields=["organization", "key"],
                condition=Q(ends_on=None),
                name="ability_one_is_current",
            ),
        ]
        indexes = [models.Index(fields=["key", "value"], name="ability_by_value")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.key}={self.value}"


class Rule(Dated):
    """A number or word of the law as dated data: of a pack, or of one body.

    Precedence: statute, rules of procedure, custom of the body, our default; a lower level
    may fill or tighten, never weaken (source: law-and-practice.md section 1).
    """

    pack = models.CharField(max_length=20, choices=RulePack, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="rules"
    )
    key = models.CharField(max_length=50)
    value = models.CharField(max_length=100)
    unit = models.CharField(max_length=30, blank=True)
    counting = models.CharField(max_length=20, choices=CountingMode, blank=True)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=20, choices=Mark)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    objects = DatedQuerySet["Rule"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("rule"),
            models.CheckConstraint(
                condition=(Q(organization=None) & ~Q(pack=""))
                | (Q(organization__isnull=False) & Q(pack="")),
                name="rule_is_of_a_pack_or_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack or self.organization_id} {self.key}={self.value}"
