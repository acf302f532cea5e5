"""How often may one try? Every door counts, in the database, and says when to come back."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gremienwerk.foundation.limits.models import Count
from gremienwerk.foundation.outbox.models import Letter
from gremienwerk.surfaces.accounts import limits
from tests.surfaces.accounts.acts import CODE, SIGN_IN, account, ask_for_code

pytestmark = pytest.mark.django_db
BY_WORD = "/konto/anmelden/passwort/"
WORD = "ein langes Wort 12"


def spent(limit_and_who, who):
    """Use up what is left of a limit."""
    limit = limit_and_who[0]
    while limits.take(limit, who, now=timezone.now()):
        pass


def test_an_address_gets_five_codes_in_a_quarter_of_an_hour():
    account()

    answers = [ask_for_code(Client()).status_code for _ in range(6)]
    cache.clear()
    last = ask_for_code(Client())

    assert answers == [302] * 5 + [429]
    assert (last.status_code, last.headers["Retry-After"]) == (429, "900")
    assert Letter.objects.count() == 5


def test_the_limit_of_an_address_is_the_same_for_one_without_account():
    answers = [ask_for_code(Client(), "nobody@mail.example").status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_one_who_guesses_passwords_of_one_account_is_stopped_and_the_right_one_too():
    account(password=WORD)
    form = {"login": "a@mail.example", "password": "falsch"}

    answers = [Client().post(BY_WORD, form).status_code for _ in range(11)]
    right = Client().post(BY_WORD, {**form, "password": WORD})

    assert answers == [422] * 10 + [429]
    assert right.status_code == 429


def test_one_who_tries_many_accounts_from_one_place_is_stopped():
    spent(limits.FROM_CLIENT, "127.0.0.1")

    assert ask_for_code(Client(), "new@mail.example").status_code == 429
    assert Client().get(SIGN_IN).status_code == 200


@pytest.mark.parametrize("email", ["a@mail.example", "nobody@mail.example"])
def test_wrong_codes_are_counted_over_all_sessions_with_or_without_an_account(email):
    account()
    answers = []
    for _ in range(4):
        browser = Client()
        ask_for_code(browser, email)
        answers += [browser.post(CODE, {"code": "WRONG-1"}).status_code for _ in range(3)]

    assert answers == [*[422, 422, 302] * 3, 422, 429, 429]


def test_an_account_sends_no_more_forms_than_a_person_can_fill_in(client):
    user = account()
    client.force_login(user)
    before = client.post("/arbeit/konten/", {"do": "invite"}).status_code
    spent(limits.FORM_SENT, str(user.pk))

    assert (before, client.post("/arbeit/konten/", {"do": "invite"}).status_code) == (403, 429)
    assert client.get("/arbeit/").status_code == 200


def test_somebody_is_the_same_before_and_after_the_sign_in(rf):
    user = account(pk=4711)
    before, after = rf.post("/"), rf.post("/")
    before.session, before.user = {limits.PENDING: {"user_pk": "3mv"}}, AnonymousUser()
    after.session, after.user = {}, user

    assert limits.somebody(before) == limits.somebody(after) == "4711"


def test_a_one_time_code_never_counts_twice(rf):
    request = rf.post("/", {"code": "123456"})
    request.session, request.user = {}, account()
    limit, who = limits.FACTOR_ONCE

    taken = [limits.take(limit, who(request), now=timezone.now()) for _ in range(2)]

    assert taken == [True, False]


def test_invitations_cannot_be_guessed_in_numbers(client):
    answers = [client.post(f"/konto/einladung/x{n}/", {"name": "A"}).status_code for n in range(21)]

    assert answers == [404] * 20 + [429]


@pytest.mark.parametrize(
    ("proxies", "header", "counted"),
    [
        (0, "10.0.0.9", "127.0.0.1"),
        (1, "10.0.0.9", "10.0.0.9"),
        (1, "10.9.9.9, 10.0.0.9", "10.0.0.9"),
        (2, "10.0.0.9, 10.0.0.1", "10.0.0.9"),
    ],
)
def test_only_our_own_proxies_say_where_somebody_comes_from(rf, settings, proxies, header, counted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert limits.client(rf.post("/", headers={"X-Forwarded-For": header})) == counted


def test_looking_at_a_form_takes_no_try(client):
    for _ in range(5):
        client.get(SIGN_IN)

    assert Count.objects.count() == 0
