"""Signing in with the authority's own directory, against a real provider process."""

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from gremienwerk.domain.accounts.models import User
from tests.journeys.served import free_port
from tests.surfaces.accounts.acts import account
from tests.surfaces.accounts.directory import CLIENT, SECRET

pytestmark = pytest.mark.django_db
START, BACK = "/konto/oidc/directory/", "/konto/oidc/directory/zurueck/"


@pytest.fixture(scope="module")
def provider():
    port = free_port()
    command = [sys.executable, str(Path(__file__).with_name("directory.py")), str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        address = f"http://127.0.0.1:{port}"
        for _try in range(200):
            try:
                urlopen(f"{address}/keys", timeout=1).read()
                break
            except OSError:
                time.sleep(0.05)
        yield address
        process.terminate()


@pytest.fixture
def directory(provider, settings):
    httpx.get(f"{provider}/as/a@mail.example?verified")
    app = {
        "provider_id": "directory",
        "name": "Verzeichnis",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider, "verified_email": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    return provider


def led_back(client, **more):
    """Begin, let the provider answer, and return the address it leads back to."""
    begun = client.post(START, more)
    answered = httpx.get(begun.headers["Location"], follow_redirects=False)
    back = urlsplit(answered.headers["Location"])
    return f"{back.path}?{back.query}"


def test_an_account_with_this_proved_address_is_opened(client, directory):
    user = account()

    answer = client.get(led_back(client, next="/arbeit/gremien/"))

    assert answer.headers["Location"] == "/arbeit/gremien/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get().user == user


def test_it_is_known_again_when_the_address_changed_there(client, directory):
    user = account()
    client.get(led_back(client))
    client.logout()
    EmailAddress.objects.filter(user=user).update(email="other@mail.example")

    client.get(led_back(client))

    assert client.session["_auth_user_id"] == str(user.pk)


def test_who_has_no_account_gets_none(client, directory):
    httpx.get(f"{directory}/as/stranger@mail.example?verified")
    before = User.objects.count()

    answer = client.get(led_back(client), follow=True)

    assert "_auth_user_id" not in client.session
    assert User.objects.count() == before
    assert "account/signup_closed.html" in [template.name for template in answer.templates]


def test_an_address_that_the_directory_did_not_prove_opens_nothing(client, directory):
    account()
    httpx.get(f"{directory}/as/a@mail.example")

    client.get(led_back(client))

    assert "_auth_user_id" not in client.session


def test_the_provider_refuses_a_wrong_proof_of_who_began(client, directory):
    account()
    begun = client.post(START)
    asked = parse_qs(urlsplit(begun.headers["Location"]).query)
    answered = httpx.get(begun.headers["Location"], follow_redirects=False)
    code = parse_qs(urlsplit(answered.headers["Location"]).query)["code"][0]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked["redirect_uri"][0],
    }

    wrong = httpx.post(
        f"{directory}/token", data={**form, "code_verifier": "x" * 43}, auth=(CLIENT, SECRET)
    )
    missing = httpx.post(f"{directory}/token", data=form, auth=(CLIENT, SECRET))

    assert asked["code_challenge_method"] == ["S256"]
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    assert (missing.status_code, missing.json()["error"]) == (400, "invalid_request")


def test_with_a_verifier_of_another_sign_in_nobody_comes_in(client, directory):
    """What we keep of the begun sign-in is exchanged: our own request fails there."""
    account()
    back = led_back(client)
    session = client.session
    key = next(key for key in dict(session.items()) if "state" in key)
    states = session[key]
    for state in states.values():
        state[0]["pkce_code_verifier"] = "y" * 43
    session[key] = states
    session.save()

    answer = client.get(back)

    assert answer.status_code in {401, 403}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "query", ["", "code=x", "code=x&state=y", "error=access_denied", "error=access_denied&state=y"]
)
def test_a_way_back_that_nobody_began_leads_nowhere(client, directory, query):
    answer = client.get(f"{BACK}?{query}")

    assert answer.status_code in {302, 401, 403}
    assert "_auth_user_id" not in client.session


def test_the_way_back_works_once_and_in_its_own_browser(client, directory):
    account()
    back = led_back(client)
    foreign = Client()
    foreign.get(back)
    client.get(back)
    client.logout()
    client.get(back)

    assert "_auth_user_id" not in foreign.session
    assert "_auth_user_id" not in client.session


def test_looking_at_the_way_there_begins_nothing(client, directory):
    answer = client.get(START)

    assert answer.status_code == 200
    assert "authorize" not in answer.headers.get("Location", "")


def test_without_settings_there_is_no_directory(client):
    assert client.get(START).status_code == 404
    assert client.post(START).status_code == 404
