"""Which day belongs to which period? Half-open: the first day counts, the last does not."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import CheckConstraint, F, Q

Row = TypeVar("Row", bound="Dated")


def covering(day: date, prefix: str = "") -> Q:
    """Return the condition that a period holds on `day`; `prefix` is a look-up path like `seat__`.

    An empty begin means "always was", an empty end means "until further notice".
    """
    begun = Q(**{f"{prefix}starts_on": None}) | Q(**{f"{prefix}starts_on__lte": day})
    unended = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day})
    return begun & unended


def ends_after_it_starts(name: str) -> CheckConstraint:
    """Return the constraint that a period is not empty; `name` is the table's word."""
    return CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
        name=f"{name}_ends_after_it_starts",
    )


class DatedQuerySet(models.QuerySet[Row]):
    """Rows by the day on which they hold."""

    def on(self, day: date) -> Self:
        """Everything that holds on `day`."""
        return self.filter(covering(day))


class Dated(models.Model):
    """A row that holds from `starts_on` until the day before `ends_on`."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Test whether `day` lies in the period; the same rule as `covering`."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or self.ends_on > day)
