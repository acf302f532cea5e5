"""Who may do what in which kind of body? Every role against the table, written by hand."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.policy import Can as CanBodies
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.policy import Can as CanMeetings
from gremienwerk.domain.mirror.policy import Can as CanMirror
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.papers.policy import Can as CanPapers
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import may
from tests.factories.bodies import BodyFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import MeetingFactory, MeetingFileFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import OFFICES, account

pytestmark = pytest.mark.django_db

OFFICE = {"office_administrator", "clerk"}
BOARD = {"chair", "deputy_chair"}
KEEPERS = {*OFFICE, *BOARD, "secretary"}
PREPARERS = {*KEEPERS, "convenor"}
RUNS = {  # by what the office is to the body
    "own": OFFICE,
    "joint": {*OFFICE, "convenor"},
    "member_only": OFFICE,
    "external_mirrored": OFFICE,
    "secretariat_of_independent": BOARD,
}
STEERS = {**RUNS, "joint": OFFICE}
RUN_BY_OFFICE = [kind for kind in RUNS if kind != "secretariat_of_independent"]


def cast(body):
    """Return an account per role in `body`, and those who have none."""
    found = {role.value: account(role, body) for role in BodyRole}
    return found | {
        "nobody": account(),
        "anonymous": AnonymousUser(),
        "elsewhere": account(BodyRole.CHAIR, OrganizationFactory()),
        "former": account(BodyRole.CHAIR, body, ends_on=date(2026, 1, 1)),
    }


def holders(actors, permission, row):
    assert may(system_user(), permission, row)
    return {name for name, actor in actors.items() if may(actor, permission, row)}


@pytest.mark.parametrize("kind", RUNS)
def test_who_runs_who_steers_who_prepares_who_keeps_the_members(kind):
    body = OrganizationFactory(stewardship=kind)
    actors = cast(body)

    for permission in (Can.EDIT_TEXTS, Can.PUBLISH, Can.SET_ABILITY, Can.SUSPEND, Can.END):
        assert holders(actors, permission, body) == RUNS[kind], permission.name
    for permission in (Can.ADD_CONVENOR, Can.ADD_SUPPORTER, Can.AGREE_ON_DATA):
        assert holders(actors, permission, body) == STEERS[kind], permission.name
    assert holders(actors, Can.PREPARE_TEXTS, body) == PREPARERS
    assert holders(actors, Can.ADD_MEMBER, body) == KEEPERS | RUNS[kind]
    assert holders(actors, Can.WITHDRAW, body) == RUNS[kind] | OFFICE
    assert holders(actors, Can.PREVIEW, body) == {*PREPARERS, "auditor"}


@pytest.mark.parametrize("kind", RUNS)
def test_who_convenes_and_who_prepares_a_meeting(kind):
    body = OrganizationFactory(stewardship=kind)
    actors = cast(body)
    draft = MeetingFactory(organizations=[body], state=MeetingState.DRAFT)
    invited = MeetingFactory(organizations=[body], state=MeetingState.INVITED)

    for permission in (CanMeetings.SCHEDULE, CanMeetings.CONVENE, CanMeetings.RELEASE_MINUTES):
        assert holders(actors, permission, invited) == RUNS[kind], permission.name
    assert holders(actors, CanMeetings.EDIT_AGENDA, draft) == PREPARERS
    assert holders(actors, CanMeetings.EDIT_AGENDA, invited) == RUNS[kind]
    assert holders(actors, CanMeetings.EDIT_LOGISTICS, invited) == {*PREPARERS, "supporter"}
    assert holders(actors, CanMeetings.WRITE_NOTE, invited) == PREPARERS


@pytest.mark.parametrize("kind", RUNS)
def test_a_paper_is_released_by_the_body_that_hands_it_in(kind):
    body = OrganizationFactory(stewardship=kind)
    actors = cast(body)
    paper = PaperFactory()
    OriginatorFactory(paper=paper, organization=body)
    released = PaperFactory(released=True)
    OriginatorFactory(paper=released, organization=body)

    assert holders(actors, CanPapers.PUBLISH, paper) == RUNS[kind]
    assert holders(actors, CanPapers.EDIT, paper) == PREPARERS
    assert holders(actors, CanPapers.EDIT, released) == RUNS[kind]
    assert holders(actors, CanPapers.PUBLISH, PaperFactory()) == OFFICE


@pytest.mark.parametrize("kind", RUNS)
def test_a_file_is_published_by_whoever_releases_what_it_belongs_to(kind):
    body = OrganizationFactory(stewardship=kind)
    actors = cast(body)
    file = FileFactory(published_at=None)
    MeetingFileFactory(meeting=MeetingFactory(organizations=[body]), file=file)

    assert holders(actors, CanFiles.PUBLISH, file) == RUNS[kind]
    assert holders(actors, CanFiles.PUBLISH, FileFactory(published_at=None)) == OFFICE


def test_a_file_of_two_bodies_needs_the_release_of_both():
    own = OrganizationFactory(stewardship="own")
    independent = OrganizationFactory(stewardship="secretariat_of_independent")
    file = FileFactory(published_at=None)
    for body in (own, independent):
        MeetingFileFactory(meeting=MeetingFactory(organizations=[body]), file=file)

    assert holders(cast(independent), CanFiles.PUBLISH, file) == set()


@pytest.mark.parametrize("kind", RUN_BY_OFFICE)
def test_of_a_joint_meeting_the_leading_body_decides(kind):
    leading = OrganizationFactory(stewardship=kind)
    other = OrganizationFactory(stewardship="secretariat_of_independent")
    meeting = MeetingFactory(organizations=[leading, other])

    assert holders(cast(other), CanMeetings.CONVENE, meeting) == OFFICE


def test_nobody_touches_what_is_mirrored_but_the_import():
    council = BodyFactory(slug="stadt", is_own=False)
    body = OrganizationFactory(body=council, stewardship="", sphere="")
    meeting = MeetingFactory(organizations=[body], body=council)
    paper, person = PaperFactory(body=council), PersonFactory(body=council)
    actors = {role.value: account(role) for role in OFFICES}

    for permission in (Can.EDIT_TEXTS, Can.ADD_MEMBER, Can.PREPARE_TEXTS, Can.WITHDRAW):
        assert holders(actors, permission, body) == set(), permission.name
    for permission in (CanMeetings.CONVENE, CanMeetings.EDIT_AGENDA, CanMeetings.HOLD):
        assert holders(actors, permission, meeting) == set(), permission.name
    assert holders(actors, CanPapers.EDIT, paper) == set()
    assert holders(actors, CanPeople.EDIT, person) == set()
    assert holders(actors, CanMeetings.WRITE_NOTE, meeting) == OFFICE  # N6.2


def test_nobody_appoints_oneself():
    body = OrganizationFactory(stewardship="own")
    clerk = account(BodyRole.CLERK)
    own = MembershipFactory(organization=body, person=PersonFactory(user=clerk))
    other = MembershipFactory(organization=body)

    assert [may(clerk, Can.APPOINT, row) for row in (own, other)] == [False, True]
    assert holders(cast(body), Can.APPOINT, other) == OFFICE


def test_contacts_and_consents_are_for_the_office_and_the_person():
    body = OrganizationFactory()
    actors = cast(body)
    person = PersonFactory(user=actors["nobody"])
    MembershipFactory(organization=body, person=person, starts_on=date(2026, 1, 1))

    assert holders(actors, CanPeople.VIEW_CONTACT, person) == {*OFFICE, "auditor", "nobody"}
    assert holders(actors, CanPeople.GIVE_CONSENT, person) == {*OFFICE, "nobody"}
    assert holders(actors, CanPeople.EDIT, person) == OFFICE


def test_the_installation_is_the_administrators():
    body = BodyFactory()
    actors = cast(OrganizationFactory(body=body))

    assert holders(actors, CanBodies.SET_UP, body) == {"office_administrator"}
    assert holders(actors, CanMirror.SHOW, body) == {"office_administrator"}
    assert holders(actors, CanBodies.ADD_LOCATION, body) == OFFICE
    assert holders(actors, Can.ADD, body) == OFFICE


def test_the_auditor_changes_nothing():
    """Permissions of an auditor are those to view, to preview and to read the log."""
    from gremienwerk.foundation.access import TABLE  # noqa: PLC0415 -- filled at start

    reading = ("view", "preview", "read_log", "export_log", "show_person")
    named = [name for name, row in TABLE.items() if "auditor" in row.rule.name]
    everything = [name for name, row in TABLE.items() if "reads everything" in row.rule.name]

    verbs = {name: name.partition(".")[2] for name in (*named, *everything)}
    assert [name for name, verb in verbs.items() if not verb.startswith(reading)] == []
    assert len(verbs) > 10
