"""Which links were given to whom, for what, and do they still work?"""

from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    """Links by whether they still work."""

    def unused(self) -> Self:
        """Those that were neither used up nor revoked."""
        return self.filter(used_at=None, revoked_at=None)


class SignedLink(models.Model):
    """One link to one person for one purpose; the table alone opens nothing.

    The token is the row's key with a signature over all that is bound: purpose, holder, time.
    Who can read or write this table, but has not the secret key, can neither make a link nor
    lengthen one. `purpose` is `noun.verb`; the holder is the person's own row.
    """

    purpose = models.CharField(max_length=100)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="signed_link_of_holder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="signed_link_lasts"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"

    def is_for(self, holder: models.Model) -> bool:
        """Test whether the link was given to `holder`."""
        kind = ContentType.objects.get_for_model(holder)
        return (self.content_type_id, self.object_id) == (kind.pk, holder.pk)
