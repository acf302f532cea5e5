"""Do papers, people and places show what is public, and nothing more?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gremienwerk.domain.papers.models import PaperRelation
from tests.factories.bodies import LocationFactory
from tests.factories.meetings import ConsultationFactory, MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.surfaces.portal.stage import SECRET, day, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("language", ["de", "en"])
def test_paper_says_what_by_whom_and_where(client, stage, language):
    other = PaperFactory(released=True, name="Antwort des Bezirksamts")
    hidden = PaperFactory(name=SECRET)
    for related in (other, hidden):
        PaperRelation.objects.create(paper=stage.paper, other=related, kind="related")

    response = client.get(f"/{language}/drucksachen/{stage.paper.pk}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "7/VII" in page
    assert "Antwort des Bezirksamts" in page
    assert f"/{language}/sitzungen/{stage.meeting.pk}/" in page
    assert f"/{language}/sitzungen/{stage.draft.pk}/" not in page
    assert SECRET not in page


def test_paper_shows_how_an_item_ended_but_never_a_closed_one(client, stage):
    item = stage.held.agenda_items.get()
    paper = PaperFactory(released=True)
    ConsultationFactory(paper=paper, meeting=stage.held, agenda_item=item)
    ConsultationFactory(
        paper=paper, meeting=stage.meeting, agenda_item=stage.meeting.agenda_items.get(position=1)
    )

    page = client.get(f"/de/drucksachen/{paper.pk}/").content.decode()

    assert "angenommen" in page or "beschlossen" in page
    assert f"/de/sitzungen/{stage.meeting.pk}/" not in page


def test_a_mirrored_paper_names_its_source_and_leads_out_to_its_file(client, stage):
    response = client.get(f"/de/drucksachen/{stage.council_paper.pk}/")

    assert "Ratsinformationssystem Probe" in text_of(response)
    assert "https://rat.example/datei/1" in response.content.decode()
    assert "Beschlussvorlage" in text_of(response)


def test_papers_that_are_not_public_do_not_exist_and_those_taken_back_are_gone(client, stage):
    for paper in (stage.draft_paper, stage.hidden_council_paper):
        assert client.get(f"/de/drucksachen/{paper.pk}/").status_code == 404
    for paper, status in ((stage.paper, 410), (stage.draft_paper, 404)):
        paper.deleted_at = timezone.now()
        paper.save()
        assert client.get(f"/de/drucksachen/{paper.pk}/").status_code == status
    assert client.get("/de/drucksachen/999999/").status_code == 404


@pytest.mark.parametrize("language", ["de", "en"])
def test_papers_are_listed_and_narrowed(client, stage, language):
    every = client.get(f"/{language}/drucksachen/").content.decode()
    of_body = client.get(f"/{language}/drucksachen/?gremium=beirat&year=2026").content.decode()
    of_kind = client.get(f"/{language}/drucksachen/?art=Beschlussvorlage").content.decode()

    own, council = (
        f"/{language}/drucksachen/{paper.pk}/" for paper in (stage.paper, stage.council_paper)
    )
    assert own in every
    assert council in every
    assert own in of_body
    assert council not in of_body
    assert council in of_kind
    assert own not in of_kind
    assert SECRET not in every
    assert client.get(f"/{language}/drucksachen/?art=nix").status_code == 404


@pytest.mark.parametrize(
    ("query", "is_open"),
    [("", False), ("?gremium=beirat", True), (f"?year={day(0).year}", False)],
)
@pytest.mark.parametrize("page", ["drucksachen", "sitzungen"])
def test_a_filter_is_open_when_it_narrows_the_list(client, stage, page, query, is_open):
    text = client.get(f"/de/{page}/{query}").content.decode()

    assert '<details class="fold"' in text
    assert ('<details class="fold" open>' in text) == is_open


def test_papers_ask_as_often_for_two_hundred(client, stage):
    addresses = (
        "/de/drucksachen/",
        "/en/drucksachen/?gremium=beirat",
        f"/en/drucksachen/{stage.paper.pk}/",
        f"/en/drucksachen/{stage.council_paper.pk}/",
    )
    few = [queries(client, address) for address in addresses]
    for _number in range(200):
        paper = PaperFactory(released=True)
        OriginatorFactory(paper=paper, organization=stage.beirat)
        PaperRelation.objects.create(paper=stage.paper, other=paper, kind="related")
        OriginatorFactory(paper=stage.council_paper, organization=stage.beirat)
        ConsultationFactory(paper=stage.paper, meeting=stage.held, organizations=[stage.beirat])
    many = [queries(client, address) for address in addresses]

    assert few == many
    assert max(many) <= 12


@pytest.mark.parametrize("language", ["de", "en"])
def test_person_shows_only_what_was_agreed_to(client, stage, language):
    response = client.get(f"/{language}/personen/{stage.person.pk}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Ada Musterlein" in page
    assert "Vorsitz" in page
    assert SECRET not in page
    assert "geheim@mail.example" not in page
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_person_without_consent_does_not_exist(client, stage):
    assert client.get(f"/de/personen/{stage.hidden_person.pk}/").status_code == 404
    stage.person.consents.filter(purpose="name").update(withdrawn_on=day(0))
    assert client.get(f"/de/personen/{stage.person.pk}/").status_code == 404
    assert client.get("/de/personen/999999/").status_code == 404


def test_mirrored_person_has_name_and_mandates_only(client, stage):
    response = client.get(f"/de/personen/{stage.council_person.pk}/")

    assert "Bo Beispielow" in text_of(response)
    assert "Hauptausschuss" in text_of(response)
    assert SECRET not in response.content.decode()
    assert client.get(f"/de/personen/{stage.hidden_council_person.pk}/").status_code == 404


def test_person_taken_back_by_the_source_is_gone_and_own_ones_never_were(client, stage):
    for person, status in ((stage.council_person, 410), (stage.person, 404)):
        person.deleted_at = timezone.now()
        person.save()
        assert client.get(f"/de/personen/{person.pk}/").status_code == status


@pytest.mark.parametrize("language", ["de", "en"])
def test_place_says_how_to_get_in_and_what_happens_there(client, stage, language):
    page = client.get(f"/{language}/orte/{stage.place.pk}/").content.decode()

    assert "Musterplatz 1" in page
    assert "Aufzug links vom Eingang." in page
    assert f"/{language}/sitzungen/{stage.meeting.pk}/" in page
    assert SECRET not in page


def test_place_says_that_nobody_knows(client, stage):
    page = text_of(client.get(f"/de/orte/{LocationFactory().pk}/"))

    assert "Ob Sie ohne Stufen hineinkommen, ist hier nicht bekannt." in page
    assert "Hier ist kein öffentlicher Termin geplant." in page


def test_place_that_is_to_stay_unknown_does_not_exist(client, stage):
    assert client.get(f"/de/orte/{stage.hidden_place.pk}/").status_code == 404
    stage.place.deleted_at = timezone.now()
    stage.place.save()
    assert client.get(f"/de/orte/{stage.place.pk}/").status_code == 410


def test_people_and_places_ask_as_often_for_two_hundred(client, stage):
    addresses = (f"/en/personen/{stage.person.pk}/", f"/en/orte/{stage.place.pk}/")
    few = [queries(client, address) for address in addresses]
    for _number in range(200):
        body = OrganizationFactory(abilities={"access": "public"})
        MembershipFactory(organization=body, person=stage.person, starts_on=day(-20))
        MeetingFactory(organizations=[body], location=stage.place, starts_on=day(3), starts_at=None)
    many = [queries(client, address) for address in addresses]

    assert few == many
    assert max(many) <= 12
