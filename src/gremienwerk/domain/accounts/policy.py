"""Which rules of the permission tables ask only who the actor is?"""

from typing import Any, Final

from django.db.models import Model

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.accounts.queries import offices_of
from gremienwerk.foundation.access import Rule, allow

is_system: Final[Rule[User, Any]] = Rule(
    "the system itself", lambda actor, _subject: actor.email == SYSTEM_EMAIL
)


def in_office(*roles: OfficeRole) -> Rule[User, Any]:
    """Return the rule that somebody holds one of these offices of the installation today."""
    name = " or ".join(role.value for role in roles)
    return Rule(name, lambda actor, _row: bool(set(roles) & offices_of(actor, on=today())))


def _is_public(_actor: User, row: Model) -> bool:
    rows: Any = type(row)._default_manager  # noqa: SLF001 -- Django's name
    return bool(rows.public().filter(pk=row.pk).exists())


administrator: Final[Rule[User, Any]] = in_office(OfficeRole.OFFICE_ADMINISTRATOR)
office: Final[Rule[User, Any]] = in_office(
    OfficeRole.OFFICE_ADMINISTRATOR, OfficeRole.CLERK
).called("the office")
auditor: Final[Rule[User, Any]] = in_office(OfficeRole.AUDITOR)

# What `visible_to` says in SQL, said again for one row; tests hold the two together.
is_public: Final[Rule[User, Any]] = Rule("it is public", _is_public, is_open=True)
is_there: Final[Rule[User, Any]] = Rule(
    "it was not deleted", lambda _actor, row: row.deleted_at is None, is_open=True
)
reads_everything: Final[Rule[User, Any]] = (is_system | office | auditor).called(
    "who reads everything"
)

is_oneself: Final[Rule[User, User]] = Rule("oneself", lambda actor, user: actor.pk == user.pk)
administers: Final[Rule[User, Any]] = is_system | administrator


class Can:
    """The permission table of accounts."""

    VIEW_ALL = allow("accounts.view_all", administers | auditor)  # on one's own account
    INVITE = allow("accounts.invite", administers)
    REVOKE_INVITATION = allow("accounts.revoke_invitation", administers)
    ACCEPT_INVITATION = allow("accounts.accept_invitation", is_system)
    APPOINT = allow("accounts.appoint", administers)
    END_APPOINTMENT = allow("accounts.end_appointment", administers)
    DEACTIVATE = allow("accounts.deactivate_account", administers)
    REACTIVATE = allow("accounts.reactivate_account", administers)
    REQUIRE_SECOND_FACTOR = allow("accounts.require_second_factor", administers)
    RESET_SECOND_FACTOR = allow("accounts.reset_second_factor", administers)
    RENEW_FACTOR_KEYS = allow("accounts.renew_factor_keys", is_system)
    EDIT = allow("accounts.edit_account", is_oneself)
