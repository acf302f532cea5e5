"""Each fact leads to what it changed; the one reaction is part of the transaction."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.bodies.commands.set_up_installation import (
    BodyDraft,
    InstallationDraft,
    set_up_installation,
)
from gremienwerk.domain.meetings.commands.add_agenda_items import ItemDraft, add_agenda_items
from gremienwerk.domain.meetings.commands.hold import hold
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.commands.republish_source import NoLicense, republish_source
from gremienwerk.domain.organizations.commands.set_ability import AbilityChange, set_ability
from gremienwerk.domain.papers.commands.publish_paper import publish_paper
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.surfaces.oparl.commands.project import is_open, project_all
from gremienwerk.surfaces.oparl.models import PublishedObject
from gremienwerk.surfaces.oparl.touched import NAMED, OPENS
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory

# Facts that name nothing that is shown here, by the beginning of their kind.
SILENT = (
    *("files.image_", "bodies.installation_text_", "organizations.commissioner_"),
    *("organizations.texts_looked_over", "organizations.profile_kept"),
)
NOUNS = ("bodies", "files", "people", "organizations", "papers", "meetings")


def kinds_of_events():
    return {one.kind: one for one in Event.__subclasses__() if one.__module__.startswith("grem")}


def test_every_fact_names_what_it_changes_or_is_known_to_change_nothing():
    unknown = {
        kind
        for kind, event in kinds_of_events().items()
        if kind.partition(".")[0] in NOUNS
        and kind not in OPENS
        and not kind.startswith(SILENT)
        and not {one.name for one in fields(event)} & NAMED.keys()
    }
    assert unknown == set()


def test_commands_are_followed(opened, out, by):
    now = timezone.now()
    meeting = MeetingFactory(
        organizations=[opened],
        starts_on=date(2026, 2, 1),
        starts_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    )
    add_agenda_items(meeting, items=[ItemDraft("Begrüßung")], by=by, now=now)
    assert [one["name"] for one in out("meeting", meeting.pk)["agendaItem"]] == ["Begrüßung"]
    hold(meeting, by=by, now=now)
    assert out("meeting", meeting.pk)["meetingState"] == "eingeladen"
    paper = PaperFactory()
    publish_paper(paper, by=by, now=now)
    assert out("paper", paper.pk)["name"] == paper.name
    person = PersonFactory(agrees=[ConsentPurpose.NAME])
    MembershipFactory(organization=opened, person=person)
    project_all()
    assert out("person", person.pk)["name"] == person.name
    withdraw_consent(person, ConsentPurpose.NAME, by=by, now=now)
    assert out("person", person.pk)["deleted"] is True


def test_what_is_rolled_back_was_never_out(opened, out, by):
    paper = PaperFactory()
    with transaction.atomic():
        publish_paper(paper, by=by, now=timezone.now())
        assert out("paper", paper.pk) is not None
        transaction.set_rollback(True)
    assert out("paper", paper.pk) is None


def test_nothing_is_out_before_the_first_full_look(db, by):
    organization = OrganizationFactory(abilities={"access": "public", "oparl": "on"})
    publish_paper(PaperFactory(body=organization.body), by=by, now=timezone.now())
    assert not is_open()
    project_all()
    assert is_open()


def test_an_installation_that_is_set_up_opens(db, by):
    draft = InstallationDraft("Portal", "Büro", "buero@amt.example")
    set_up_installation(BodyDraft("bezirk", "Bezirk"), draft, by=by, now=timezone.now())
    assert set(PublishedObject.objects.values_list("kind", flat=True)) == {"system", "body"}


def test_an_ability_that_begins_later_is_found_by_the_nightly_look(opened, out, by, monkeypatch):
    meeting = MeetingFactory(organizations=[opened])
    project_all()
    change = AbilityChange("oparl", "off", starts_on=date(2026, 12, 1))
    set_ability(opened, change, by=by, now=datetime(2026, 11, 1, tzinfo=UTC))
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: date(2026, 11, 30))
    project_all()
    assert "deleted" not in out("organization", opened.pk)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: date(2026, 12, 2))
    project_all()
    assert out("organization", opened.pk)["deleted"] is True
    assert out("meeting", meeting.pk)["deleted"] is True


@pytest.fixture
def village(opened, by):
    body = BodyFactory(slug="dorf", name="Dorf", is_own=False, is_public=True)
    organization = OrganizationFactory(body=body, name="Gemeinderat")
    person = PersonFactory(body=body, name="Ada Probenfeld")
    MembershipFactory(organization=organization, person=person)
    MeetingFactory(organizations=[organization])
    source = add_source(
        SourceDraft("dorf", shown="public"), bodies=[body], by=by, now=timezone.now()
    )
    project_all()
    return source


def test_a_council_is_passed_on_only_by_a_second_decision_with_a_licence(
    opened, village, by, everything
):
    now = timezone.now()
    assert "Gemeinderat" not in json.dumps(everything())
    with pytest.raises(NoLicense):
        republish_source(village, is_republished=True, by=by, now=now)
    republish_source(village, license="CC BY 4.0", is_republished=True, by=by, now=now)
    said = {kind: one for one in everything().values() for kind in [one["id"].split("/")[-2]]}
    found = json.dumps(everything(), ensure_ascii=False)
    assert "Gemeinderat" in found
    assert "Ada Probenfeld" in found
    assert "https://creativecommons.org/licenses/by/4.0/" in found
    assert {"person", "membership", "meeting"} <= said.keys()
    republish_source(village, is_republished=False, by=by, now=now)
    assert "Gemeinderat" not in json.dumps(everything(), ensure_ascii=False)
    assert any(one.get("deleted") for one in everything().values())


def test_a_sync_is_followed_in_one_go(opened, village, by, everything):
    republish_source(village, license="CC0 1.0", is_republished=True, by=by, now=timezone.now())

    class Synced(Event):
        kind = "mirror.synced"
        source_id = village.pk

    body = village.bodies.get().body
    OrganizationFactory(body=body, name="Bauausschuss")
    publish(Synced(), by=by, at=timezone.now())
    assert "Bauausschuss" in json.dumps(everything())
