"""Who signs in? Accounts; what an account may do follows from its person's memberships."""

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
