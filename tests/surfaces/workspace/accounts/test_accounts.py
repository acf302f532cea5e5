"""The pages of accounts: who sees them, what each button does, what is refused in place."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.models import Appointment, Invitation, SecondFactorDuty
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db
LIST = "/arbeit/konten/"


@pytest.fixture
def admin():
    return account(BodyRole.OFFICE_ADMINISTRATOR)


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def one(user):
    return f"{LIST}{user.pk}/"


def test_the_list_says_who_can_sign_in_and_who_is_invited(page, admin):
    invite(Terms("neu@mail.example"), by=admin, now=timezone.now())
    UserFactory(name="C. Erdacht", is_active=False)

    text = page.get(LIST).content.decode()

    assert "neu@mail.example" in text
    assert "C. Erdacht" in text
    assert "system@" not in text


def test_somebody_is_invited_and_the_invitation_taken_back(page):
    sent = page.post(LIST, {"do": "invite", "email": "neu@mail.example", "role": "clerk"})
    row = Invitation.objects.get()
    taken = page.post(LIST, {"do": "revoke", "invitation": row.pk})
    again = page.post(LIST, {"do": "revoke", "invitation": row.pk})

    assert (sent.status_code, taken.status_code, again.status_code) == (303, 303, 422)
    row.refresh_from_db()
    assert row.revoked_at is not None
    assert Letter.objects.get().recipient == "neu@mail.example"


def test_a_refusal_stands_in_place_and_keeps_what_was_typed(page, admin):
    answer = page.post(LIST, {"do": "invite", "email": admin.email, "role": ""})

    assert answer.status_code == 422
    assert f'value="{admin.email}"' in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_sending_twice_invites_once(page):
    form = {"do": "invite", "email": "neu@mail.example", "role": ""}
    page.post(LIST, form)
    page.post(LIST, form)

    assert Invitation.objects.unanswered().count() == 1


def test_an_office_is_given_and_ended(page):
    user = UserFactory()
    form = {"do": "appoint", "role": "clerk", "starts_on": "2026-01-01", "last_on": ""}

    given = page.post(one(user), form)
    row = Appointment.objects.get(user=user)
    ended = page.post(one(user), {"do": "end", "appointment": row.pk})

    assert (given.status_code, ended.status_code) == (303, 303)
    row.refresh_from_db()
    assert row.ends_on == timezone.localdate()


def test_the_last_administrator_stays_and_is_told_why(page, admin):
    held = Appointment.objects.get(user=admin)

    answers = [
        page.post(one(admin), {"do": "end", "appointment": held.pk}),
        page.post(one(admin), {"do": "close"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all('role="alert"' in answer.content.decode() for answer in answers)


def test_an_office_of_somebody_else_is_not_ended_from_here(page, admin):
    held = Appointment.objects.get(user=admin)

    assert page.post(one(UserFactory()), {"do": "end", "appointment": held.pk}).status_code == 422


def test_an_account_is_closed_and_its_sessions_end_at_once(page):
    clerk = account(BodyRole.CLERK)
    browser = Client()
    browser.force_login(clerk)
    assert browser.get("/konto/").status_code == 200

    page.post(one(clerk), {"do": "close"})
    closed = browser.get("/konto/")
    page.post(one(clerk), {"do": "reopen"})

    assert closed.status_code == 302
    clerk.refresh_from_db()
    assert clerk.is_active


def test_an_account_belongs_to_a_person_and_changes_hands(page):
    user, first, second = UserFactory(), PersonFactory(), PersonFactory()

    for person in (first, second):
        assert page.post(one(user), {"do": "link", "person": person.pk}).status_code == 303
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.user, second.user) == (None, user)
    page.post(one(user), {"do": "link", "person": ""})
    second.refresh_from_db()
    assert second.user is None


def test_the_person_of_another_account_is_not_taken(page):
    person = PersonFactory(user=UserFactory())

    answer = page.post(one(UserFactory()), {"do": "link", "person": person.pk})

    assert answer.status_code == 422


def test_who_lacks_a_demanded_factor_is_asked_for_it_before_the_work(page, client):
    page.post(LIST, {"do": "factors", "roles": ["clerk"]})
    clerk, browser = account(BodyRole.CLERK), Client()
    browser.force_login(clerk)

    led = browser.get("/arbeit/")
    asked = browser.get(led.headers["Location"])
    Authenticator.objects.create(user=clerk, type="totp", data={})
    let_in = browser.get("/arbeit/")
    page.post(one(clerk), {"do": "reset"})
    led_again = browser.get("/arbeit/")

    assert SecondFactorDuty.objects.get().role == "clerk"
    assert led.headers["Location"] == "/konto/zweiter-faktor/"
    assert (asked.status_code, let_in.status_code) == (200, 200)
    assert led_again.status_code == 302


@pytest.mark.parametrize("number", [1, 200])
def test_the_list_asks_few_questions_however_long_it_is(page, number):
    UserFactory.create_batch(number)
    page.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        assert page.get(LIST).status_code == 200

    assert len(queries) <= 12


def test_it_can_be_filtered_and_paged(page):
    UserFactory.create_batch(60, name="B. Beispielow")
    UserFactory(name="Z. Exemplar")

    found = page.get(LIST, {"q": "exemplar"}).content.decode()
    second = page.get(LIST, {"page": "2"})

    assert "Z. Exemplar" in found
    assert "B. Beispielow" not in found
    assert second.status_code == 200


def test_looking_changes_nothing(page, admin):
    before = Entry.objects.count()
    page.get(LIST)
    page.get(one(admin))

    assert Entry.objects.count() == before
