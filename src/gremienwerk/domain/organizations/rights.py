"""Which rules of the permission tables ask what somebody is in a body?

Rules about a body; nouns above wrap them with `of_body`, which asks them of the body that a
row belongs to. Independence is a rule too: the office prepares what an independent body
releases (source: network.md N7.8, decision 18).
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db.models import Model

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import is_system, office, reads_everything
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import BodyRole, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import (
    bodies_of,
    own_memberships,
    roles_in,
)
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
LEADING = frozenset({BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR, BodyRole.SECRETARY, BodyRole.CONVENOR})


def holds(*roles: BodyRole) -> Rule[User, Organization]:
    """Return the rule that somebody is one of `roles` in the body today."""
    name = " or ".join(role.value for role in roles)
    return Rule(name, lambda actor, body: bool(set(roles) & roles_in(actor, body, on=today())))


def of_body(
    rule: Rule[User, Organization], find: Callable[[Row], Organization | None], name: str
) -> Rule[User, Row]:
    """Return `rule`, asked of the body that `find` gives; it fails where there is none."""

    def test(actor: User, row: Row) -> bool:
        body = find(row)
        return body is not None and rule(actor, body)

    return Rule(f"{rule.name} ({name})", test)


is_run_by_office: Final[Rule[User, Organization]] = Rule(
    "the office runs or shows it",
    lambda _actor, body: body.stewardship in RUN_BY_OFFICE and body.body.is_own,
)
is_independent: Final[Rule[User, Organization]] = Rule(
    "the body is independent",
    lambda _actor, body: body.stewardship == Stewardship.SECRETARIAT_OF_INDEPENDENT,
)
is_ours: Final[Rule[User, Organization]] = Rule(
    "it is not mirrored", lambda _actor, body: body.body.is_own
)
is_joint: Final[Rule[User, Organization]] = Rule(
    "it is convened jointly", lambda _actor, body: body.stewardship == Stewardship.JOINT
)

board: Final[Rule[User, Organization]] = holds(BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR)
secretary: Final[Rule[User, Organization]] = holds(BodyRole.SECRETARY)
convenor: Final[Rule[User, Organization]] = holds(BodyRole.CONVENOR)
supporter: Final[Rule[User, Organization]] = holds(BodyRole.SUPPORTER)
INSIDE = (
    BodyRole.CHAIR,
    BodyRole.DEPUTY_CHAIR,
    BodyRole.SECRETARY,
    BodyRole.MEMBER,
    BodyRole.DEPUTY,
    BodyRole.STANDING_GUEST,
    BodyRole.ADVISER,
    BodyRole.CONVENOR,
    BodyRole.SHELTER_CONTACT,
)
inside: Final[Rule[User, Organization]] = holds(*INSIDE).called("inside the body")
belongs: Final[Rule[User, Organization]] = holds(*INSIDE, BodyRole.SUPPORTER).called(
    "who has a part in the body"
)
leads_some_body: Final[Rule[User, Any]] = Rule(
    "who leads or convenes some body",
    lambda actor, _row: any(LEADING & roles for roles in bodies_of(actor, on=today()).values()),
)

is_begun: Final[Rule[User, Organization]] = Rule(
    "it was just begun: not public, nobody leads it", lambda _actor, body: _nobody_leads(body)
)

# What the tables are made of.
steers: Final[Rule[User, Organization]] = (
    is_system
    | (office & is_run_by_office)
    | (board & is_independent)
    | (office & is_ours & is_begun)
).called("who steers the body")
runs: Final[Rule[User, Organization]] = (steers | (convenor & is_joint)).called("who runs the body")
prepares: Final[Rule[User, Organization]] = (
    runs | (office & is_ours) | board | secretary | convenor
).called("who prepares for the body")
keeps_members: Final[Rule[User, Organization]] = (
    runs | (office & is_ours) | board | secretary
).called("who keeps the list of members")
sees: Final[Rule[User, Organization]] = reads_everything | belongs


def _nobody_leads(body: Organization) -> bool:
    """Test whether a body was never shown and has no board that could decide."""
    if body.published_at is not None:
        return False
    leading = [BodyRole.CHAIR.value, BodyRole.DEPUTY_CHAIR.value]
    held = body.memberships.alive().on(today())
    return not held.filter(role__in=leading).exists()


def knows_names(actor: User, body: Organization) -> bool:
    """Test whether `actor` may know the members of `body` by name.

    Rule: co-hosts and supporters only after an agreement (source: L10.11).
    """
    roles = bodies_of(actor, on=today()).get(body.pk, frozenset())
    if roles & {BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR, BodyRole.SECRETARY}:
        return True
    if not roles & {BodyRole.CONVENOR, BodyRole.SUPPORTER}:
        return False
    parties = own_memberships(actor, on=today()).values("organization")
    return body.data_agreements.on(today()).filter(party__in=parties).exists()
