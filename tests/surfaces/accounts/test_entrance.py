"""Getting in and out: codes, passwords, addresses to go on to, cookies."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.bodies import InstallationFactory
from tests.surfaces.accounts.acts import (
    CODE,
    DESK,
    SIGN_IN,
    account,
    ask_for_code,
    last_code,
    sign_in,
)

pytestmark = pytest.mark.django_db
BY_WORD, DEMO = "/konto/anmelden/passwort/", "/konto/demo/"
WORD = "ein langes Wort 12"
PAGES = [
    (SIGN_IN, 200),
    (BY_WORD, 200),
    (CODE, 302),
    ("/konto/anmelden/zweiter-faktor/", 302),
    ("/konto/anmelden/passkey/", 302),
    ("/konto/nur-mit-einladung/", 403),
    ("/konto/geschlossen/", 200),
    ("/konto/anmelden/fehler/", 403),
    ("/konto/einladung/abc/", 404),
    ("/konto/demo/", 404),
    ("/konto/demo/nachrichten/", 404),
    ("/konto/", 302),
    ("/konto/e-mail/", 302),
    ("/konto/passwort/", 302),
    ("/konto/sicherheit/", 302),
    ("/konto/sicherheit/passkeys/neu/", 302),
    ("/konto/sitzungen/", 302),
    ("/konto/oidc/directory/", 404),
]


def signed_in(client):
    return "_auth_user_id" in client.session


def facts():
    return list(Entry.objects.order_by("pk").values_list("kind", "payload__change"))


@pytest.mark.parametrize(("url", "status"), PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_stranger_sees_only_the_entrance(client, url, status, language):
    response = client.get(url, headers={"Accept-Language": language})

    assert response.status_code == status
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_code_opens_the_account_once_and_the_log_says_so(client):
    account()

    asked = ask_for_code(client)
    code = last_code()
    opened = client.post(CODE, {"code": code})

    assert (asked.status_code, asked.headers["Location"]) == (302, CODE)
    assert (opened.status_code, opened.headers["Location"]) == (302, DESK)
    assert signed_in(client)
    assert facts()[-1] == ("accounts.account_changed", "signed_in")
    other = Client()
    ask_for_code(other)
    assert other.post(CODE, {"code": code}).status_code == 422
    assert not signed_in(other)


def test_a_code_works_only_in_the_browser_that_asked(client):
    account()
    ask_for_code(client)

    other = Client()

    assert other.post(CODE, {"code": last_code()}).headers["Location"] == SIGN_IN
    assert not signed_in(other)


def test_a_code_expires(client, settings):
    account()
    ask_for_code(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    answer = client.post(CODE, {"code": last_code()})

    assert answer.headers["Location"] == SIGN_IN
    assert not signed_in(client)


def test_three_wrong_codes_end_the_try(client):
    account()
    ask_for_code(client)

    answers = [client.post(CODE, {"code": "WRONG-1"}).status_code for _ in range(3)]
    right = client.post(CODE, {"code": last_code()})

    assert answers == [422, 422, 302]
    assert right.headers["Location"] == SIGN_IN
    assert not signed_in(client)
    assert facts() == [("accounts.account_changed", "sign_in_failed")] * 3


def test_whoever_asks_learns_nothing_about_who_has_an_account(client):
    account()
    answers = {}
    for email in ("a@mail.example", "nobody@mail.example"):
        browser = Client()
        asked = ask_for_code(browser, email)
        page = browser.get(CODE)
        wrong = browser.post(CODE, {"code": "WRONG-1"})
        body = page.content.decode().replace(email, "")
        hidden = [line for line in body.splitlines() if "csrf" not in line]
        answers[email] = (asked.status_code, page.status_code, hidden, wrong.status_code)

    assert answers["a@mail.example"] == answers["nobody@mail.example"]
    assert Letter.objects.count() == 1


def test_a_password_opens_the_account_that_set_one(client):
    account(password=WORD)

    wrong = client.post(BY_WORD, {"login": "a@mail.example", "password": "falsch"})
    unknown = client.post(BY_WORD, {"login": "b@mail.example", "password": "falsch"})
    right = client.post(BY_WORD, {"login": "a@mail.example", "password": WORD})

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert right.headers["Location"] == DESK
    assert signed_in(client)


def test_a_closed_account_does_not_open(client):
    account(is_active=False)

    answer = ask_for_code(client)

    assert answer.headers["Location"] == CODE
    assert Letter.objects.count() == 0


def test_the_session_gets_a_new_name_at_sign_in(client):
    account()
    ask_for_code(client)
    before = client.session.session_key

    client.post(CODE, {"code": last_code()})

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "http://localhost/arbeit/",
        "javascript:alert(1)",
        "https:elsewhere.example",
    ],
)
def test_nobody_is_sent_to_another_host(client, elsewhere):
    account()
    client.post(f"{SIGN_IN}?next={elsewhere}", {"email": "a@mail.example", "next": elsewhere})

    answer = client.post(f"{CODE}?next={elsewhere}", {"code": last_code(), "next": elsewhere})

    assert answer.headers["Location"] == DESK


def test_one_comes_back_to_the_page_that_asked_for_the_sign_in(client):
    account()
    wanted = "/arbeit/gremien/"

    led = client.get(wanted)
    asked = client.post(led.headers["Location"], {"email": "a@mail.example", "next": wanted})
    answer = client.post(asked.headers["Location"], {"code": last_code(), "next": wanted})

    assert led.headers["Location"] == f"{SIGN_IN}?next=%2Farbeit%2Fgremien%2F"
    assert answer.headers["Location"] == wanted


def test_outside_the_demo_nobody_enters_by_a_click(client):
    account("vorsitz@demo.example")
    form = {"email": "vorsitz@demo.example"}

    answers = [client.get(DEMO), client.get(f"{DEMO}nachrichten/"), client.post(DEMO, form)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not signed_in(client)


def test_forms_without_token_are_refused():
    account()
    strict = Client(enforce_csrf_checks=True)

    assert ask_for_code(strict).status_code == 403
    assert Letter.objects.count() == 0


def test_the_cookies_are_kept_from_scripts_and_other_sites(client):
    account()
    sign_in(client)

    flags = {name: (m["httponly"], m["samesite"], m["path"]) for name, m in client.cookies.items()}

    assert flags == {"csrftoken": (True, "Lax", "/"), "sessionid": (True, "Lax", "/")}


def test_looking_at_the_sign_out_page_signs_nobody_out(client):
    account()
    sign_in(client)

    assert client.get("/konto/abmelden/").status_code == 200
    assert signed_in(client)
    assert client.post("/konto/abmelden/").headers["Location"] == SIGN_IN
    assert not signed_in(client)


def test_the_masthead_names_the_portal_and_never_the_host(client):
    InstallationFactory(portal_name="Gremien und Netze")

    for url in (SIGN_IN, BY_WORD, "/konto/geschlossen/"):
        page = client.get(url).content.decode()
        assert "Gremien und Netze" in page
        assert "testserver" not in page


def test_the_portal_sets_no_cookie_and_asks_no_session_even_for_who_is_signed_in(client):
    url = "/de/impressum/"
    client.get(url)
    with CaptureQueriesContext(connection) as by_stranger:
        stranger = client.get(url)
    account()
    sign_in(client)
    with CaptureQueriesContext(connection) as by_known:
        known = client.get(url)

    assert len(by_stranger) == len(by_known)
    assert (stranger.cookies, known.cookies) == ({}, {})
    assert "Cookie" not in known.headers.get("Vary", "")
