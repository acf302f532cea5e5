"""A small network for the pages of the calendar, of meetings, papers, people and places.

Beside what is public stands what must stay hidden; every hidden text holds the word SECRET.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.choices import AgendaResult, MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models import AgendaItemFile
from gremienwerk.domain.mirror.models import MirroredBody, MirrorSource
from gremienwerk.domain.papers.choices import PaperFileRole, PaperType
from gremienwerk.domain.people.choices import ConsentPurpose
from tests.factories.bodies import BodyFactory, InstallationFactory, LocationFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    ConsultationFactory,
    MeetingFactory,
    MeetingFileFactory,
    MeetingNoteFactory,
)
from tests.factories.organizations import (
    ConvenorFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    SuspensionFactory,
)
from tests.factories.papers import OriginatorFactory, PaperFactory, PaperFileFactory
from tests.factories.people import PersonFactory

SECRET = "GEHEIM"  # noqa: S105 -- what hidden texts hold
RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
FORMAL = {
    "access": "public",
    "procedure": "formal",
    "publication": "after_approval",
    "record": "niederschrift",
    "registration": "off",
    "feed": "public",
}
OUTSIDE = {
    "access": "registration",
    "procedure": "mirrored",
    "publication": "none",
    "record": "none",
    "registration": "external",
    "feed": "public",
}
MIRRORED = {**FORMAL, "procedure": "mirrored", "publication": "external", "record": "external"}
CLOSED = {**FORMAL, "access": "internal", "procedure": "informal", "feed": "members"}


def day(days):
    """Return the day that lies `days` from today, where the office is."""
    return timezone.localdate() + timedelta(days=days)


def at(days, hour=17, minute=30):
    """Return a moment of that day."""
    return timezone.make_aware(datetime.combine(day(days), time(hour, minute)))


@dataclass
class Stage:
    """Everything by its name."""

    named: dict = field(default_factory=dict)

    def __getattr__(self, name):
        return self.named[name]


def set_stage():
    """Fill the database and return everything by name."""
    stage = Stage()
    named = stage.named
    InstallationFactory()
    named["place"] = LocationFactory(access="Aufzug links vom Eingang.", is_step_free=True)
    _bodies(named)
    _coming(named)
    _past(named)
    _hidden(named)
    _council(named)
    return stage


def _bodies(named):
    named["beirat"] = OrganizationFactory(
        slug="beirat", short_name="Beirat", contact_email="beirat@mail.example", abilities=FORMAL
    )
    named["table"] = OrganizationFactory(
        slug="runder-tisch",
        name="Runder Tisch Probe",
        sphere="civil_society",
        stewardship="external_mirrored",
        website="https://buendnis.example/",
        abilities=OUTSIDE,
    )
    ConvenorFactory(organization=named["table"], party=OfficeFactory(name="Bündnis Probe"))
    named["round"] = OrganizationFactory(
        slug="interne-runde", name="Austauschrunde", abilities=CLOSED
    )
    named["paused"] = OrganizationFactory(
        slug="koordinierungsrunde", name="Koordinierungsrunde", abilities=FORMAL
    )
    SuspensionFactory(organization=named["paused"], starts_on=day(-200), review_on=day(60))


def _coming(named):
    beirat, table, place = named["beirat"], named["table"], named["place"]
    meeting = MeetingFactory(
        organizations=[beirat],
        state=MeetingState.INVITED,
        starts_on=day(12),
        starts_at=at(12),
        ends_at=at(12, 19, 30),
        location=place,
        attendance_note="Meeting-ID: 987 6543 2101. Der Raum steht am Eingang.",
    )
    named["meeting"] = meeting
    item = AgendaItemFactory(meeting=meeting, position=0, number="1", name="Sprachmittlung")
    paper = PaperFactory(released=True, reference="7/VII", paper_type=PaperType.STATEMENT)
    named["paper"] = paper
    OriginatorFactory(paper=paper, organization=beirat)
    PaperFileFactory(
        paper=paper, role=PaperFileRole.MAIN, file=FileFactory(name="Text", size=96_000)
    )
    ConsultationFactory(paper=paper, meeting=meeting, agenda_item=item, organizations=[beirat])
    AgendaItemFactory(
        meeting=meeting,
        position=1,
        number="2",
        name="Personalsache",
        text=SECRET,
        result=AgendaResult.NOTED,
        resolution_text=SECRET,
        is_public=False,
    )
    named["unsure"] = MeetingFactory(
        organizations=[table], all_day=True, starts_on=day(20), is_confirmed=False, name=""
    )
    named["moved"] = MeetingFactory(
        organizations=[table], all_day=True, starts_on=day(25), moved_from=day(22), name=""
    )
    named["cancelled"] = MeetingFactory(
        organizations=[beirat, table],
        all_day=True,
        starts_on=day(30),
        cancelled=True,
        cancel_reason="Die Heizung ist ausgefallen.",
    )


def _past(named):
    beirat = named["beirat"]
    held = MeetingFactory(
        organizations=[beirat], state=MeetingState.HELD, starts_on=day(-40), starts_at=at(-40)
    )
    named["held"] = held
    AgendaItemFactory(
        meeting=held,
        position=0,
        number="1",
        name="Lernraum",
        result=AgendaResult.ADOPTED,
        resolution_text="Der Beirat bittet um ruhige Räume.",
    )
    MeetingFileFactory(
        meeting=held,
        role=MeetingFileRole.RESULTS_PROTOCOL,
        file=FileFactory(name="Niederschrift vom letzten Mal"),
    )
    named["waiting"] = MeetingFactory(
        organizations=[beirat], state=MeetingState.HELD, starts_on=day(-10), starts_at=at(-10)
    )
    named["person"] = PersonFactory(
        name="Ada Musterlein",
        function="Vorsitz",
        affiliation=f"Verein {SECRET}",
        public_email="geheim@mail.example",
        agrees=[ConsentPurpose.NAME, ConsentPurpose.FUNCTION],
    )
    MembershipFactory(organization=beirat, person=named["person"], starts_on=day(-300))
    MembershipFactory(
        organization=named["round"],
        person=named["person"],
        starts_on=day(-900),
        ends_on=day(-400),
    )


def _hidden(named):
    beirat, meeting = named["beirat"], named["meeting"]
    MeetingNoteFactory(meeting=meeting, text=SECRET)
    draft = {"name": SECRET, "focus_topic": SECRET, "starts_on": day(13), "starts_at": at(13)}
    named["draft"] = MeetingFactory(organizations=[beirat], state=MeetingState.DRAFT, **draft)
    named["internal"] = MeetingFactory(organizations=[named["round"]], **draft)
    named["joint"] = MeetingFactory(organizations=[beirat, named["round"]], **draft)
    named["of_paused"] = MeetingFactory(organizations=[named["paused"]], **draft)
    unreleased = FileFactory(name=SECRET, file_name="geheim.pdf", published_at=None)
    MeetingFileFactory(
        meeting=named["waiting"], role=MeetingFileRole.RESULTS_PROTOCOL, file=unreleased
    )
    MeetingFileFactory(meeting=meeting, file=unreleased)
    item = meeting.agenda_items.get(position=0)
    closed = meeting.agenda_items.get(position=1)
    AgendaItemFile.objects.create(agenda_item=item, file=unreleased, role="auxiliary")
    AgendaItemFile.objects.create(
        agenda_item=closed, file=FileFactory(name=SECRET), role="auxiliary"
    )
    named["draft_paper"] = PaperFactory(name=SECRET, reference=SECRET)
    ConsultationFactory(paper=named["draft_paper"], meeting=meeting, agenda_item=item)
    on_closed = PaperFactory(released=True, name="Heimliche Vorlage")
    ConsultationFactory(paper=on_closed, meeting=meeting, agenda_item=closed)
    paper = named["paper"]
    PaperFileFactory(paper=paper, file=unreleased)
    named["hidden_person"] = PersonFactory(name=SECRET)
    OriginatorFactory(paper=paper, person=named["hidden_person"])
    ConsultationFactory(paper=paper, meeting=named["draft"], organizations=[beirat])
    named["hidden_place"] = LocationFactory(name=SECRET, is_public=False)
    named["unsure"].location = named["hidden_place"]
    named["unsure"].save()


def _council(named):
    """Add a mirrored council that is shown, and one that is not."""
    for slug, is_public in (("stadt", True), ("dorf", False)):
        body = BodyFactory(slug=slug, name=f"Stadt {slug}", is_own=False, is_public=is_public)
        source = MirrorSource.objects.create(
            name=slug,
            label="Ratsinformationssystem Probe",
            url=f"https://rat.example/{slug}",
            license="CC BY 4.0",
            shown="public" if is_public else "internal",
            shown_by=system_user() if is_public else None,
            last_success_at=timezone.now(),
            created_at=timezone.now(),
        )
        MirroredBody.objects.create(source=source, body=body)
        organization = OrganizationFactory(
            body=body, slug=f"ausschuss-{slug}", name="Hauptausschuss", stewardship="", sphere=""
        )
        meeting = MeetingFactory(
            organizations=[organization],
            starts_on=day(15),
            starts_at=at(15),
            name="Sitzung" if is_public else SECRET,
            room="Saal 1, Kenncode: abc123",
            web="https://rat.example/sitzung/1",
        )
        person = PersonFactory(body=body, name="Bo Beispielow", function=SECRET)
        MembershipFactory(organization=organization, person=person, starts_on=day(-300))
        file = FileFactory(body=body, stored_as="", access_url="https://rat.example/datei/1")
        paper = PaperFactory(
            body=body,
            released=True,
            name="Haushalt" if is_public else SECRET,
            paper_type_label="Beschlussvorlage",
        )
        PaperFileFactory(paper=paper, role=PaperFileRole.MAIN, file=file)
        key = "council" if is_public else "hidden_council"
        named |= {
            f"{key}_body": organization,
            f"{key}_meeting": meeting,
            f"{key}_person": person,
            f"{key}_paper": paper,
        }
    named["committee"] = OrganizationFactory(
        slug="ausschuss",
        name="Ausschuss Probe",
        stewardship="external_mirrored",
        mirrors=named["council_body"],
        abilities=MIRRORED,
    )
    ConvenorFactory(organization=named["committee"], party=OfficeFactory(name="Büro Probe"))
