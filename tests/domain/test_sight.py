"""Do `may(actor, view, x)` and `x in visible_to(actor)` agree, and do they say what is meant?

Two bodies with the same things in them, one public, one internal, and every role in each; the
table of what a role sees is written by hand.
"""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.bodies.policy import Can as CanBodies
from gremienwerk.domain.files.models import File
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
    Meeting,
    MeetingNote,
)
from gremienwerk.domain.meetings.policy import Can as CanMeetings
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can as CanMirror
from gremienwerk.domain.notes.models import Mark, Note, Report
from gremienwerk.domain.notes.policy import Can as CanNotes
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import DataAgreement, Membership, Organization
from gremienwerk.domain.organizations.policy import Can as CanOrganizations
from gremienwerk.domain.organizations.queries.roles import remember_standing
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.papers.policy import Can as CanPapers
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import may
from tests.factories.bodies import BodyFactory, LegislativeTermFactory, LocationFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    ConsultationFactory,
    MeetingFactory,
    MeetingFileFactory,
    MeetingNoteFactory,
)
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import OriginatorFactory, PaperFactory, PaperFileFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import OFFICES, account

VIEWS = {
    Body: CanBodies.VIEW,
    LegislativeTerm: CanBodies.VIEW_TERM,
    Location: CanBodies.VIEW_LOCATION,
    File: CanFiles.VIEW,
    Person: CanPeople.VIEW,
    Consent: CanPeople.VIEW_CONSENT,
    Organization: CanOrganizations.VIEW,
    Membership: CanOrganizations.VIEW_MEMBERSHIP,
    Paper: CanPapers.VIEW,
    Meeting: CanMeetings.VIEW,
    AgendaItem: CanMeetings.VIEW_ITEM,
    Consultation: CanMeetings.VIEW_CONSULTATION,
    MeetingNote: CanMeetings.VIEW_NOTE,
    MirrorSource: CanMirror.VIEW,
    Note: CanNotes.VIEW,
    Mark: CanNotes.VIEW_MARK,
    Report: CanNotes.VIEW_REPORT,
}
ELSEWHERE = {"SpecialRecord", "MailingList", "ListEntry", "LegalHold"}  # domain/privacy/test_lists
HIDDEN = ["file", "draft file", "minutes", "closed item", "paper", "draft paper", "note"]
FORMAL = {"access": "public", "publication": "after_approval"}
INTERNAL = {"access": "internal", "publication": "none"}


def furnish(slug, abilities, *, is_published, body=None):
    """Return a body and, by name, everything that can be in one."""
    published = {} if is_published else {"published_at": None}
    home = body or BodyFactory()
    here = OrganizationFactory(slug=slug, body=home, abilities=abilities, **published)
    meeting = MeetingFactory(organizations=[here], name="invited", state=MeetingState.INVITED)
    draft = MeetingFactory(organizations=[here], name="draft")
    Meeting.objects.filter(pk=draft.pk).update(state=MeetingState.DRAFT)
    unreleased = {"body": home, "published_at": None}
    files = {name: FileFactory(name=name, **unreleased) for name in HIDDEN}
    files["public file"] = FileFactory(name="public file", body=home)
    for name in ("file", "public file"):
        MeetingFileFactory(meeting=meeting, file=files[name])
    MeetingFileFactory(meeting=draft, file=files["draft file"])
    minutes = MeetingFileRole.RESULTS_PROTOCOL
    MeetingFileFactory(meeting=meeting, file=files["minutes"], role=minutes)
    opened = AgendaItemFactory(meeting=meeting, name="open item")
    closed = AgendaItemFactory(meeting=meeting, name="closed item", is_public=False)
    AgendaItemFactory(meeting=draft, name="draft item")
    AgendaItemFile.objects.create(agenda_item=closed, file=files["closed item"], role="auxiliary")
    own = PaperFactory(name="own draft", body=home)
    OriginatorFactory(paper=own, organization=here)
    PaperFileFactory(paper=own, file=files["paper"])
    consulted = PaperFactory(name="consulted draft", body=home)
    PaperFileFactory(paper=consulted, file=files["draft paper"])
    released = PaperFactory(name="released", released=True, body=home)
    ConsultationFactory(paper=consulted, meeting=meeting, organizations=[here])
    ConsultationFactory(paper=released, meeting=meeting, agenda_item=opened, organizations=[here])
    ConsultationFactory(paper=released, meeting=meeting, agenda_item=closed, organizations=[here])
    ConsultationFactory(paper=released, meeting=draft, organizations=[here])
    ConsultationFactory(paper=released, organizations=[here])
    for name, agrees in (
        ("withheld", []),
        ("agreed", [ConsentPurpose.NAME]),
        ("on the list", [ConsentPurpose.PARTICIPANT_LIST]),
    ):
        person = PersonFactory(name=name, body=home, agrees=agrees)
        MembershipFactory(organization=here, person=person)
        MembershipFactory(
            organization=here, person=person, starts_on=date(2019, 1, 1), ends_on=date(2020, 1, 1)
        )
    MembershipFactory(organization=here, person=None, party=OrganizationFactory(body=home))
    return here


