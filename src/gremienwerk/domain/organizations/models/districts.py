"""Who is the commissioner of each district? The directory of twelve."""

from django.db import models
from django.db.models import Q

from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts


class CommissionerEntry(Dated):
    """One district's commissioner; a vacancy is an entry too (N1.1).

    `district_key` "01" to "12" as in the geodata. `checked_on` is the day on which a person
    last compared it with the official page; `link_good_on` when the link last answered.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="commissioners"
    )
    district_key = models.CharField(max_length=2)
    district_name = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=200, blank=True)
    is_vacant = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    link_good_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["CommissionerEntry"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("commissioner_entry"),
            models.UniqueConstraint(
                fields=["organization", "district_key"],
                condition=Q(ends_on=None),
                name="commissioner_entry_one_is_current",
            ),
            models.CheckConstraint(
                condition=Q(is_vacant=True, name="") | (Q(is_vacant=False) & ~Q(name="")),
                name="commissioner_entry_is_filled_or_vacant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_key} {self.district_name}"
