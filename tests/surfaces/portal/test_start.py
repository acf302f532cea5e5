"""Where the bare address leads, and what the start page says."""

import pytest

from tests.factories.bodies import BodyFactory, InstallationFactory
from tests.factories.organizations import OrganizationFactory, StatusPeriodFactory
from tests.surfaces.portal.stage import CLOSED, FORMAL, SECRET, set_stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "language"),
    [("en-GB,en;q=0.9", "en"), ("de", "de"), ("fr,es", "de"), ("", "de"), ("x" * 600, "de")],
)
def test_the_bare_address_leads_to_the_language_of_the_browser(client, asked, language):
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/de", "/de/gremien", "/en/gremien/beirat", "/de/bezirke"])
def test_a_missing_slash_is_added(client, path):
    set_stage()
    answer = client.get(path)
    assert answer.status_code in {301, 302}
    assert answer.headers["Location"].endswith(f"{path}/")


def test_what_comes_next_stands_first_and_pausing_bodies_say_so(client):
    set_stage()
    page = client.get("/de/").content.decode()
    assert page.index('id="next"') < page.index('id="bodies"') < page.index('id="take-part"')
    assert "Koordinierungsrunde" in page
    assert "Zurzeit keine Termine." in page
    assert "Runder Tisch Probe" in page
    assert "Beim Veranstalter anmelden" in page
    assert SECRET not in page


def test_numbers_in_the_sentence_come_from_data(client):
    InstallationFactory()
    for n in range(3):
        OrganizationFactory(slug=f"offen-{n}", abilities=FORMAL)
    OrganizationFactory(slug="zu", abilities=CLOSED)
    ended = OrganizationFactory(slug="vorbei", abilities=FORMAL)
    StatusPeriodFactory(organization=ended, status="ended")
    page = client.get("/de/").content.decode()
    assert "Vier Gremien und Netzwerke, " in page
    assert "drei davon stehen Ihnen offen." in page
    english = client.get("/en/").content.decode()
    assert "Four bodies and networks, " in english
    assert "three of them are open to you." in english


def test_every_sphere_has_its_heading_and_only_used_signs_are_explained(client):
    InstallationFactory()
    OrganizationFactory(sphere="administration", abilities=CLOSED)
    page = client.get("/de/").content.decode()
    assert "In der Verwaltung" in page
    assert "Im politischen Raum" not in page
    assert "nur für Mitglieder" in page
    assert "melden Sie sich an" not in page


def test_an_empty_installation_says_what_is_missing(client):
    for path in ("/de/", "/de/gremien/", "/de/bezirke/", "/de/impressum/"):
        assert client.get(path).status_code == 200
    assert "noch kein Gremium" in client.get("/de/").content.decode()


def test_mirrored_councils_are_named_when_they_are_public(client):
    set_stage()
    page = client.get("/de/").content.decode()
    assert "Stadt stadt" in page
    assert "Stadt dorf" not in page


def test_the_demo_says_so_to_people_and_to_search_engines(client):
    InstallationFactory(demo_reference_on="2026-01-01")
    answer = client.get("/de/")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_no_robots_rule_outside_the_demo(client):
    InstallationFactory(body=BodyFactory(name="Bezirk Steglitz-Zehlendorf"))
    answer = client.get("/de/")
    assert "X-Robots-Tag" not in answer.headers
    assert "noindex" not in answer.content.decode()
    assert "Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE" in answer.content.decode()


def test_only_reading_is_allowed(client):
    set_stage()
    for path in ("/", "/de/", "/de/gremien/", "/de/gremien/beirat/", "/de/bezirke/"):
        assert client.post(path).status_code == 405
        assert client.head(path, follow=True).status_code == 200
