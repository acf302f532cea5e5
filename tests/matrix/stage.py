"""The bodies, things and accounts of the table of rights."""

from dataclasses import dataclass
from datetime import UTC, datetime

from gremienwerk.domain.files import store
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.organizations.choices import BodyRole, ImageDecision
from gremienwerk.domain.people.choices import ConsentPurpose
from tests.factories.bodies import BodyFactory, InstallationFactory, LocationFactory
from tests.factories.files import FileFactory, ImageFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import (
    ConvenorFactory,
    MembershipFactory,
    OrganizationFactory,
    SeatFactory,
    StatusPeriodFactory,
    SupporterFactory,
)
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import SEATS, account
from tests.matrix.row import IN_BODIES

PUBLIC = {"access": "public", "feed": "public", "oparl": "on"}
INTERNAL = {"access": "internal", "feed": "members", "oparl": "organization_only"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
TEXT = b"Offen."
BODIES = ("here", "independent", "joint")


@dataclass
class Stage:
    """`named` is what an address can name, `actors` the accounts by column."""

    named: dict[str, object]
    actors: dict[str, object]


def set_stage():
    """Fill the database."""
    InstallationFactory(accent_light="#005a9c")
    bodies = {
        "here": OrganizationFactory(slug="hier", abilities=INTERNAL, name="Runde hier"),
        "independent": OrganizationFactory(
            slug="unabhaengig",
            abilities=PUBLIC,
            name="Beirat hier",
            stewardship="secretariat_of_independent",
        ),
        "joint": OrganizationFactory(
            slug="gemeinsam", abilities=PUBLIC, name="Netz hier", stewardship="joint"
        ),
        "elsewhere": OrganizationFactory(slug="anderswo", abilities=INTERNAL, name="Anderswo"),
        "unpublished": OrganizationFactory(
            slug="entwurf", abilities=PUBLIC, name="Entwurf", published_at=None
        ),
    }
    for body in bodies.values():
        StatusPeriodFactory(organization=body)
    stage = Stage({name: body.slug for name, body in bodies.items()}, {})
    stage.named |= {f"{name}_pk": body.pk for name, body in bodies.items()}
    _meetings(stage, bodies)
    _things(stage, bodies)
    _actors(stage, bodies)
    return stage


def store_files():
    """Store what the files of the table hold; every test has a folder of its own."""
    store.keep(TEXT, ".txt")
    store.keep(SVG, ".svg")


def _meetings(stage, bodies):
    invited = {"state": MeetingState.INVITED}
    rows = {
        "meeting": MeetingFactory(organizations=[bodies["independent"]], **invited),
        "internal_meeting": MeetingFactory(organizations=[bodies["here"]], **invited),
        "draft_meeting": MeetingFactory(
            organizations=[bodies["independent"]], state=MeetingState.DRAFT
        ),
    }
    for meeting in rows.values():
        AgendaItemFactory(meeting=meeting)
    stage.named |= {name: meeting.pk for name, meeting in rows.items()}


def _things(stage, bodies):
    stored, picture = store.place_of(TEXT, ".txt"), store.place_of(SVG, ".svg")
    file = FileFactory(file_name="offen.txt", mime_type="text/plain", stored_as=stored)
    hidden = FileFactory(file_name="geheim.txt", stored_as=stored, published_at=None)
    image = ImageFactory(stored_as=picture, usage_restriction=UsageRestriction.ALL_MEDIA)
    bodies["independent"].image = image
    bodies["independent"].image_decision = ImageDecision.CHOSEN
    bodies["independent"].save()
    paper = PaperFactory(released=True)
    OriginatorFactory(paper=paper, organization=bodies["independent"])
    draft = PaperFactory()
    OriginatorFactory(paper=draft, organization=bodies["here"])
    person = PersonFactory(agrees=[ConsentPurpose.NAME])
    withheld = PersonFactory(name="Bo Beispielow")
    seat = SeatFactory(organization=bodies["here"])
    membership = MembershipFactory(organization=bodies["here"], person=withheld, seat=seat)
    MembershipFactory(organization=bodies["independent"], person=person)
    council = BodyFactory(slug="dorf", is_own=False, is_public=False)
    stage.named |= {
        "file": file.pk,
        "hidden_file": hidden.pk,
        "image": image.name,
        "paper": paper.pk,
        "draft_paper": draft.pk,
        "person": person.pk,
        "withheld_person": withheld.pk,
        "seat": seat.pk,
        "membership": membership.pk,
        "place": LocationFactory().pk,
        "hidden_place": LocationFactory(is_public=False).pk,
        "body_pk": bodies["here"].body_id,
        "hidden_body_pk": council.pk,
        "month": f"{datetime.now(UTC):%Y-%m}",
    }


def _actors(stage, bodies):
    """Make the accounts: who is something here is so in each of the three bodies."""
    stage.actors = {role: account(BodyRole(role)) for role in ("office_administrator", "clerk")}
    nobody = account()
    stage.named["account_pk"] = nobody.pk
    stage.actors |= {"auditor": account(BodyRole.AUDITOR), "account": nobody}
    for role in IN_BODIES:
        here = account(BodyRole(role), bodies["here"])
        for name in BODIES[1:]:
            _hold_too(here, BodyRole(role), bodies[name])
        stage.actors[f"{role} here"] = here
        stage.actors[f"{role} elsewhere"] = account(BodyRole(role), bodies["elsewhere"])


def _hold_too(user, role, body):
    person = user.person
    if role in SEATS:
        MembershipFactory(organization=body, person=person, **SEATS[role])
        return
    party = person.memberships.get().organization
    make = ConvenorFactory if role == BodyRole.CONVENOR else SupporterFactory
    make(organization=body, party=party)
