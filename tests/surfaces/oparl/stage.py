"""A council in which each kind of object stands, each property filled."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from gremienwerk.domain.meetings.choices import AgendaFileRole, ConsultationRole, MeetingFileRole
from gremienwerk.domain.meetings.models import AgendaItemFile
from gremienwerk.domain.papers.choices import PaperFileRole
from gremienwerk.domain.papers.models import PaperLocation, PaperRelation
from gremienwerk.domain.people.choices import ConsentPurpose
from tests.factories.bodies import LegislativeTermFactory, LocationFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    ConsultationFactory,
    MeetingFactory,
    MeetingFileFactory,
)
from tests.factories.organizations import (
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    VotingRightFactory,
)
from tests.factories.papers import OriginatorFactory, PaperFactory, PaperFileFactory
from tests.factories.people import PersonFactory

RELEASED = datetime(2026, 3, 1, 9, tzinfo=UTC)


def council(organization):
    """Fill the body of `organization`; return its rows by their nouns."""
    body = organization.body
    place = LocationFactory(body=body, latitude=52.43, longitude=13.32)
    room = LocationFactory(body=body, name="Bürgersaal")
    paper_place = LocationFactory(body=body, name="Baustelle")
    organization.location = room
    organization.save()
    office = OfficeFactory(body=body)
    child = OrganizationFactory(
        body=body, parent=organization, abilities={"access": "public", "oparl": "on"}
    )
    person = PersonFactory(body=body, agrees=list(ConsentPurpose), public_email="ada@amt.example")
    membership = MembershipFactory(organization=organization, person=person, on_behalf_of=office)
    VotingRightFactory(membership=membership)
    meeting = MeetingFactory(organizations=[organization, child], location=place)
    files = {role: FileFactory(body=body, name=str(role)) for role in MeetingFileRole}
    for role, file in files.items():
        MeetingFileFactory(meeting=meeting, file=file, role=role)
    item = AgendaItemFactory(meeting=meeting, position=0, text="Worum es geht")
    closed = AgendaItemFactory(
        meeting=meeting, position=1, is_public=False, name="Personalsache", text="geheim"
    )
    item_file, closed_file = FileFactory(body=body), FileFactory(body=body)
    for one, file in ((item, item_file), (closed, closed_file)):
        AgendaItemFile.objects.create(agenda_item=one, file=file, role=AgendaFileRole.AUXILIARY)
    paper = PaperFactory(body=body, released=True, summary="Kurz gesagt")
    other = PaperFactory(body=body, released=True)
    PaperRelation.objects.create(paper=paper, other=other, kind="superordinated")
    main, annex = FileFactory(body=body), FileFactory(body=body)
    PaperFileFactory(paper=paper, file=main, role=PaperFileRole.MAIN)
    PaperFileFactory(paper=paper, file=annex, position=1)
    PaperLocation.objects.create(paper=paper, location=paper_place)
    OriginatorFactory(paper=paper, person=person)
    OriginatorFactory(paper=paper, organization=organization)
    consultation = ConsultationFactory(
        paper=paper,
        agenda_item=item,
        meeting=meeting,
        organizations=[organization],
        role=ConsultationRole.DECISION,
    )
    term = LegislativeTermFactory(body=body, ends_on=date(2026, 11, 1))
    return SimpleNamespace(
        **{k: v for k, v in locals().items() if k not in ("one", "file", "role")}
    )
