"""Does a body arrive whole, in an empty installation and in one that has bodies?"""

import io
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.commands.set_up_installation import (
    BodyDraft,
    InstallationDraft,
    set_up_installation,
)
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.models import Translation
from gremienwerk.portable.choices import Fate
from gremienwerk.portable.commands.import_body import AlreadyHere, import_body
from gremienwerk.portable.forms import FORMS
from gremienwerk.surfaces.oparl.models import PublishedObject
from tests.demo.rows import state
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.portable.broken import taken_apart
from tests.portable.conftest import NOW, exported, listed


def brought(archive, **more):
    return import_body(io.BytesIO(archive), by=system_user(), now=NOW, **more)


@pytest.fixture
def archive(network):
    """The archive of the council."""
    return exported(Organization.objects.get(slug="beirat"))


def test_each_body_arrives_in_an_empty_installation_and_leaves_it_with_the_same_bytes(
    network, empty_installation
):
    archives = {body.slug: exported(body) for body in network}

    assert len(archives) >= 8
    for slug, archive in archives.items():
        with empty_installation(slug):
            arrival = brought(archive)
            again = exported(Organization.objects.get(slug=slug))
        assert again == archive, slug
        assert arrival.rows(Fate.HERE) == arrival.rows(Fate.HELD_BACK) == 0
        assert arrival.renumbered == {}


def test_all_bodies_arrive_one_after_the_other_with_what_they_share(network, empty_installation):
    archives = {body.slug: exported(body) for body in network}
    people = Person.objects.filter(memberships__organization__in=network).distinct().count()

    with empty_installation():
        for archive in archives.values():
            assert brought(archive).renumbered == {}
        again = {body.slug: exported(body) for body in listed()}
        arrived = Person.objects.filter(memberships__organization__in=listed()).distinct().count()

    assert again == archives
    assert arrived == people


def test_what_came_along_has_rows_of_every_form(network, empty_installation):
    """A form that no test moves is not tested by the round trips."""
    moved = set()
    for body in network:
        moved |= {name[5:-6] for name in taken_apart(exported(body)).members if "rows/" in name}

    below = {"mirrorobject", "capability"}  # the demo asks no server
    assert {form.name for form in FORMS} - moved == below


def test_addresses_at_a_source_come_along_and_lead_to_the_same_rows_again(
    network, empty_installation
):
    body = next(one for one in network if one.mirrors_id)
    source = MirrorSource.objects.get()
    url = "https://quelle.example/oparl/organization/1"
    with transaction.atomic():
        MirrorSource.objects.update(url="https://quelle.example/oparl/system")
        source.capabilities.create(feature="limit", found=True, found_at=NOW)
        _seen(source, "Organization", url, body.mirrors_id)
        archive = exported(body)
        with empty_installation():
            arrival = brought(archive)
            there = MirrorObject.objects.get(url=url)
            assert there.row_id == Organization.objects.get(slug=body.slug).mirrors_id
            assert there.digest == ""
            assert MirrorSource.objects.get().is_paused
            assert exported(Organization.objects.get(slug=body.slug)) == archive
            assert arrival.fates["mirrorobject"][Fate.MADE] == 1
        transaction.set_rollback(True)


def test_a_mirrored_row_is_known_again_by_its_address_at_the_source(network, empty_installation):
    body = next(one for one in network if one.mirrors_id)
    url = "https://quelle.example/oparl/organization/1"
    with transaction.atomic():
        MirrorSource.objects.update(url="https://quelle.example/oparl/system")
        source = MirrorSource.objects.get()
        _seen(source, "Organization", url, body.mirrors_id)
        archive = exported(body)
        with empty_installation():
            council = BodyFactory(is_own=False, slug="anderer-rat")
            here = OrganizationFactory(body=council, slug="anders-genannt", name="Ausschuss")
            known = MirrorSource.objects.create(
                name=source.name, url="https://quelle.example/oparl/system", created_at=NOW
            )
            _seen(known, "Organization", url, here.pk)
            brought(archive)
            assert Organization.objects.get(slug=body.slug).mirrors_id == here.pk
            assert MirrorObject.objects.count() == 1
        transaction.set_rollback(True)


