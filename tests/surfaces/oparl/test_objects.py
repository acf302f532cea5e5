"""Each type reads as section A8 of the checklist says."""

import pytest

from gremienwerk.domain.meetings.choices import MeetingFileRole
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.oparl.commands.project import project_all
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.oparl_checker.check import check
from tests.surfaces.oparl.conftest import ORIGIN
from tests.surfaces.oparl.stage import council


def url(kind, row):
    return f"{ORIGIN}/oparl/1.1/{kind}/{row.pk}"


def test_the_checker_finds_nothing_in_a_full_council(opened, server):
    council(opened)
    project_all()
    found = check(server, f"{ORIGIN}/oparl/1.1/system")
    assert [str(one) for one in found if one.row not in ("F1", "F4")] == []  # no bytes here


def test_a_meeting_reads_with_all_it_embeds(opened, out):
    made = council(opened)
    project_all()
    meeting = out("meeting", made.meeting.pk)
    assert meeting["name"] == "12. Sitzung"
    assert (meeting["start"], meeting["meetingState"]) == (
        "2026-12-09T17:30:00+01:00",
        "terminiert",
    )
    assert meeting["organization"] == [
        url("organization", made.organization),
        url("organization", made.child),
    ]
    assert meeting["location"]["geojson"]["geometry"]["coordinates"] == [13.32, 52.43]
    assert {"invitation", "resultsProtocol", "verbatimProtocol"} <= meeting.keys()
    assert len(meeting["auxiliaryFile"]) == len(MeetingFileRole) - 3
    item, closed = meeting["agendaItem"]
    assert item["consultation"] == url("consultation", made.consultation)
    assert closed.keys() == {
        "id",
        "type",
        "created",
        "modified",
        "order",
        "number",
        "name",
        "public",
    }
    assert (closed["order"], closed["public"]) == (1, False)
    assert "participant" not in meeting


def test_no_file_of_a_closed_item_is_out(opened, out):
    made = council(opened)
    project_all()
    assert out("file", made.closed_file.pk) is None
    assert out("file", made.item_file.pk)["agendaItem"] == [url("agendaitem", made.item)]


def test_a_paper_reads_with_all_it_embeds(opened, out):
    made = council(opened)
    project_all()
    paper = out("paper", made.paper.pk)
    assert paper["superordinatedPaper"] == [url("paper", made.other)]
    assert out("paper", made.other.pk)["subordinatedPaper"] == [url("paper", made.paper)]
    assert paper["mainFile"]["id"] == url("file", made.main)
    assert [one["id"] for one in paper["auxiliaryFile"]] == [url("file", made.annex)]
    assert [one["id"] for one in paper["location"]] == [url("location", made.paper_place)]
    assert paper["originatorPerson"] == [url("person", made.person)]
    assert paper["originatorOrganization"] == [url("organization", made.organization)]
    [station] = paper["consultation"]
    assert station["role"] == "Entscheidung"
    assert (station["meeting"], "paper" in station) == (url("meeting", made.meeting), False)
    assert out("consultation", made.consultation.pk)["paper"] == url("paper", made.paper)


@pytest.mark.parametrize(
    ("state", "released", "word"),
    [
        ("scheduled", False, "terminiert"),
        ("invited", False, "eingeladen"),
        ("held", False, "eingeladen"),
        ("held", True, "durchgeführt"),
    ],
)
def test_held_is_said_once_the_minutes_are_released(opened, out, state, released, word):
    made = council(opened)
    made.meeting.state = state
    made.meeting.save()
    minutes = [
        role
        for role in MeetingFileRole
        if role in ("results_protocol", "verbatim_protocol", "documentation")
    ]
    if not released:
        for role in minutes:
            made.files[role].published_at = None
            made.files[role].save()
    project_all()
    assert out("meeting", made.meeting.pk)["meetingState"] == word


def test_a_meeting_without_a_time_or_a_draft_is_not_out(opened, out):
    hidden = [
        MeetingFactory(organizations=[opened], all_day=True),
        MeetingFactory(organizations=[opened], state="draft"),
    ]
    project_all()
    assert [out("meeting", one.pk) for one in hidden] == [None, None]


def test_an_internal_body_shows_name_classification_and_dates(opened, out):
    inner = OrganizationFactory(
        abilities={"access": "public", "oparl": "organization_only"},
        work="Text",
        contact_email="a@b.example",
    )
    MembershipFactory(organization=inner, person=PersonFactory(agrees=[ConsentPurpose.NAME]))
    meeting = MeetingFactory(organizations=[inner])
    joint = MeetingFactory(organizations=[opened, inner])
    paper = PaperFactory(released=True)
    OriginatorFactory(paper=paper, organization=inner)
    project_all()
    said = out("organization", inner.pk)
    assert set(said) == {
        *("id", "type", "created", "modified", "body", "name", "organizationType"),
        *("classification", "web"),
    }
    assert [out("meeting", one.pk) for one in (meeting, joint)] == [None, None]
    assert out("paper", paper.pk) is None
    assert out("person", 1) is None


@pytest.mark.parametrize("abilities", [{"oparl": "off", "access": "public"}, {"access": "public"}])
def test_a_body_that_says_off_or_nothing_is_not_out(opened, out, abilities):
    quiet = OrganizationFactory(abilities=abilities)
    child = OrganizationFactory(parent=quiet, is_listed=False)
    project_all()
    assert (out("organization", quiet.pk), out("organization", child.pk)) == (None, None)


def test_a_person_is_out_field_by_field(opened, out):
    person = PersonFactory(
        function="Leitung",
        affiliation="Verein",
        public_email="p@amt.example",
        gender="female",
        email="privat@mail.example",
    )
    MembershipFactory(organization=opened, person=person)
    project_all()
    assert out("person", person.pk) is None
    shown = {}
    for purpose in ("name", "function", "affiliation", "contact"):
        ConsentFactory(person=person, purpose=purpose)
        project_all()
        shown[purpose] = out("person", person.pk)
    assert "status" not in shown["name"]
    assert (shown["function"]["status"], "email" in shown["function"]) == (["Leitung"], False)
    assert shown["affiliation"]["Gremienwerk:affiliation"] == "Verein"
    assert shown["contact"]["email"] == ["p@amt.example"]
    assert "gender" not in shown["contact"]
    assert "privat" not in str(shown)


def test_a_person_without_a_public_part_is_not_out(opened, out):
    person = PersonFactory(agrees=[ConsentPurpose.NAME])
    project_all()
    assert out("person", person.pk) is None


def test_agenda_items_count_without_gaps(opened, out):
    meeting = MeetingFactory(organizations=[opened])
    rows = [AgendaItemFactory(meeting=meeting, position=place) for place in (3, 7, 12)]
    rows[1].deleted_at = meeting.created_at
    rows[1].save()
    project_all()
    assert [one["order"] for one in out("meeting", meeting.pk)["agendaItem"]] == [0, 1]
    assert out("agendaitem", rows[2].pk)["order"] == 1


def test_texts_that_could_break_the_form_do_not(opened, out):
    odd = 'A "b" \\u0001/x \x01/oparl & <c> \x07 ü\u2028'
    meeting = MeetingFactory(organizations=[opened], name=odd)
    project_all()
    assert out("meeting", meeting.pk)["name"] == 'A "b" \\u0001/x /oparl & <c>  ü'
