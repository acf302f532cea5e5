"""Who signs in? Accounts; what an account may do follows from its person's memberships."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
