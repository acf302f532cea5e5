"""Who may do what with bodies, their rules and their members? Read the table.

Rule: what an independent body says of itself its board releases; the office, as its
secretariat, prepares (source: network.md N7.8).
"""

from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.domain.organizations.rights import (
    belongs,
    inside,
    is_ours,
    keeps_members,
    knows_names,
    leads_some_body,
    of_body,
    prepares,
    runs,
    steers,
)
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import Rule, allow, widen


def _body(row: Membership) -> Organization:
    return row.organization


def _body_of_seat(seat: Seat) -> Organization:
    return seat.organization


def _agreed(person: Person) -> bool:
    return person.consents.valid().filter(purpose=ConsentPurpose.PARTICIPANT_LIST).exists()


def _may_know(actor: User, row: Membership) -> bool:
    if knows_names(actor, row.organization):
        return True
    listed = row.person is None or _agreed(row.person)
    return listed and inside(actor, row.organization)


def _knows_person(actor: User, person: Person) -> bool:
    held = person.memberships.alive().select_related("organization", "person")
    return any(_may_know(actor, row) for row in held)


own: Final[Rule[User, Membership]] = Rule(
    "whose it is",
    lambda actor, row: (
        row.person is not None and actor.is_active and row.person.user_id == actor.pk
    ),
)
known_there: Final[Rule[User, Membership]] = Rule("who may know the names of the body", _may_know)


class Can:
    """The permission table of organizations."""

    VIEW = allow("organizations.view", is_there & (is_public | reads_everything | belongs))
    VIEW_MEMBERSHIP = allow(
        "organizations.view_membership",
        is_there & (is_public | reads_everything | own | known_there),
    )
    ADD = allow("organizations.add_organization", is_system | office)  # on a Body
    PREVIEW = allow("organizations.preview", prepares | reads_everything)
    PREPARE_TEXTS = allow("organizations.prepare_texts", prepares)
    EDIT_TEXTS = allow("organizations.edit_texts", runs)
    EDIT_DETAILS = allow("organizations.edit_details", runs)
    PUBLISH = allow("organizations.publish_organization", runs)
    WITHDRAW = allow("organizations.withdraw_organization", runs | (office & is_ours))
    DELETE = allow("organizations.delete_organization", is_system | (office & is_ours))
    PLACE = allow("organizations.place_below", is_system | (office & is_ours))
    LINK_SOURCE = allow("organizations.link_source", is_system | (office & is_ours))
    CHOOSE_IMAGE = allow("organizations.choose_image", runs)
    ADD_ALIAS = allow("organizations.add_alias", runs | (office & is_ours))
    KEEP_PROFILE = allow("organizations.keep_profile", is_system | office)  # on a RuleProfile
    ADOPT_PROFILE = allow("organizations.adopt_profile", runs)
    SET_ABILITY = allow("organizations.set_ability", runs)
    ADD_RULE = allow("organizations.add_rule", runs)
    SUSPEND = allow("organizations.suspend", runs)
    RESUME = allow("organizations.resume", runs)
    EXTEND_SUSPENSION = allow("organizations.extend_suspension", runs)
    END = allow("organizations.end_organization", runs)
    ADD_CONVENOR = allow("organizations.add_convenor", steers)
    ADD_SUPPORTER = allow("organizations.add_supporter", steers)
    AGREE_ON_DATA = allow("organizations.agree_on_data", steers)
    ADD_RELATION = allow("organizations.add_relation", runs)
    ADD_TERM = allow("organizations.add_term", keeps_members)
    ADD_SEATS = allow("organizations.add_seats", keeps_members)
    ADD_MEMBER = allow("organizations.add_member", keeps_members)
    SEAT = allow("organizations.seat", of_body(keeps_members, _body_of_seat, "its body"))
    APPOINT = allow(
        "organizations.appoint", of_body(steers | (office & is_ours), _body, "its body") & ~own
    )
    CHANGE_MEMBERSHIP = allow(
        "organizations.change_membership", of_body(keeps_members, _body, "its body")
    )
    END_MEMBERSHIP = allow(
        "organizations.end_membership", of_body(keeps_members, _body, "its body")
    )
    ADD_COMMISSIONER = allow("organizations.add_commissioner", is_system | (office & is_ours))
    CHECK_COMMISSIONER = allow("organizations.check_commissioner", is_system | office)


widen(CanPeople.VIEW, is_there & Rule("who may know the names of a body of theirs", _knows_person))
widen(CanFiles.STORE, leads_some_body)
widen(CanFiles.ADD_IMAGE, leads_some_body)


def _runs_each(actor: User, image: Image) -> bool:
    bodies = list(image.organizations.select_related("body"))
    return bool(bodies) and all(runs(actor, body) for body in bodies)


widen(CanFiles.EDIT_IMAGE, Rule("who runs each body that shows it", _runs_each))
