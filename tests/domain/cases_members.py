"""The commands about members, lists and merged people, and what each publishes."""

from datetime import date

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.commands.admit import Admission, admit
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.commands.continue_membership import continue_membership
from gremienwerk.domain.organizations.commands.enter_list import enter_list
from gremienwerk.domain.organizations.commands.relieve import relieve
from gremienwerk.domain.organizations.commands.remove_seat import remove_seat
from gremienwerk.domain.organizations.commands.take_back_list import take_back_list
from gremienwerk.domain.organizations.commands.take_back_member import take_back_member
from gremienwerk.domain.organizations.member_list import Entry
from gremienwerk.domain.organizations.models import EnteredList
from gremienwerk.domain.organizations.queries.entering import plan
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.commands.keep_apart import keep_apart
from gremienwerk.domain.people.commands.merge_people import merge_people
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.commands.unmerge_people import unmerge_people
from gremienwerk.domain.people.models import MergeRecord
from gremienwerk.foundation.records import whole_second
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SeatFactory
from tests.factories.people import PersonFactory

TODAY = date(2026, 6, 1)


def _list():
    body, entries = OrganizationFactory(), [Entry(2, "Ada Muster")]
    token = plan(body, entries, actor=system_user(), on=TODAY).token
    return body, entries, {"token": token}


def _entered():
    return EnteredList.objects.create(
        organization=OrganizationFactory(),
        token="t",  # noqa: S106 -- stands for a preview
        recorded_at=whole_second(),
        recorded_by=system_user(),
    )


def _merge():
    gone = PersonFactory(deleted_at=whole_second())
    return MergeRecord.objects.create(
        kept=PersonFactory(), merged=gone, recorded_at=whole_second(), recorded_by=system_user()
    )


CASES = {
    edit_person: (lambda: (PersonFactory(), {"title": "Dr."}), ["people.person_edited"]),
    set_consents: (
        lambda: (PersonFactory(), [ConsentPurpose.NAME], {"evidence": "Formular"}),
        ["people.consent_given", "people.consents_set"],
    ),
    merge_people: (lambda: (PersonFactory(), PersonFactory()), ["people.merged"]),
    unmerge_people: (lambda: (_merge(),), ["people.unmerged"]),
    keep_apart: (lambda: (PersonFactory(), PersonFactory()), ["people.kept_apart"]),
    admit: (
        lambda: (OrganizationFactory(), Admission(PersonDraft("Ada Muster"), role=Role.CHAIR)),
        [
            "people.person_added",
            "organizations.member_added",
            "organizations.member_appointed",
            "organizations.member_admitted",
        ],
    ),
    change_membership: (
        lambda: (MembershipFactory(), MembershipFacts("deputy", role="secretary")),
        ["organizations.membership_changed", "organizations.member_appointed"],
    ),
    continue_membership: (
        lambda: (MembershipFactory(ends_on=TODAY),),
        ["organizations.membership_continued"],
    ),
    relieve: (lambda: (MembershipFactory(role=Role.CHAIR),), ["organizations.member_relieved"]),
    take_back_member: (lambda: (MembershipFactory(),), ["organizations.member_taken_back"]),
    remove_seat: (lambda: (SeatFactory(), TODAY), ["organizations.seat_removed"]),
    enter_list: (_list, ["organizations.list_entered"]),
    take_back_list: (lambda: (_entered(),), ["organizations.list_taken_back"]),
}
