"""More text at once than the server takes: nothing is changed, nothing is lost."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
PLAIN = "application/x-www-form-urlencoded"
HUGE = "Anfang " + "lang " * 600_000 + "<b>Ende</b>"
NOTES = reverse("workspace:notes", args=["beirat"])
ALLOWED = "höchstens 2,5\N{NO-BREAK SPACE}MB"


@pytest.fixture
def body():
    return set_stage().beirat


@pytest.fixture
def clerk(body):
    client = Client(enforce_csrf_checks=True)  # that check is the first that reads the form
    client.force_login(account(BodyRole.CLERK))
    client.get(NOTES)  # brings the cookie
    return client


def send(client, address, **headers):
    return client.post(address, urlencode({"text": HUGE}), content_type=PLAIN, headers=headers)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("notes", ["beirat"]),
        ("text", ["beirat", "work"]),
        ("members_preview", ["beirat"]),
    ],
)
def test_it_is_said_how_much_is_allowed_and_the_text_comes_back(clerk, name, args):
    answer = send(clerk, reverse(f"workspace:{name}", args=args))
    page = answer.content.decode()

    assert answer.status_code == 413
    assert "Zu viel Text auf einmal" in page
    assert re.search(rf"Sie haben \d,\d\sMB Text geschickt;.*{ALLOWED}", page)
    assert "Nichts wurde gespeichert" in page
    assert "in mehreren Teilen" in page
    assert "lang &lt;b&gt;Ende&lt;/b&gt;</textarea>" in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not Note.objects.exists()


def test_the_way_back_to_the_form_is_ours_alone(clerk):
    form = f"http://testserver{NOTES}"

    assert f'class="go" href="{form}"' in send(clerk, NOTES, referer=form).content.decode()
    foreign = send(clerk, NOTES, referer="https://anderswo.example/").content.decode()
    assert "anderswo" not in foreign


def test_a_list_with_a_file_names_the_limit_and_the_way_back(clerk):
    answer = clerk.post(reverse("workspace:members_preview", args=["beirat"]), {"lines": HUGE})

    assert answer.status_code == 413
    assert "größer als die 2,5\N{NO-BREAK SPACE}MB" in answer.content.decode()
    assert "Mit „Zurück“" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_what_is_far_too_large_is_not_read(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    more = urlencode({"text": "x" * 10_000_000})

    answer = clerk.post(NOTES, more, content_type=PLAIN)

    assert answer.status_code == 413
    assert len(answer.content) < 50_000


def test_a_boosted_form_stays_as_it_is(clerk):
    headers = {"HX-Request": "true", "HX-Boosted": "true"}
    answer = send(clerk, NOTES, **headers)

    assert answer.status_code == 413
    assert answer.headers["HX-Retarget"] == "#refused"
    assert answer.content.decode().startswith('<section class="refusal" role="alert"')
    assert ALLOWED in answer.content.decode()
    page = clerk.get(NOTES).content.decode()
    assert '<div id="refused">' in page
    assert '{"code":"413|422","swap":true}' in page


def test_the_editor_that_saves_on_its_own_says_it_beside_the_field(clerk):
    address = reverse("workspace:text_save", args=["beirat", "work"])
    answer = send(clerk, address, **{"HX-Request": "true"})

    assert answer.status_code == 413
    assert answer.content.decode().startswith('<span class="saved" data-save="failed">Sie haben')


def test_too_many_fields_are_named_too(clerk):
    many = urlencode({f"feld-{number}": "" for number in range(1001)})
    answer = clerk.post(NOTES, many, content_type=PLAIN)

    assert answer.status_code == 413
    assert "mehr Felder als die 1000" in answer.content.decode()


def test_who_is_not_signed_in_is_led_to_the_sign_in(body):
    answer = send(Client(), NOTES)

    assert (answer.status_code, answer.headers["Location"][:17]) == (302, "/konto/anmelden/?")


def test_elsewhere_it_is_a_plain_refusal(body):
    assert send(Client(), "/konto/anmelden/").status_code == 400