def _seen(source, object_type, url, row_id):
    MirrorObject.objects.create(
        source=source,
        object_type=object_type,
        url=url,
        row_id=row_id,
        digest="d" * 32,
        fetched_at=NOW,
    )


def test_where_numbers_are_taken_rows_get_new_ones_and_nothing_is_mixed(
    archive, empty_installation
):
    facts = taken_apart(archive)
    names = sorted(one["name"] for one in facts.lines("person"))
    with empty_installation():
        own = BodyFactory(is_own=True, slug="anderer-bezirk", name="Anderer Bezirk")
        others = [
            OrganizationFactory(pk=key, body=own, slug=f"anderes-{key}")
            for key in _keys(facts, "organization", "neighbour")
        ]
        strangers = [
            PersonFactory(pk=key, body=own, name=f"Fremd {key}") for key in _keys(facts, "person")
        ]
        meetings = [
            MeetingFactory(pk=key, body=own, organizations=[others[0]])
            for key in _keys(facts, "meeting")
        ]
        before = list(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).values())

        arrival = brought(archive)

        body = Organization.objects.get(slug="beirat")
        assert body.body == own
        assert Body.objects.filter(is_own=True).count() == 1
        assert arrival.renumbered["person"] == len(names) == len(strangers)
        assert arrival.renumbered["meeting"] == len(meetings)
        rows = Person.objects.exclude(pk__in=[one.pk for one in strangers])
        assert sorted(rows.values_list("name", flat=True)) == names
        assert Membership.objects.filter(person__in=strangers).count() == 0
        held = Meeting.objects.filter(organizations=body)
        assert held.count() == len(
            [m for m in facts.lines("meetingorganization") if _names(m, facts)]
        )
        assert list(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).values()) == before
        kind = ContentType.objects.get_for_model(Organization)
        english = Translation.objects.get(content_type=kind, object_id=body.pk, field="name")
        assert not english.is_stale(body.name)
        assert _says_the_same(exported(body), archive)


def _keys(facts, *names):
    lines = [line for name in names for line in facts.lines(name)]
    return sorted(int(line["id"].rpartition("/")[2]) for line in lines)


def _names(link, facts):
    return link["Gremienwerk:organization"] == facts.manifest["body"]["id"]


def _says_the_same(one, other):
    """Compare two archives by what they say apart from numbers and the district."""
    first, second = taken_apart(one), taken_apart(other)
    texts = ("Gremienwerk:text", "name", "Gremienwerk:value", "Gremienwerk:evidence", "number")
    spared = ("rows/body.jsonl", "rows/translation.jsonl")

    def said(packed):
        return {
            name: sorted(
                tuple(str(row.get(key)) for key in texts) for row in packed.lines(name[5:-6])
            )
            for name in packed.members
            if name.startswith("rows/") and name not in spared
        }

    return said(first) == said(second)


def test_what_comes_later_gets_numbers_of_its_own(archive, empty_installation):
    with empty_installation():
        brought(archive)
        body = Organization.objects.get(slug="beirat")
        known = set(Meeting.objects.values_list("pk", flat=True))

        assert MeetingFactory(body=body.body, organizations=[body]).pk > max(known)
        people = Person.objects.latest("pk").pk
        assert PersonFactory(body=body.body).pk > people


def test_a_body_that_is_here_is_not_overwritten(archive, network):
    before = state()

    with pytest.raises(AlreadyHere, match="beirat"):
        brought(archive)
    assert state() == before


def test_a_mere_name_becomes_the_body(archive, empty_installation):
    with empty_installation():
        own = BodyFactory(is_own=True, slug="bezirk")
        name = OrganizationFactory(
            body=own, slug="beirat", name="Beirat", sphere="", stewardship="", is_listed=False
        )

        arrival = brought(archive)

        body = Organization.objects.get(slug="beirat")
        assert (body.pk, body.is_listed) == (name.pk, True)
        assert body.purpose
        assert arrival.fates["organization"][Fate.FILLED] == 1


