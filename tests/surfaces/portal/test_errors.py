"""Pages for addresses that lead nowhere, and for mistakes of ours."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from gremienwerk.surfaces.portal.errors.views import bad_request, broken, gone, not_allowed
from tests.factories.bodies import InstallationFactory
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/de/gremien/gibt-es-nicht/", "kein Gremium"),
        ("/de/gremien/Ungültig!/", "kein Gremium"),
        ("/de/sitzungen/999999/", "keinen öffentlichen Termin"),
        ("/de/drucksachen/999999/", "keine öffentliche Drucksache"),
        ("/de/personen/999999/", "keine Person"),
        ("/de/orte/999999/", "keinen Ort"),
        ("/de/termine/2026-13/", "Ein Monat steht so in der Adresse"),
        ("/de/irgendwas/", "Tippfehler"),
        ("/en/gremien/nothing-here/", "There is no body at this address"),
    ],
)
def test_what_is_not_there_is_said_helpfully(client, path, said):
    set_stage()
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert said in page
    assert 'name="robots" content="noindex"' in page
    assert "/gremien/" in page
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/fr/", "/fr/gremien/beirat/", "/pt-br/", "/ar/termine/"])
def test_an_unknown_language_offers_those_there_are(client, path):
    InstallationFactory()
    answer = client.get(path, headers={"Accept-Language": "de"})
    assert answer.status_code == 404
    assert "Diese Sprache spricht das Portal noch nicht" in answer.content.decode()
    assert 'href="/en/"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/de/%00/", "/de/gremien/%FF/", "/de/" + "a" * 5000 + "/"])
def test_strange_addresses_never_break_a_page(client, path):
    InstallationFactory()
    assert client.get(path).status_code in {302, 404}


def test_what_was_withdrawn_is_gone(client):
    InstallationFactory()
    answer = gone(RequestFactory().get("/de/drucksachen/1/"))
    assert answer.status_code == 410
    assert "noindex" in answer.content.decode()


def test_a_mistake_of_ours_needs_no_database(django_assert_num_queries):
    request = RequestFactory().get("/de/")
    with django_assert_num_queries(0):
        assert broken(request).status_code == 500
        assert bad_request(request).status_code == 400
    assert "liegt bei uns" in broken(request).content.decode()


def test_what_is_not_allowed_says_so():
    InstallationFactory()
    answer = not_allowed(RequestFactory().get("/de/"))
    assert answer.status_code == 403
    assert reverse("portal:start") in answer.content.decode()
