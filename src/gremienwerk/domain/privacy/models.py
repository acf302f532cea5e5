"""What is held apart, what goes when, and what has to stay?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.sight import OFFICE, Actor, in_one_of, is_at_work, reads_everything
from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.models.belonging import within, worked_on
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import RetentionKind, SpecialCategory
from gremienwerk.foundation.encrypted import EncryptedText
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts
from gremienwerk.foundation.sight import NOBODY


class SpecialRecordQuerySet(models.QuerySet["SpecialRecord"]):
    """Special categories by who may know of them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and for the office administrator all; nobody else, the auditor neither."""
        own = Q(person__user=actor) if is_at_work(actor) else NOBODY
        return self.filter(own | in_one_of(actor, OfficeRole.OFFICE_ADMINISTRATOR))


class SpecialRecord(models.Model):
    """What a person told of a special category: voluntary, encrypted, apart from the rest.

    Rule: own table, encrypted, own permission, never in search, log, mail or export (source:
    L10.5; Art. 9 (2) (a) DSGVO). `erase_on` is the day on which it goes whatever else holds.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="special_records")
    category = models.CharField(max_length=30, choices=SpecialCategory)
    text = EncryptedText()
    consented_on = models.DateField()
    evidence = models.CharField(max_length=500, help_text="how and where it was agreed to")
    erase_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = SpecialRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "category"], name="special_record_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class MailingListQuerySet(models.QuerySet["MailingList"]):
    """Mailing lists by whose they are."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own: those of a body that one leads, for the office those it keeps itself."""
        return self.filter(_owned(actor, ""))


class MailingList(models.Model):
    """Addresses that somebody writes to; of a body, or of the office itself.

    Rule: it is never disclosed, not to members, co-hosts or supporters (source: L10.3).
    """

    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mailing_lists",
        help_text="empty: the office",
    )
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MailingListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="mailing_list_name_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ListEntryQuerySet(models.QuerySet["ListEntry"]):
    """Addresses by whose list they stand on."""

    def visible_to(self, actor: Actor) -> Self:
        """Those on lists of one's own."""
        return self.filter(_owned(actor, "mailing_list__"))

    def current(self) -> Self:
        """Those that did not leave."""
        return self.filter(left_on=None)


class ListEntry(models.Model):
    """One address on a mailing list, encrypted; `address_digest` finds it without the list."""

    mailing_list = models.ForeignKey(MailingList, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="list_entries"
    )
    address = EncryptedText()
    address_digest = models.CharField(max_length=64)
    joined_on = models.DateField()
    evidence = models.CharField(max_length=500, help_text="how and where it was agreed to")
    left_on = models.DateField(null=True, blank=True)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing_list", "address_digest"],
                condition=Q(left_on=None),
                name="list_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="list_entry_left_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


def _owned(actor: Actor, path: str) -> Q:
    """Return the condition that a list is the actor's; the system sees all, the auditor none."""
    run = (Stewardship.OWN, Stewardship.JOINT)
    kept_by_office = Q(**{f"{path}organization": None}) | Q(
        **{f"{path}organization__stewardship__in": run}
    )
    office = in_one_of(actor, *OFFICE) & kept_by_office
    return in_one_of(actor) | office | within(f"{path}organization", worked_on(actor))


class RetentionRule(Dated):
    """How long a kind of data is kept, from a day on; where there is none the default holds."""

    kind = models.CharField(max_length=30, choices=RetentionKind)
    days = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    objects = DatedQuerySet["RetentionRule"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("retention_rule"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(ends_on=None), name="retention_rule_one_is_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days} days"


class RetentionReport(models.Model):
    """What one nightly run removed of one kind: everything older than `before`."""

    kind = models.CharField(max_length=30, choices=RetentionKind)
    days = models.PositiveIntegerField()
    before = models.DateField()
    removed = models.PositiveIntegerField()
    held = models.PositiveIntegerField(help_text="due, but kept by a legal hold")
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Holds by whether they are in force and who may know of them."""

    def in_force(self) -> Self:
        """Those that were not lifted."""
        return self.filter(lifted_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """All for the office and the auditor."""
        return self.filter(reads_everything(actor))


class LegalHold(models.Model):
    """That data have to stay whatever their period says: of one person, or a whole kind."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="legal_holds"
    )
    kind = models.CharField(max_length=30, choices=RetentionKind, blank=True)
    reason = models.CharField(max_length=500)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, kind="") | (Q(person=None) & ~Q(kind="")),
                name="legal_hold_of_a_person_or_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="legal_hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
