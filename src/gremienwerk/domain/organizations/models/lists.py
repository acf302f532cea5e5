"""Which lists of members were entered at once, and what did each change?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremienwerk.domain.organizations.models.memberships import Membership
from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.domain.people.models import Person


class EnteredList(models.Model):
    """One list, entered once: the `token` stands for its lines and their preview."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="entered_lists"
    )
    token = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=Q(undone_at=None), name="entered_list_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} for {self.organization_id}"


class EnteredRow(models.Model):
    """What one line did. `before` holds days and words of ours, never a name or an address.

    Without `before` the membership is new; `is_new_person` tells whether its person is too.
    `consents` are the keys of the consents that the line brought.
    """

    entered = models.ForeignKey(EnteredList, on_delete=models.PROTECT, related_name="rows")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_new_person = models.BooleanField(default=False)
    has_new_email = models.BooleanField(default=False)
    before = models.JSONField(null=True, blank=True)
    consents = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.entered_id}: {self.membership_id}"
