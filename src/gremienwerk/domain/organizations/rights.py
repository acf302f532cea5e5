"""Which rules of the permission tables ask what somebody is in a body?

Rules about a body; nouns above wrap them with `of_body`, which asks them of the body that a
row belongs to. Independence is a rule too: the office prepares what an independent body
releases (source: network.md N7.8, decision 18).
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db.models import Model

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import BodyRole, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import office_roles, roles_in
from gremienwerk.foundation.access import Rule

Row = TypeVar("Row", bound=Model)

RUN_BY_OFFICE = frozenset(
    {
        "",  # offices and Fraktionen that are named on pages
        Stewardship.OWN,
        Stewardship.JOINT,
        Stewardship.MEMBER_ONLY,
        Stewardship.EXTERNAL_MIRRORED,
    }
)


def holds(*roles: BodyRole) -> Rule[User, Organization]:
    """Return the rule that somebody is one of `roles` in the body today."""
    name = " or ".join(role.value for role in roles)
    return Rule(name, lambda actor, body: bool(set(roles) & roles_in(actor, body, on=today())))


def in_office(*roles: BodyRole) -> Rule[User, Any]:
    """Return the rule that somebody holds one of these offices of the installation today."""
    name = " or ".join(role.value for role in roles)
    return Rule(name, lambda actor, _row: bool(set(roles) & office_roles(actor, on=today())))


def of_body(
    rule: Rule[User, Organization], find: Callable[[Row], Organization | None], name: str
) -> Rule[User, Row]:
    """Return `rule`, asked of the body that `find` gives; it fails where there is none."""

    def test(actor: User, row: Row) -> bool:
        body = find(row)
        return body is not None and rule(actor, body)

    return Rule(f"{rule.name} of {name}", test)


is_run_by_office: Final[Rule[User, Organization]] = Rule(
    "the office runs it", lambda _actor, body: body.stewardship in RUN_BY_OFFICE
)
is_independent: Final[Rule[User, Organization]] = Rule(
    "the body is independent",
    lambda _actor, body: body.stewardship == Stewardship.SECRETARIAT_OF_INDEPENDENT,
)
is_joint: Final[Rule[User, Organization]] = Rule(
    "it is convened jointly", lambda _actor, body: body.stewardship == Stewardship.JOINT
)

administrator: Final[Rule[User, Any]] = in_office(BodyRole.OFFICE_ADMINISTRATOR)
office: Final[Rule[User, Any]] = in_office(BodyRole.OFFICE_ADMINISTRATOR, BodyRole.CLERK)
auditor: Final[Rule[User, Any]] = in_office(BodyRole.AUDITOR)
board: Final[Rule[User, Organization]] = holds(BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR)
secretary: Final[Rule[User, Organization]] = holds(BodyRole.SECRETARY)
convenor: Final[Rule[User, Organization]] = holds(BodyRole.CONVENOR)
supporter: Final[Rule[User, Organization]] = holds(BodyRole.SUPPORTER)
belongs: Final[Rule[User, Organization]] = holds(
    BodyRole.CHAIR,
    BodyRole.DEPUTY_CHAIR,
    BodyRole.SECRETARY,
    BodyRole.MEMBER,
    BodyRole.DEPUTY,
    BodyRole.STANDING_GUEST,
    BodyRole.ADVISER,
    BodyRole.CONVENOR,
    BodyRole.SUPPORTER,
    BodyRole.SHELTER_CONTACT,
)

# What the tables are made of.
runs: Final[Rule[User, Organization]] = (
    is_system | (office & is_run_by_office) | (convenor & is_joint) | (board & is_independent)
)
prepares: Final[Rule[User, Organization]] = runs | office | board | secretary
sees: Final[Rule[User, Organization]] = is_system | office | auditor | belongs
