"""One's own account: details, address, password, second factor, sessions, time-outs."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.models import Letter
from tests.surfaces.accounts.acts import CODE, SIGN_IN, account, ask_for_code, last_code, sign_in

pytestmark = pytest.mark.django_db
OWN, EMAIL, CONFIRM = "/konto/", "/konto/e-mail/", "/konto/e-mail/bestaetigen/"
SAFETY, APP, SESSIONS = "/konto/sicherheit/", "/konto/sicherheit/app/", "/konto/sitzungen/"
SECOND = "/konto/anmelden/zweiter-faktor/"
WORD, NEW_WORD = "ein langes Wort 12", "noch ein langes Wort"


def changes():
    return list(Entry.objects.order_by("pk").values_list("payload__change", flat=True))


def totp(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def user(client):
    user = account()
    sign_in(client)
    return user


def test_name_and_language_are_changed_here(client, user):
    answer = client.post(OWN, {"name": "B. Beispielow", "language": "en"})
    shown = client.get(OWN, headers={"Accept-Language": "de"}).content.decode()

    assert answer.status_code == 303
    assert "B. Beispielow" in shown
    assert '<html lang="en"' in shown
    assert client.post(OWN, {"name": " "}).status_code == 422


def test_the_address_changes_when_the_new_one_is_proved_and_the_old_one_is_told(client, user):
    asked = client.post(EMAIL, {"action_add": "", "email": "new@mail.example"})
    before = EmailAddress.objects.get(user=user, verified=True).email
    wrong = client.post(CONFIRM, {"code": "WRONG-1"})
    done = client.post(CONFIRM, {"code": last_code()})

    user.refresh_from_db()
    assert asked.headers["Location"] == CONFIRM
    assert (before, user.email) == ("a@mail.example", "new@mail.example")
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert EmailAddress.objects.get().email == "new@mail.example"
    told = Letter.objects.order_by("-pk").first()
    assert told.recipient == "a@mail.example"
    assert "new@mail.example" in told.text
    assert changes()[-1] == "email_changed"


def test_the_address_of_somebody_else_is_not_taken_and_not_betrayed(client, user):
    account("b@mail.example")

    taken = client.post(EMAIL, {"action_add": "", "email": "b@mail.example"})
    free = client.post(EMAIL, {"action_add": "", "email": "free@mail.example"})

    assert (taken.status_code, taken.headers["Location"]) == (302, CONFIRM)
    assert (free.status_code, free.headers["Location"]) == (302, CONFIRM)
    assert EmailAddress.objects.filter(email="b@mail.example").count() == 1


def test_a_password_is_set_changed_and_weak_ones_are_refused(client, user):
    first = client.get("/konto/passwort/")
    weak = client.post("/konto/passwort/setzen/", {"password1": "kurz", "password2": "kurz"})
    common = {"password1": "password1234", "password2": "password1234"}
    known = client.post("/konto/passwort/setzen/", common)
    done = client.post("/konto/passwort/setzen/", {"password1": WORD, "password2": WORD})
    form = {"oldpassword": "falsch", "password1": NEW_WORD, "password2": NEW_WORD}
    wrong = client.post("/konto/passwort/", form)
    changed = client.post("/konto/passwort/", {**form, "oldpassword": WORD})

    assert first.headers["Location"] == "/konto/passwort/setzen/"
    assert (weak.status_code, known.status_code, done.status_code) == (422, 422, 302)
    assert (wrong.status_code, changed.status_code) == (422, 302)
    user.refresh_from_db()
    assert user.check_password(NEW_WORD)
    assert changes()[-2:] == ["password_changed", "password_changed"]


@pytest.fixture
def add_app(client, user, django_capture_on_commit_callbacks):
    """Add an authenticator app; return its secret and the answer."""

    def added():
        page = client.get(APP).content.decode()
        secret = re.search(r'<code class="secret">(\w+)<', page)[1]
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(APP, {"code": totp(secret)})
        return secret, answer

    return added


def test_an_app_is_added_and_from_then_on_asked_for(client, user, add_app):
    secret, added = add_app()
    browser = Client()

    halfway = sign_in(browser)
    wrong = browser.post(SECOND, {"code": "000000"})
    still_out = browser.get(OWN)
    right = browser.post(SECOND, {"code": totp(secret)})

    assert added.status_code == 302
    assert (halfway.headers["Location"], still_out.status_code) == (SECOND, 302)
    assert (wrong.status_code, right.headers["Location"]) == (422, "/arbeit/")
    assert secret not in str(list(Authenticator.objects.values()))
    assert Letter.objects.filter(recipient=user.email, text__contains="Authenticator").exists()


def test_a_code_of_the_app_works_once_only(client, user, add_app):
    secret, _added = add_app()
    code = totp(secret)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser)

    used = first.post(SECOND, {"code": code})
    again = second.post(SECOND, {"code": code})

    assert used.headers["Location"] == "/arbeit/"
    assert again.status_code == 429


@pytest.mark.django_db(transaction=True)  # codes are shown once the app is really there
def test_a_recovery_code_opens_once(client, user, add_app):
    add_app()
    shown = client.get("/konto/sicherheit/codes/").content.decode()
    code = re.search(r'class="codes".*?<li>([\w-]+)</li>', shown, re.DOTALL)[1]
    answers = []
    for _ in range(2):
        browser = Client()
        sign_in(browser)
        answers.append(browser.post(SECOND, {"code": code}).status_code)

    assert answers == [302, 429]


def test_ways_to_sign_in_change_only_after_a_fresh_proof(client, user, add_app, settings):
    add_app()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1

    answer = client.get("/konto/sicherheit/app/entfernen/")

    assert answer.headers["Location"].startswith("/konto/bestaetigen/code/?next=")


def test_the_list_of_sessions_ends_the_others_or_all(client, user):
    others = [Client(headers={"User-Agent": f"Browser {n}"}) for n in range(2)]
    for other in others:
        sign_in(other)
    page = client.get(SESSIONS).content.decode()

    client.post(SESSIONS)
    outside = [other.get(OWN).status_code for other in others]
    inside = client.get(OWN).status_code
    everywhere = client.post("/konto/sitzungen/alle-beenden/")

    assert "Browser 1" in page
    assert (outside, inside) == ([302, 302], 200)
    assert everywhere.headers["Location"] == SIGN_IN
    assert client.get(OWN).status_code == 302
    assert UserSession.objects.count() == 0
    assert changes()[-1] == "sessions_ended"
    assert client.get("/konto/sitzungen/alle-beenden/").status_code == 405


def test_an_idle_session_ends_and_a_used_one_lasts(client, user, settings, monkeypatch):
    row = Session.objects.get(session_key=client.session.session_key)
    before = row.expire_date
    later = time.time() + 120
    monkeypatch.setattr("gremienwerk.surfaces.accounts.middleware.time.time", lambda: later)

    client.get(OWN)
    row.refresh_from_db()
    assert row.expire_date > before

    row.expire_date = row.expire_date.replace(year=2020)
    row.save()
    assert client.get(OWN).status_code == 302


def test_no_session_lasts_longer_than_a_day_of_work(client, user, settings, monkeypatch):
    client.get(OWN)
    later = time.time() + settings.SESSION_HOURS * 3600 + 1
    monkeypatch.setattr("gremienwerk.surfaces.accounts.middleware.time.time", lambda: later)

    assert client.get(OWN).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_password_changed_here_ends_the_sessions_elsewhere(client, user):
    other = Client()
    sign_in(other)

    client.post("/konto/passwort/setzen/", {"password1": WORD, "password2": WORD})

    assert other.get(OWN).status_code == 302
    assert client.get(OWN).status_code == 200


@pytest.mark.parametrize("url", [OWN, EMAIL, SAFETY, SESSIONS, APP, "/konto/sicherheit/passkeys/"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_speaks_the_language_of_the_account(client, user, url, language):
    client.post(OWN, {"name": "A", "language": language})

    page = client.get(url).content.decode()

    assert f'<html lang="{language}"' in page


def test_letters_carry_codes_and_no_links(client, user):
    ask_for_code(Client())

    assert "://" not in "".join(Letter.objects.values_list("text", flat=True))
    assert CODE not in "".join(Letter.objects.values_list("text", flat=True))
