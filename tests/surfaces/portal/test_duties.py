"""The pages that the law asks for."""

from datetime import UTC, datetime

import pytest

from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.models import InstallationText
from gremienwerk.foundation.texts.write import Rendering, translate
from tests.factories.bodies import InstallationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PATHS = {
    TextName.IMPRINT: "impressum",
    TextName.PRIVACY: "datenschutz",
    TextName.ACCESSIBILITY: "barrierefreiheit",
    TextName.EASY_LANGUAGE: "leichte-sprache",
}


@pytest.mark.parametrize("path", PATHS.values())
def test_without_a_text_the_page_says_who_must_write_it(client, path):
    InstallationFactory()
    answer = client.get(f"/de/{path}/")
    assert answer.status_code == 200
    assert "noch nicht geschrieben" in answer.content.decode()
    assert "Integrationsbüro Musterfeld" in answer.content.decode()


@pytest.mark.parametrize(("name", "path"), PATHS.items())
def test_a_text_is_filled_from_data_and_made_safe(client, name, path):
    InstallationFactory(representative="Ada Musterlein")
    text = "## Wer\n\n{office_name}, {representative}, {supervisory_authority}, {fremd}\n\n<script>"
    InstallationText.objects.create(name=name, text=text, modified_at=NOW)
    page = client.get(f"/de/{path}/").content.decode()
    assert "Integrationsbüro Musterfeld, Ada Musterlein, —, {fremd}" in page
    assert "<script>" not in page
    assert "1.\N{NO-BREAK SPACE}November 2026" in page


def test_a_text_without_translation_is_marked_as_german(client):
    InstallationFactory()
    row = InstallationText.objects.create(
        name=TextName.IMPRINT, text="Verantwortlich", modified_at=NOW
    )
    page = client.get("/en/impressum/").content.decode()
    assert '<div class="prose" lang="de">' in page
    assert "This text exists in German only." in page
    translate(row, "text", Rendering("en", "Responsible"), now=NOW)
    page = client.get("/en/impressum/").content.decode()
    assert "Responsible" in page
    assert "in German only" not in page
    row.text = "Verantwortlich ist"
    row.save()
    assert "The German text counts." in client.get("/en/impressum/").content.decode()


def test_every_page_leads_to_all_duties_and_to_a_barrier_report(client):
    InstallationFactory()
    for start in ("/de/", "/de/bezirke/", "/de/gibt-es-nicht/"):
        page = client.get(start).content.decode()
        for path in PATHS.values():
            assert f'href="/de/{path}/"' in page
        assert 'href="/de/barrierefreiheit/#barriere-melden"' in page


def test_a_barrier_is_answered_within_a_month(client):
    InstallationFactory()
    InstallationText.objects.create(
        name=TextName.ACCESSIBILITY, text="Diese Erklärung gilt.", modified_at=NOW
    )
    assert "innerhalb eines Monats" in client.get("/de/barrierefreiheit/").content.decode()
