"""Which rules of the permission tables ask only who the actor is?"""

from typing import Any, Final

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.foundation.access import Rule

is_system: Final[Rule[User, Any]] = Rule(
    "the system itself", lambda actor, _subject: actor.email == SYSTEM_EMAIL
)
