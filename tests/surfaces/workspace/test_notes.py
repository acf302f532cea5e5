"""Internal notes: on anything, mirrored things included, read by right alone."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.meetings.models import MeetingNote
from gremienwerk.domain.notes.commands.remove import NoteGone, remove
from gremienwerk.domain.notes.commands.write import NoteNotUsable, write
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.notes.policy import Can
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.organizations.policy import Can as CanOrganizations
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.events.models import Entry
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
LONG_AGO = date(2020, 1, 2)
HERE = reverse("workspace:notes", args=["beirat"])


@pytest.fixture
def body():
    set_stage()
    return Organization.objects.get(slug="beirat")


def on(kind, row):
    return reverse("workspace:note_on", args=[kind, row.pk])


def test_a_note_is_written_once_and_removed_by_its_author(body):
    clerk = account(BodyRole.CLERK)

    note = write(body, " Bitte anrufen ", by=clerk, now=NOW)
    assert write(body, "Bitte anrufen", by=clerk, now=NOW) == note
    assert Entry.objects.last().payload["organization_id"] == body.pk
    assert "anrufen" not in str(Entry.objects.last().payload)
    with pytest.raises(NotAllowed):
        remove(note, by=account(BodyRole.CLERK), now=NOW)
    remove(note, by=clerk, now=NOW)
    with pytest.raises(NoteGone):
        remove(Note(pk=note.pk), by=clerk, now=NOW)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001])
def test_a_note_says_something(body, text):
    with pytest.raises(NoteNotUsable):
        write(body, text, by=account(BodyRole.CLERK), now=NOW)


@pytest.mark.parametrize(
    ("role", "writes"),
    [
        (
            role,
            role
            in {"office_administrator", "clerk", "chair", "deputy_chair", "secretary", "convenor"},
        )
        for role in BodyRole
    ],
)
def test_who_works_on_a_body_notes_something_on_it(body, role, writes):
    user = account(role, body)

    assert may(user, Can.WRITE, body) == writes
    if not writes:
        with pytest.raises(NotAllowed):
            write(body, "Text", by=user, now=NOW)


def test_reading_a_note_and_being_shown_it_is_the_same(body):
    secret = OrganizationFactory(published_at=None, body=body.body)
    subjects = [body, secret, PaperFactory(body=body.body), PersonFactory(body=body.body)]
    clerk, chair = account(BodyRole.CLERK), account(BodyRole.CHAIR, body)
    for subject in subjects:
        write(subject, "vom Büro", by=clerk, now=NOW)
    write(body, "vom Vorsitz", by=chair, now=NOW)
    former = account(BodyRole.CHAIR, secret)
    write(secret, "von früher", by=former, now=NOW)
    former.person.memberships.all().delete()
    authors = [account(role, body) for role in BodyRole]
    for author, subject in product(authors, subjects):  # as if they wrote it in an earlier role
        Note.objects.create(author=author, text="-", created_at=NOW, **{kind_of(subject): subject})
    actors = [*authors, account(), chair, former]

    for actor in [*actors, AnonymousUser()]:
        shown = set(Note.objects.visible_to(actor))
        allowed = {note for note in Note.objects.all() if may(actor, Can.VIEW, note)}
        assert shown == allowed, actor
    assert [note.text for note in Note.objects.visible_to(chair)] == ["vom Vorsitz"]
    assert not Note.objects.visible_to(former).exists()
    assert not Note.objects.public().exists()


def kind_of(subject):
    return type(subject)._meta.model_name


@pytest.mark.parametrize("role", [BodyRole.CHAIR, BodyRole.CONVENOR, BodyRole.CLERK])
def test_the_right_to_read_what_one_wrote_ends_with_the_period(body, role):
    """Of a public body too, which everybody sees."""
    author = account(role, body)
    subjects = [body, PaperFactory(body=body.body, released=True)]
    notes = {write(subject, "Nur für uns", by=author, now=NOW) for subject in subjects}
    assert set(Note.objects.visible_to(author)) == notes

    Membership.objects.filter(person__user=author).update(ends_on=LONG_AGO)
    Appointment.objects.filter(user=author).update(ends_on=LONG_AGO)
    author = User.objects.get(pk=author.pk)

    assert may(author, CanOrganizations.VIEW, body)
    assert not Note.objects.visible_to(author).exists()
    for note in notes:
        assert not may(author, Can.VIEW, note)
        with pytest.raises(NotAllowed):
            remove(note, by=author, now=NOW)


def test_notes_are_taken_on_everything_mirrored_things_included(client, body):
    client.force_login(account(BodyRole.CLERK))
    council = BodyFactory(is_own=False, is_public=True)
    meeting = MeetingFactory(organizations=[OrganizationFactory(body=council)])
    paper, person = PaperFactory(body=council, released=True), PersonFactory(body=body.body)

    for address in (HERE, on("sitzung", meeting), on("vorlage", paper), on("person", person)):
        answer = client.post(address, {"do": "write", "text": "GEHEIM-NOTIZ"})
        assert (answer.status_code, answer.headers["Location"]) == (303, address)
        assert "GEHEIM-NOTIZ" in client.get(address).content.decode()

    assert Note.objects.count() == 3
    assert MeetingNote.objects.filter(text="GEHEIM-NOTIZ").count() == 1
    assert Entry.objects.filter(kind="events.sensitive_read").exists()
    for public in ("/de/gremien/beirat/", f"/de/termine/{meeting.pk}/", "/feeds/alle.ics"):
        assert "GEHEIM-NOTIZ" not in client.get(public).content.decode()


def test_an_empty_note_is_refused_in_place(client, body):
    client.force_login(account(BodyRole.CLERK))

    answer = client.post(HERE, {"do": "write", "text": " "})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_nobody_removes_what_another_wrote(client, body):
    note = write(body, "Text", by=account(BodyRole.CLERK), now=NOW)
    client.force_login(account(BodyRole.CLERK))

    assert client.post(HERE, {"do": "remove", "note": note.pk}).status_code == 403
    assert client.post(HERE, {"do": "remove", "note": "x"}).status_code == 404
    assert Note.objects.filter(pk=note.pk).exists()


def test_the_page_costs_few_queries(client, body, django_assert_max_num_queries):
    client.force_login(account(BodyRole.CLERK))
    for number in range(5):
        write(body, f"Notiz {number}", by=account(BodyRole.CLERK), now=NOW)

    client.get(HERE)
    with django_assert_max_num_queries(12):
        assert client.get(HERE).status_code == 200


@pytest.mark.parametrize("kind", ["sitzung", "vorlage", "person", "gremium"])
def test_what_is_not_there_has_no_notes(client, body, kind):
    client.force_login(account(BodyRole.CLERK))

    assert client.get(reverse("workspace:note_on", args=[kind, 999_999])).status_code == 404


def test_a_member_takes_no_notes(client, body):
    client.force_login(account(BodyRole.MEMBER, body))

    assert client.get(HERE).status_code == 403
