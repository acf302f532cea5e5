"""Every answer below /oparl/ is JSON for everybody, whatever happens."""

import json

import pytest
from django.db import DatabaseError, connection

from tests.surfaces.oparl.conftest import ORIGIN

HOST = {"host": "gremien.example"}
SYSTEM = "/oparl/1.1/system"


def error(answer, status):
    whole = json.loads(answer.content)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"
    assert whole["type"] == "https://schema.oparl.org/1.1/Error"
    assert {"message", "debug"} == whole.keys() - {"type"}
    return whole


@pytest.mark.parametrize(
    "path",
    [
        *("/oparl/", "/oparl/1.1", "/oparl/1.1/system/", "/oparl/1.1/meeting/01"),
        *("/oparl/1.1/meeting/0", "/oparl/1.1/meeting/1/", "/oparl/1.1/Meeting/1"),
        *("/oparl/1.1//system", "/oparl/1.1/system/1", "/oparl/1.1/meeting/99999999999999999999"),
        *("/oparl/1.1/body/1/nothing", "/oparl/1.1/meeting/1/agendaItem", "/oparl/2.0/system"),
    ],
)
def test_what_is_not_there_is_an_error_object_and_no_redirect(client, opened, path):
    assert error(client.get(path, headers=HOST), 404)["message"] == (
        "Unter dieser Adresse gibt es nichts."
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered(client, opened, method):
    answer = client.generic(method, SYSTEM, headers=HOST)
    error(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD"


def test_nonsense_is_named(client, opened):
    answer = client.get("/oparl/1.1/system/body", {"modified_since": "gestern"}, headers=HOST)
    assert "„modified_since“" in error(answer, 400)["message"]


@pytest.mark.parametrize("reason", ["modified_until", "created_since"])
@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_edges_of_time_break_nothing(client, opened, reason, value):
    answer = client.get("/oparl/1.1/system/body", {reason: value}, headers=HOST)
    assert answer.status_code in (200, 400)


def test_a_broken_database_is_an_error_object(client, settings):
    settings.ALLOWED_HOSTS = []

    def refuse(*_anything):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get(SYSTEM, headers=HOST)
    whole = error(answer, 500)
    assert "Traceback" not in str(whole)


def test_another_name_leads_to_ours(client, opened):
    answer = client.get(f"{SYSTEM}?x=1", headers={"host": "other.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{ORIGIN}{SYSTEM}?x=1")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(SYSTEM, headers={"host": "GREMIEN.example:80"}).status_code == 200


def test_without_a_name_of_our_own_every_name_is_answered(client, opened, settings):
    settings.HAS_PUBLIC_ORIGIN = False
    answer = client.get(SYSTEM, headers={"host": "other.example"})
    assert json.loads(answer.content)["id"] == f"{ORIGIN}{SYSTEM}"


def test_answers_carry_no_cookie_and_vary_with_none(client, opened):
    answer = client.get(SYSTEM, headers={**HOST, "Cookie": "x=1", "Accept-Language": "en"})
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert client.head(SYSTEM, headers=HOST).status_code == 200


def test_another_origin_needs_no_new_texts(client, opened, settings):
    settings.PUBLIC_ORIGIN = "https://neu.example"
    answer = client.get(SYSTEM, headers={"host": "neu.example"})
    assert json.loads(answer.content)["body"] == "https://neu.example/oparl/1.1/system/body"


def test_before_anything_is_out_there_is_nothing(client, db):
    error(client.get(SYSTEM, headers=HOST), 404)
