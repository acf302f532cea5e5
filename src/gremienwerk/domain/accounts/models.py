"""Who signs in? Accounts; what an account may do follows from its person's memberships."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.foundation.periods import Dated, DatedQuerySet, ends_after_it_starts

SYSTEM_EMAIL = "system@gremienwerk.invalid"


class User(AbstractBaseUser):
    """An account, known by its e-mail address; no flags, no groups, no admin.

    `name` says who acted wherever the log is shown; the system itself is an account too.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True, help_text="empty: as the browser asks")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = BaseUserManager["User"]()

    def __str__(self) -> str:
        return f"#{self.pk}"


class Appointment(Dated):
    """That an account holds an office of the whole installation, in one period.

    When the period ends, the rights end; nothing else has to be switched off.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(max_length=30, choices=OfficeRole)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet["Appointment"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("appointment"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(ends_on=None),
                name="appointment_one_is_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by whether they can still be accepted."""

    def open(self, *, at: datetime) -> Self:
        """Those that were neither accepted nor revoked and have not expired at the moment `at`."""
        return self.unanswered().filter(expires_at__gt=at)

    def unanswered(self) -> Self:
        """Those that were neither accepted nor revoked; some may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """That somebody may open an account for one e-mail address, once, for some days.

    Only a digest of the token is kept: who reads the table cannot accept.
    """

    email = models.EmailField()
    role = models.CharField(max_length=30, choices=OfficeRole, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="invitation",
        null=True,
        blank=True,
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_one_is_open_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None),
                name="invitation_accepted_is_not_revoked",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def state(self, *, at: datetime) -> str:
        """Return `open`, `accepted`, `revoked` or `expired` as of the moment `at`."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > at else "expired"


class SecondFactorDuty(models.Model):
    """That who holds an office must sign in with a second factor."""

    role = models.CharField(max_length=30, choices=OfficeRole, unique=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.role
