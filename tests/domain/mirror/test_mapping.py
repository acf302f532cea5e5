"""What becomes of an object? OParl 1.1, the recorded ALLRIS objects, and odd values."""

from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.mirror.mapping.values import Reader, is_web_address, key
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource, UnresolvedReference
from gremienwerk.domain.organizations.models import Membership, Organization, VotingRight
from gremienwerk.domain.papers.models import Originator, Paper, PaperRelation
from gremienwerk.domain.people.models import Person
from tests.domain.mirror.trees import ROOT, allris, council_1_1
from tests.oparl_server import OparlServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(add, mirror):
    with OparlServer(council_1_1(), entry=f"{ROOT}/system") as server:
        source = add(server)
        assert mirror(source).is_complete
        yield source


def test_all_twelve_types_of_1_1_come_over_once(council):
    kinds = MirrorObject.objects.order_by("object_type").values_list("object_type", flat=True)

    assert list(kinds) == [
        *("AgendaItem", "Body", "Consultation", "File", "LegislativeTerm", "Location"),
        *("Meeting", "Membership", "Organization", "Organization", "Paper", "Paper", "Person"),
        "System",
    ]
    assert MirrorSource.objects.get().license == "CC BY 4.0"
    assert MirrorSource.objects.get().label == "Musterstadt"


def test_a_second_sync_of_objects_that_come_twice_writes_nothing(council, mirror, writes):
    with OparlServer(council_1_1(), entry=f"{ROOT}/system") as server:
        MirrorSource.objects.update(url=server.url)
        council.refresh_from_db()
        run = mirror(council)  # another port: every id is new, all of the old is gone

    assert run.is_complete
    writes.clear()
    with OparlServer(council_1_1(), entry=f"{ROOT}/system") as server:
        MirrorSource.objects.update(url=server.url)
        council.refresh_from_db()
        mirror(council)
        writes.clear()
        run = mirror(council)

    assert writes == []
    assert {kind: c["unchanged"] for kind, c in run.counts.items() if c.get("unchanged")} == {
        **dict.fromkeys(("System", "Body", "LegislativeTerm", "Location", "Person"), 1),
        **dict.fromkeys(("Membership", "File", "Meeting", "AgendaItem", "Consultation"), 1),
        **dict.fromkeys(("Organization", "Paper"), 2),
    }


def test_everything_is_joined(council):
    council_row, committee = Organization.objects.order_by("name").reverse()
    meeting, item = Meeting.objects.get(), AgendaItem.objects.get()
    first, second = Paper.objects.order_by("-name")
    membership = Membership.objects.get()

    assert (committee.parent, committee.classification) == (council_row, "committee")
    assert (committee.slug, committee.is_listed) == ("stadt-ausschuss-fuer-muster", True)
    assert (meeting.location, meeting.state) == (Location.objects.get(), "invited")
    parts = meeting.links.order_by("position").values_list("organization", flat=True)
    assert list(parts) == [committee.pk, council_row.pk]
    assert (item.meeting, item.position) == (meeting, 0)
    station = Consultation.objects.get()
    assert (station.paper, station.agenda_item, station.meeting) == (first, item, meeting)
    assert (station.is_lead, station.role) == (True, "preliminary")
    assert meeting.file_links.get().role == "results_protocol"
    assert PaperRelation.objects.get().other == second
    assert Originator.objects.get().person == Person.objects.get()
    assert (membership.person, membership.organization) == (Person.objects.get(), committee)
    assert (membership.role, membership.starts_on) == ("chair", date(2026, 1, 1))
    assert membership.ends_on == date(2027, 1, 1)  # the last day counts
    assert VotingRight.objects.get().ends_on == date(2027, 1, 1)
    assert LegislativeTerm.objects.get().body == Body.objects.get()


def test_of_people_only_name_and_mandates_come_over(council):
    person = Person.objects.get()

    assert person.name == "Ada Musterlein"
    told = [str(getattr(person, field.attname)) for field in Person._meta.concrete_fields]
    assert not any("030" in text or "@" in text for text in told)
    assert UnresolvedReference.objects.get().field == "location"


def test_files_stay_with_their_source(council):
    file = File.objects.get()

    assert (file.stored_as, file.mime_type) == ("", "application/pdf")
    assert file.access_url.endswith("/bytes/1.pdf")
    assert file.published_at == datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def test_recorded_objects_of_another_vendor(add, mirror):
    with OparlServer(allris(), entry="/public/oparl/system") as server:
        run = mirror(add(server))

    assert run.is_complete
    held, planned = Meeting.objects.order_by("starts_on")
    assert (held.ends_at, planned.ends_at, planned.state) == (None, None, "scheduled")
    assert AgendaItem.objects.get().position == 0
    docx, pdf = File.objects.order_by("-file_name").exclude(paper_links__isnull=False)[:2]
    assert {docx.file_name, pdf.file_name} == {"37.docx", "81.pdf"}
    assert {f.size for f in File.objects.all()} == {None, 553767, 3163823}
    assert not File.objects.exclude(mime_type__contains="/").exists()
    assert MirrorSource.objects.get().license == "https://creativecommons.org/licenses/by/4.0/"
    codes = set(" ".join(MirrorObject.objects.values_list("coercions", flat=True)).split())
    assert codes >= {
        *("auxiliaryFile:not_a_list", "originatorPerson:null_in_list", "end:midnight"),
        *("mimeType:ending", "downloadUrl:placeholder", "date:moment"),
        "agendaItem.order:counted_anew",
    }


@pytest.mark.parametrize(
    ("method", "value", "found", "code"),
    [
        ("text", " a\u00a0b\nc ", "a b c", "x:line_break"),
        ("text", "N/A", "", "x:placeholder"),
        ("text", 7, "7", "x:number"),
        ("text", "a\x00b", "ab", "x:control_characters"),
        ("text", "\ud800a", "a", "x:control_characters"),
        ("text", {"a": 1}, "", "x:no_text"),
        ("day", "0000-00-00", None, "x:no_date"),
        ("day", "31.12.2020", date(2020, 12, 31), "x:german_date"),
        ("day", "2021-04-27T23:51:03Z", date(2021, 4, 28), "x:moment"),
        ("moment", "2021-01-01T10:00:00", datetime(2021, 1, 1, 9, tzinfo=UTC), "x:no_offset"),
        ("moment", "gestern", None, "x:no_moment"),
        ("moment", "0001-01-01T00:00:00+14:00", None, "x:no_moment"),
        ("stamp", "1970-01-01T00:00:00+01:00", None, "x:epoch"),
        ("url", "javascript:alert(1)", "", "x:no_address"),
        ("url", "https://a.example/ ", "https://a.example/", "x:whitespace"),
        ("url", "https://a.example/" + "a" * 500, "", "x:too_long"),
        ("email", "nobody", "", "x:no_address"),
        ("flag", "ja", True, "x:no_flag"),
    ],
)
def test_odd_values_are_bent_and_counted(method, value, found, code):
    reader = Reader({"x": value})

    assert (getattr(reader, method)("x"), reader.codes) == (found, [code])


def test_addresses_are_compared_tolerantly_and_kept_as_they_are():
    assert key("http://a.example/x//y/") == key("https://a.example/x/y")
    assert key("https://a.example/x?id=1") != key("https://a.example/x?id=2")
    assert not is_web_address("https://[broken")
