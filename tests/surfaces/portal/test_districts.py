"""Map and list of the twelve districts."""

import re
from datetime import date

import pytest

from gremienwerk.surfaces.portal.districts.outlines import berlin
from tests.factories.bodies import BodyFactory, InstallationFactory
from tests.factories.organizations import CommissionerEntryFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def entries():
    InstallationFactory(body=BodyFactory(name="Bezirk Steglitz-Zehlendorf"))
    lag = OrganizationFactory(slug="lag", name="Runde der Beauftragten")
    for outline in berlin().outlines:
        vacant = outline.key == "08"
        CommissionerEntryFactory(
            organization=lag,
            district_key=outline.key,
            district_name=outline.name,
            name="" if vacant else f"Musterlein {outline.key}",
            is_vacant=vacant,
            email=f"bezirk-{outline.key}@mail.example",
            starts_on=date(2024, 3, 1),
            checked_on=date(2026, 5, 13) if outline.key == "03" else date(2026, 11, 2),
        )


def test_the_geodata_are_twelve_closed_outlines():
    assert [outline.key for outline in berlin().outlines] == [f"{n:02}" for n in range(1, 13)]
    assert all(re.fullmatch(r"(M[\d, ]+Z)+", outline.path) for outline in berlin().outlines)
    assert all(
        0 < outline.x < berlin().width and 0 < outline.y < berlin().height
        for outline in berlin().outlines
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_map_and_list_show_the_same_twelve(client, language):
    entries()
    page = client.get(f"/{language}/bezirke/").content.decode()
    on_map = re.findall(r'<a href="#(b\d\d)" aria-label="(\d+) ([^"]+)"', page)
    in_list = re.findall(r'<li id="(b\d\d)"><b>(\d+)</b>', page)
    assert [found[:2] for found in on_map] == in_list
    assert len(in_list) == 12
    assert {outline.name for outline in berlin().outlines} == {name for _, _, name in on_map}
    assert "Geodaten: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE, vereinfacht" in page


def test_each_entry_tells_holder_since_when_contact_and_last_check(client):
    entries()
    page = client.get("/de/bezirke/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Musterlein 01, seit 1. März 2024" in page
    assert "unbesetzt seit 1. März 2024" in page
    assert "bezirk-12@mail.example" in page
    assert "Zuletzt geprüft am 2. November 2026, wenn nichts anderes dasteht" in page
    assert page.count("geprüft am 13. Mai 2026") == 1
    assert page.count("Beauftragte*r für Partizipation und Integration") == 1
    assert "unser Bezirk" in page
    assert page.count('data-own=""') == 1
    assert "/de/gremien/lag/" in page


def test_without_entries_the_districts_still_stand(client):
    page = client.get("/de/bezirke/").content.decode()
    assert page.count("noch nicht eingetragen") == 13
    assert "Namen und Kontakte sind noch nicht eingetragen" in page