def everybody(here):
    """Return each role in `here` by its name, with the rows that make it so."""
    roles = [role for role in BodyRole if role not in OFFICES]
    found = {role.value: account(role, here) for role in roles}
    found["former member"] = account(BodyRole.MEMBER, here, ends_on=date(2026, 1, 1))
    found["former convenor"] = account(BodyRole.CONVENOR, here, ends_on=date(2026, 1, 1))
    return found


def agree(user, here):
    party = Membership.objects.get(person__user=user).organization
    DataAgreement.objects.create(organization=here, party=party, article=28, reference="Vertrag")


@pytest.fixture(scope="module")
def _stage(django_db_setup, django_db_blocker):
    """Set it once, in a transaction around all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield set_stage()
        transaction.set_rollback(True)


@pytest.fixture
def stage(_stage, db):
    """Return the actors by name, as a page would find them; the rows are in the database."""
    found = User.objects.in_bulk([user.pk for user in _stage.values() if user.pk])
    return {name: found.get(user.pk, user) for name, user in _stage.items()}


def set_stage():
    public = furnish("public", FORMAL, is_published=True)
    internal = furnish("internal", INTERNAL, is_published=False)
    hidden = BodyFactory(slug="dorf", is_own=False, is_public=False)
    furnish("mirrored", {}, is_published=True, body=hidden)
    furnish("shown", {}, is_published=True, body=BodyFactory(slug="stadt", is_own=False))
    MeetingFactory(organizations=[public, internal], name="joint")
    gone = [MeetingFactory(organizations=[public]), PersonFactory(agrees=[ConsentPurpose.NAME])]
    gone += [PaperFactory(released=True), FileFactory(), LocationFactory(), OrganizationFactory()]
    for row in gone:
        type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    LocationFactory(is_public=False)
    for body in Body.objects.all():
        LegislativeTermFactory(body=body)
    for name, shown in (("a", "public"), ("b", "internal")):
        MirrorSource.objects.create(
            name=name, url=f"https://{name}.example/", shown=shown,
            shown_by=system_user(), created_at=timezone.now(),
        )  # fmt: skip
    actors = {"anonymous": AnonymousUser(), "nobody": account(), "system": system_user()}
    actors |= {role.value: account(role) for role in OFFICES}
    actors["former clerk"] = account(BodyRole.CLERK, ends_on=date(2026, 1, 1))
    for here in (public, internal):
        found = everybody(here)
        for name, user in found.items():
            actors[f"{name} {here.slug}"] = user
        actors[f"agreed supporter {here.slug}"] = account(BodyRole.SUPPORTER, here)
        agree(actors[f"agreed supporter {here.slug}"], here)
        for meeting in Meeting.objects.filter(organizations=here):
            for author in (found["chair"], found["former member"], actors["clerk"]):
                MeetingNoteFactory(meeting=meeting, author=author)
        paper = Paper.objects.filter(originators__organization=here).first()
        write_for_office(paper, Meeting.objects.filter(organizations=here).first())
        for subject in ({"organization": here}, {"paper": paper}):
            for author in (found["chair"], found["former member"], actors["clerk"]):
                Note.objects.create(
                    author=author, text="Notiz", created_at=timezone.now(), **subject
                )
    switched_off = account(BodyRole.OFFICE_ADMINISTRATOR)
    switched_off.is_active = False
    switched_off.save()
    actors["switched off"] = switched_off
    return actors


def write_for_office(paper, meeting):
    """Mark a paper and begin the report of a meeting, unless that is done."""
    clerk, now = system_user(), timezone.now()
    times = {"created_at": now, "modified_at": now}
    Mark.objects.create(paper=paper, reason="betrifft uns", marked_by=clerk, **times)
    Report.objects.get_or_create(meeting=meeting, defaults={"prepared_by": clerk, **times})


def test_every_noun_that_hides_rows_is_looked_at():
    hiding = {m for m in apps.get_models() if hasattr(m._default_manager, "visible_to")}

    assert {model.__name__ for model in hiding - VIEWS.keys()} == ELSEWHERE


def shown(model, actor):
    return set(model.objects.visible_to(actor).values_list("pk", flat=True))


@pytest.mark.parametrize("model", VIEWS, ids=lambda model: model.__name__)
def test_what_one_may_view_is_what_one_is_shown(stage, model):
    rows = list(model._base_manager.all())
    differences = {}
    for name, actor in stage.items():
        if actor.is_authenticated:
            remember_standing(actor, on=timezone.localdate())
        allowed = {row.pk for row in rows if may(actor, VIEWS[model], row)}
        if allowed != shown(model, actor):
            differences[name] = (allowed - shown(model, actor), shown(model, actor) - allowed)

    assert len(rows) >= 2
    assert differences == {}


@pytest.mark.parametrize("model", VIEWS, ids=lambda model: model.__name__)
def test_who_has_no_part_sees_what_everybody_sees(stage, model):
    strangers = ("nobody", "former clerk", "switched off", "former convenor internal")
    seen = {name: shown(model, stage[name]) for name in strangers}
    if model in (Person, Consent, Membership):  # everybody sees oneself
        own = {"Person": "user", "Consent": "person__user", "Membership": "person__user"}
        path = own[model.__name__]
        for name in strangers:
            mine = model.objects.filter(**{path: stage[name]})
            seen[name] -= set(mine.values_list("pk", flat=True))

    assert set(map(frozenset, seen.values())) == {frozenset(shown(model, stage["anonymous"]))}
    assert shown(model, stage["anonymous"]) < shown(model, stage["auditor"])
    assert shown(model, stage["clerk"]) == shown(model, stage["auditor"])
    assert shown(model, stage["system"]) == shown(model, stage["auditor"])


INSIDERS = ("member", "deputy", "standing_guest", "adviser", "shelter_contact")
LEADERS = ("chair", "deputy_chair", "secretary")
ALL = {"file", "public file", "closed item", "paper", "draft paper", "draft file", "minutes"}
FILES = {  # of the internal body; files of the public one differ in the minutes
    **dict.fromkeys(LEADERS, ALL),
    "convenor": ALL,
    **dict.fromkeys(INSIDERS, ALL - {"draft file"}),
    "supporter": {"public file"},
    "former member": {"public file"},
}


@pytest.mark.parametrize("role", FILES)
@pytest.mark.parametrize("slug", ["public", "internal"])
def test_files_are_for_those_inside_and_drafts_for_those_who_prepare(stage, role, slug):
    here = Organization.objects.get(slug=slug)
    meetings = Meeting.objects.filter(organizations=here)
    of_papers = Paper.objects.filter(originators__organization=here)
    consulted = Paper.objects.filter(consultations__meeting__in=meetings)
    of_body = (
        File.objects.filter(meeting_links__meeting__in=meetings)
        | File.objects.filter(agenda_links__agenda_item__meeting__in=meetings)
        | File.objects.filter(paper_links__paper__in=of_papers | consulted)
    )

    seen = File.objects.visible_to(stage[f"{role} {slug}"]).filter(pk__in=of_body.values("pk"))

    expected = FILES[role]
    if slug == "public" and role in INSIDERS:
        expected = expected - {"minutes"}  # to be approved first
    assert set(seen.values_list("name", flat=True)) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        *((role, {"invited", "draft", "joint"}) for role in (*LEADERS, "convenor", "supporter")),
        *((role, {"invited", "joint"}) for role in INSIDERS),
        ("former member", set()),
    ],
)
def test_an_internal_body_shows_its_meetings_to_its_own(stage, role, expected):
    actor = stage[f"{role} internal"]
    internal = Meeting.objects.filter(organizations__slug="internal")

    seen = internal.visible_to(actor).values_list("name", flat=True)

    assert set(seen) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        *((role, {"withheld", "agreed", "on the list"}) for role in LEADERS),
        ("agreed supporter", {"withheld", "agreed", "on the list"}),
        *((role, {"agreed", "on the list"}) for role in (*INSIDERS, "convenor")),
        *((role, {"agreed"}) for role in ("supporter", "former member", "former convenor")),
    ],
)
@pytest.mark.parametrize("slug", ["public", "internal"])
def test_names_need_consent_or_the_task_or_an_agreement(stage, role, slug, expected):
    people = Person.objects.filter(memberships__organization__slug=slug)
    named = people.filter(name__in=("withheld", "agreed", "on the list"))

    seen = named.visible_to(stage[f"{role} {slug}"]).values_list("name", flat=True)

    assert set(seen) == expected


def test_notes_are_for_the_office_and_for_who_wrote_them_and_is_still_inside(stage):
    notes = {name: shown(MeetingNote, actor) for name, actor in stage.items()}
    own = MeetingNote.objects.filter(author=stage["chair internal"])

    assert notes["chair internal"] == set(own.values_list("pk", flat=True))
    assert notes["former member internal"] == notes["supporter internal"] == set()
    assert notes["clerk"] == notes["auditor"] == shown(MeetingNote, stage["system"])


@pytest.mark.parametrize("model", VIEWS, ids=lambda model: model.__name__)
def test_a_list_costs_one_query_for_everybody(stage, model, django_assert_max_num_queries):
    for name in ("anonymous", "clerk", "chair internal", "supporter public"):
        actor = stage[name]
        with django_assert_max_num_queries(1):
            list(model.objects.visible_to(actor))


def test_a_right_ends_with_its_period_on_that_day(stage):
    tomorrow = timezone.localdate() + timedelta(days=1)
    membership = Membership.objects.get(person__user=stage["member internal"])
    internal = membership.organization

    def sees():
        return internal in Organization.objects.visible_to(stage["member internal"])

    assert sees()
    membership.ends_on = tomorrow
    membership.save()
    assert sees()
    membership.ends_on = timezone.localdate()
    membership.save()
    assert not sees()
