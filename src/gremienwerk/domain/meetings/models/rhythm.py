"""In which rhythm does a body meet, and which dates did a person decide otherwise?"""

from django.db import models
from django.db.models import Q

from gremienwerk.domain.meetings.choices import ExceptionKind, HolidayPolicy, RhythmKind
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts


class Recurrence(Dated):
    """A body's rhythm in one period: an exact rule, an interval, or words.

    `rule` is an RFC 5545 RRULE value without DTSTART; dates count from `first_on`. A time of
    day stands in `time` (local) only where it is known, none is invented. `words` is used
    where neither rule nor interval is known, in the source language.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="recurrences"
    )
    kind = models.CharField(max_length=20, choices=RhythmKind)
    rule = models.CharField(max_length=200, blank=True)
    first_on = models.DateField(null=True, blank=True)
    interval_months = models.PositiveSmallIntegerField(null=True, blank=True)
    is_approximate = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    weekday = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 is Monday; a habit, not a rule"
    )
    time = models.TimeField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    holidays = models.CharField(max_length=10, choices=HolidayPolicy, default=HolidayPolicy.SHOW)

    objects = DatedQuerySet["Recurrence"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("recurrence"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(ends_on=None), name="recurrence_one_is_current"
            ),
            models.CheckConstraint(
                condition=(Q(kind=RhythmKind.RULE, first_on__isnull=False) & ~Q(rule=""))
                | Q(kind=RhythmKind.INTERVAL, interval_months__gte=1, rule="")
                | Q(kind=RhythmKind.NONE, rule="", interval_months=None),
                name="recurrence_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.rule or self.interval_months or self.words}"


class RecurrenceException(models.Model):
    """What a person decided about one date of a rule; it survives a change of the rule."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="recurrence_exceptions"
    )
    date = models.DateField(help_text="the day that the rule gave")
    kind = models.CharField(max_length=20, choices=ExceptionKind)
    moved_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "date"], name="recurrence_exception_once_per_date"
            ),
            models.CheckConstraint(
                condition=(Q(kind=ExceptionKind.MOVED, moved_to__isnull=False))
                | (~Q(kind=ExceptionKind.MOVED) & Q(moved_to=None)),
                name="recurrence_exception_moved_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.date} {self.kind}"
