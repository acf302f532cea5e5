"""What the commands about seats, memberships and whole lists of members publish."""

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import EndReason, Role
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft, add_seats
from gremienwerk.domain.organizations.commands.admit import Admission, admit
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.commands.continue_membership import continue_membership
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.enter_list import enter_list
from gremienwerk.domain.organizations.commands.relieve import relieve
from gremienwerk.domain.organizations.commands.remove_seat import remove_seat
from gremienwerk.domain.organizations.commands.seat import Seating, seat
from gremienwerk.domain.organizations.commands.take_back_list import take_back_list
from gremienwerk.domain.organizations.commands.take_back_member import take_back_member
from gremienwerk.domain.organizations.member_list import Entry
from gremienwerk.domain.organizations.models import EnteredList
from gremienwerk.domain.organizations.queries.entering import plan
from gremienwerk.domain.people.commands.add_person import PersonDraft
from gremienwerk.foundation.records import whole_second
from tests.domain.events.call import TODAY, call
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SeatFactory
from tests.factories.people import PersonFactory


def _list():
    body, entries = OrganizationFactory(), [Entry(2, "Ada Muster")]
    token = plan(body, entries, actor=system_user(), on=TODAY).token
    return call(body, entries, token=token)


def _entered():
    return EnteredList.objects.create(
        organization=OrganizationFactory(),
        token="t",  # noqa: S106 -- stands for a preview
        recorded_at=whole_second(),
        recorded_by=system_user(),
    )


CASES = {
    add_seats: (lambda: call(OrganizationFactory(), SeatsDraft(15)), ["organizations.seats_added"]),
    remove_seat: (lambda: call(SeatFactory(), TODAY), ["organizations.seat_removed"]),
    seat: (
        lambda: call(SeatFactory(), Seating(PersonFactory())),
        ["organizations.member_added", "organizations.seat_taken"],
    ),
    add_member: (
        lambda: call(OrganizationFactory(), MemberDraft(PersonFactory())),
        ["organizations.member_added"],
    ),
    admit: (
        lambda: call(OrganizationFactory(), Admission(PersonDraft("Ada Muster"), role=Role.CHAIR)),
        [
            "people.person_added",
            "organizations.member_added",
            "organizations.member_appointed",
            "organizations.member_admitted",
        ],
    ),
    appoint: (lambda: call(MembershipFactory(), Role.CHAIR), ["organizations.member_appointed"]),
    relieve: (
        lambda: call(MembershipFactory(role=Role.CHAIR)),
        ["organizations.member_relieved"],
    ),
    change_membership: (
        lambda: call(MembershipFactory(), MembershipFacts("deputy", role="secretary")),
        ["organizations.membership_changed", "organizations.member_appointed"],
    ),
    continue_membership: (
        lambda: call(MembershipFactory(ends_on=TODAY)),
        ["organizations.membership_continued"],
    ),
    end_membership: (
        lambda: call(MembershipFactory(), TODAY, reason=EndReason.RESIGNATION),
        ["organizations.membership_ended"],
    ),
    take_back_member: (lambda: call(MembershipFactory()), ["organizations.member_taken_back"]),
    enter_list: (_list, ["organizations.list_entered"]),
    take_back_list: (lambda: call(_entered()), ["organizations.list_taken_back"]),
}
