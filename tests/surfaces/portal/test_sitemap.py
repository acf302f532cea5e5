"""Search engines are told of every page that they may show, in all languages, and of no other."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.portal.sitemap import views
from tests.factories.bodies import InstallationFactory, LocationFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory

ORIGIN = "https://gremien.example"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.PUBLIC_ORIGIN = ORIGIN


@pytest.fixture
def body(db):
    InstallationFactory()
    return OrganizationFactory(abilities={"access": "public"})


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 -- our own


def places(root):
    return [node.text for node in root.iter(f"{SPACE}loc")]


def everything(client):
    """The addresses of all parts, with their counterparts."""
    found = {}
    for part in places(read(client, "/sitemap.xml")):
        for url in read(client, part.removeprefix(ORIGIN)):
            links = url.findall(f"{XHTML}link")
            found[url.find(f"{SPACE}loc").text] = {
                link.get("hreflang"): link.get("href") for link in links
            }
    return found


def test_every_address_answers_may_be_indexed_and_names_its_counterparts(client, body):
    meeting = MeetingFactory(organizations=[body])
    paper = PaperFactory(body=body.body, released=True)
    place = LocationFactory(body=body.body)

    found = everything(client)

    for path in (
        *(f"gremien/{body.slug}/", f"sitzungen/{meeting.pk}/", f"drucksachen/{paper.pk}/"),
        *(f"orte/{place.pk}/", "offene-daten/", ""),
    ):
        both = {"de": f"{ORIGIN}/de/{path}", "en": f"{ORIGIN}/en/{path}"}
        both["x-default"] = both["de"]
        assert found[both["de"]] == found[both["en"]] == both
    for url in found:
        answer = client.get(url.removeprefix(ORIGIN))
        assert answer.status_code == 200, url
        assert "noindex" not in answer.headers.get("X-Robots-Tag", "")
        assert 'content="noindex"' not in answer.content.decode()


def test_what_is_not_for_search_engines_or_not_public_is_not_in_it(client, body):
    hidden = OrganizationFactory(body=body.body, abilities={"access": "internal"})
    meeting = MeetingFactory(organizations=[hidden])
    paper = PaperFactory(body=body.body, released=False)
    place = LocationFactory(body=body.body, is_public=False)
    person = PersonFactory(body=body.body, agrees=list(ConsentPurpose))

    found = " ".join(everything(client))
    for path in (
        *(f"sitzungen/{meeting.pk}/", f"drucksachen/{paper.pk}/", f"orte/{place.pk}/"),
        *(f"personen/{person.pk}/", "personen", "arbeit", "konto"),
    ):
        assert path not in found


def test_a_long_list_is_cut_and_nothing_falls_between(client, body, monkeypatch):
    meetings = [MeetingFactory(organizations=[body]) for _number in range(5)]
    whole = everything(client)
    monkeypatch.setattr(views, "ROWS", 2)

    parts = [p for p in places(read(client, "/sitemap.xml")) if "sitzungen" in p]
    assert len(parts) == 3
    assert everything(client) == whole
    for meeting in meetings:
        assert f"{ORIGIN}/de/sitzungen/{meeting.pk}/" in whole
    assert client.get("/sitemap-sitzungen-4.xml").status_code == 404
    assert client.get("/sitemap-sitzungen-0.xml").status_code == 404


def test_a_part_can_never_have_more_addresses_than_the_rule_allows():
    assert views.ROWS * len(views.LANGUAGE_CODES) <= 50_000


def test_robots_txt_names_it_and_keeps_the_workspace_out(client, body):
    text = client.get("/robots.txt").content.decode()

    assert text == (
        f"User-agent: *\nDisallow: /arbeit/\nDisallow: /konto/\n\nSitemap: {ORIGIN}/sitemap.xml\n"
    )


def test_an_invented_network_is_not_for_search_engines(client, db):
    InstallationFactory(demo_reference_on=date(2026, 3, 1))

    assert "Sitemap" not in client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/sitemap-seiten-1.xml").status_code == 404


def test_who_has_the_list_gets_it_not_again(client, body):
    answer = client.get("/sitemap-seiten-1.xml")

    again = client.get("/sitemap-seiten-1.xml", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