def test_a_person_who_is_here_stays_as_they_are_here(network, empty_installation):
    """Changed in between: consent withdrawn here is not given back by an archive."""
    first, second = _two_with_a_common_person()
    archives = [exported(first), exported(second)]
    with empty_installation():
        brought(archives[0])
        person = Person.objects.get(name="Gemeinsam Musterlein")
        Person.objects.filter(pk=person.pk).update(email="neu@mail.example")
        person.consents.all().delete()

        arrival = brought(archives[1])

        person.refresh_from_db()
        assert person.email == "neu@mail.example"
        assert person.consents.count() == 0
        assert Person.objects.filter(name=person.name).count() == 1
        assert arrival.fates["consent"][Fate.HELD_BACK] == 1
        assert person.memberships.count() == 2


def test_the_days_on_which_a_person_agreed_and_withdrew_travel(network, empty_installation):
    body = Organization.objects.get(slug="beirat")
    person = PersonFactory(body=body.body, name="Tagtreu Musterlein")
    Membership.objects.create(organization=body, person=person, kind="member")
    ConsentFactory(person=person, given_on="2026-03-07")
    ConsentFactory(person=person, purpose="photo", given_on="2025-11-03", withdrawn_on="2026-02-09")
    sent = exported(body)
    with empty_installation():
        brought(sent)

        days = Person.objects.get(name=person.name).consents.order_by("purpose")
        told = [(str(one.given_on), str(one.withdrawn_on)) for one in days]

    assert told == [("2026-03-07", "None"), ("2025-11-03", "2026-02-09")]


def _two_with_a_common_person():
    bodies = [b for b in listed() if b.slug in ("soziale-dienste", "runder-tisch")]
    person = PersonFactory(body=bodies[0].body, name="Gemeinsam Musterlein", agrees=["name"])
    for body in bodies:
        Membership.objects.create(organization=body, person=person, kind="member")
    return bodies


def test_a_trial_says_the_same_and_changes_nothing(archive, empty_installation):
    with empty_installation() as folder:
        before = state()
        trial = brought(archive, is_trial=True)
        assert state() == before
        assert not any(path.is_file() for path in folder.rglob("*"))

        assert brought(archive) == trial


def test_an_import_is_one_fact_and_who_acted_is_the_system(archive, empty_installation):
    with empty_installation():
        number = Entry.objects.count()
        arrival = brought(archive)

        entry = Entry.objects.order_by("pk").last()
        assert Entry.objects.count() == number + 1
        assert entry.kind == "portable.body_imported"
        assert entry.payload == {
            "body_ids": sorted(
                Body.objects.filter(organizations__slug="beirat").values_list("pk", flat=True)
            ),
            "organization_id": arrival.key,
            "rows": arrival.rows(Fate.MADE),
        }
        assert set(Note.objects.values_list("author", flat=True)) <= {system_user().pk}


def test_nobody_but_the_machine_imports(archive, empty_installation):
    with empty_installation():
        with pytest.raises(NotAllowed):
            import_body(io.BytesIO(archive), by=UserFactory(), now=NOW)
        assert Organization.objects.count() == 0


def test_what_arrives_is_out_through_oparl_where_something_is_out(archive, empty_installation):
    with empty_installation():
        set_up(slug="anderer-bezirk")
        arrival = brought(archive)

        out = PublishedObject.objects.public().filter(kind="organization", object_id=arrival.key)
        assert out.count() == 1


def test_the_office_can_be_set_up_after_the_first_import(archive, empty_installation):
    with empty_installation():
        brought(archive)
        own = Body.objects.get(is_own=True)

        here = set_up(slug="zweiter-name")

        assert here.body == own
        assert Body.objects.filter(is_own=True).count() == 1


def set_up(slug):
    office = InstallationDraft(
        portal_name="Portal",
        office_name="Büro",
        office_email="buero@bezirk.example",
        accent_light="#004b73",
        accent_dark="#88ccee",
    )
    body = BodyDraft(slug=slug, name="Bezirk")
    return set_up_installation(body, office, by=system_user(), now=NOW + timedelta(days=1))
