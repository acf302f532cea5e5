"""Which pages are for the office alone?"""

from django.http import HttpRequest

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.surfaces.workspace.http import actor_of


def in_office_only(request: HttpRequest, roles: frozenset[BodyRole]) -> User:
    """Return the account that acts. Raises `NotAllowed` unless it holds one of these offices."""
    user = actor_of(request)
    if not office_roles(user, on=today()) & roles:
        raise NotAllowed
    return user
