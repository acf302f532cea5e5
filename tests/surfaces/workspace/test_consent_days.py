"""Every form that records consents takes the day on which they were signed, and shows it."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent
from gremienwerk.domain.privacy.queries.readable import as_text
from gremienwerk.domain.privacy.queries.report import report_on
from tests.factories.bodies import InstallationFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 5, 12)
LIST = "Name;Einwilligung;Nachweis\r\nAda Muster;Name;Mail"


@pytest.fixture
def beirat():
    InstallationFactory()
    return OrganizationFactory(slug="beirat")


@pytest.fixture
def clerk(client):
    user = account(BodyRole.CLERK)
    client.force_login(user)
    return user


@pytest.fixture
def ada(beirat):
    person = PersonFactory(name="Ada Muster", agrees=[ConsentPurpose.PHOTO])
    MembershipFactory(organization=beirat, person=person)
    return person


def _url(name, *args):
    return reverse(f"workspace:{name}", args=args)


def _text(response):
    return response.content.decode().replace("\xa0", " ")


def _value(response):
    """Return the day that the field of the last form with one shows."""
    return _text(response).split('name="declared_on"', 1)[1].split('value="', 1)[1].split('"')[0]


def _row(ada):
    typed = {"do": "change", "kind": "member", "vote": "no", "agreed": ["name"]}
    return _url("member", "beirat", ada.memberships.get().pk), typed


def _page(ada):
    return _url("person", ada.pk), {"do": "consents", "agreed": ["name"]}


def _table(ada):
    typed = {f"p{ada.pk}-was": "photo", f"p{ada.pk}": ["name"]}
    return _url("members_consents", "beirat"), typed


FORMS = pytest.mark.parametrize("form", [_row, _page, _table])


@FORMS
def test_a_form_proposes_today_and_takes_the_day_of_the_paper(client, clerk, ada, form):
    url, typed = form(ada)
    today = timezone.localdate()

    proposed = _value(client.get(url))
    saved = client.post(url, {**typed, "evidence": "Formular", "declared_on": "2026-05-12"})

    assert proposed == today.isoformat()
    assert saved.status_code == 303
    assert list(ada.consents.order_by("purpose").values_list("given_on", "withdrawn_on")) == [
        (SIGNED, None),
        (date(2026, 1, 1), SIGNED),
    ]


@FORMS
def test_a_day_is_typed_as_people_write_it_or_left_out(client, clerk, ada, form):
    url, typed = form(ada)
    typed |= {"evidence": "Formular"}
    client.post(url, {**typed, "declared_on": "12.5.2026"})
    first = ada.consents.get(purpose="name").given_on
    ada.consents.all().delete()

    client.post(url, {**typed, "declared_on": ""})

    assert (first, ada.consents.get(purpose="name").given_on) == (SIGNED, timezone.localdate())


@FORMS
@pytest.mark.parametrize("day", ["32.5.2026", "tomorrow", "12.5.1926", "neulich"])
def test_a_day_that_cannot_be_is_refused_and_all_that_was_typed_stays(
    client, clerk, ada, form, day
):
    url, typed = form(ada)
    if day == "tomorrow":
        day = (timezone.localdate() + timedelta(days=1)).isoformat()

    refused = client.post(url, {**typed, "evidence": "Formular-7", "declared_on": day})

    assert refused.status_code == 422
    assert _value(refused) == day
    assert "Formular-7" in _text(refused)
    assert re.search(r'<input[^>]* value="name"[^>]* checked', _text(refused))
    assert [one.purpose for one in ada.consents.valid()] == ["photo"]


def test_the_field_at_fault_says_so_in_the_table(client, clerk, ada):
    url, typed = _table(ada)

    late = client.post(url, {**typed, "evidence": "Formular", "declared_on": "12.5.1926"})
    unproved = client.post(url, {**typed, "evidence": " ", "declared_on": "2026-05-12"})

    assert list(late.context["form"].errors) == ["declared_on"]
    assert list(unproved.context["form"].errors) == ["evidence"]


def test_the_person_page_and_both_histories_tell_the_day(client, clerk, ada, beirat):
    url, typed = _page(ada)
    client.post(url, {**typed, "evidence": "Formular", "declared_on": "2026-05-12"})

    page = _text(client.get(url))
    history = _text(client.get(f"{url}?verlauf=ja"))
    of_body = _text(client.get(_url("body_history", "beirat")))

    assert page.count("12. Mai 2026") == 2  # given, and withdrawn
    assert "Einwilligung erteilt, erklärt am 12. Mai 2026" in history
    assert "Einwilligung widerrufen, erklärt am 12. Mai 2026" in history
    assert "erklärt am 12. Mai 2026" in of_body


def test_the_report_for_the_person_tells_both_days(client, clerk, ada):
    url, typed = _page(ada)
    client.post(url, {**typed, "evidence": "Formular", "declared_on": "2026-05-12"})

    told = as_text(report_on(ada, reader=clerk, now=timezone.now()))

    assert "given_on: 2026-05-12" in told
    assert "withdrawn_on: 2026-05-12" in told


# --- The list -------------------------------------------------------------------------------


def _preview(client, **typed):
    return client.post(_url("members_preview", "beirat"), {"lines": LIST, **typed})


def test_the_day_for_the_whole_list_is_seen_before_it_is_entered(client, clerk, beirat):
    page = _preview(client, declared_on="2026-05-12")

    given = {"lines": page.context["text"], "token": page.context["token"]}
    stale = client.post(_url("members_enter", "beirat"), {**given, "declared_on": "2026-05-13"})
    client.post(_url("members_enter", "beirat"), {**given, "declared_on": "2026-05-12"})

    assert "Mail, unterschrieben am 12. Mai 2026" in _text(page)
    assert _value(page) == "2026-05-12"
    assert "Seit dieser Vorschau" in _text(stale)
    assert Consent.objects.get().given_on == SIGNED


def test_an_empty_list_proposes_today_and_names_the_column(client, clerk, beirat):
    page = client.get(_url("members_list", "beirat"))
    sample = client.get(_url("members_sample", "beirat")).content.decode()

    assert _value(page) == timezone.localdate().isoformat()
    assert sample.strip().endswith("Unterschrieben am")


def test_a_bad_day_loses_no_line_of_a_list(client, clerk, beirat):
    file = SimpleUploadedFile("liste.csv", LIST.encode())

    pasted = _preview(client, declared_on="32.5.2026")
    sent = client.post(
        _url("members_preview", "beirat"), {"file": file, "declared_on": "32.5.2026"}
    )
    entered = client.post(
        _url("members_enter", "beirat"), {"lines": LIST, "token": "x", "declared_on": "32.5."}
    )

    for page in (pasted, sent, entered):
        assert page.status_code == 422
        assert "Ada Muster;Name;Mail" in _text(page)
        assert "Unterschrieben am" in _text(page)
    assert _value(pasted) == _value(sent) == "32.5.2026"
    assert not Consent.objects.exists()


def test_a_bad_day_and_a_bad_file_at_once_are_refused(client, clerk, beirat):
    file = SimpleUploadedFile("liste.csv", b"PK\x03\x04")

    sent = client.post(_url("members_preview", "beirat"), {"file": file, "declared_on": "x"})

    assert sent.status_code == 422


def test_who_keeps_no_consents_is_asked_for_no_day(client, beirat):
    client.force_login(account(BodyRole.CHAIR, beirat))

    page = client.get(_url("members_list", "beirat"))

    assert page.status_code == 200
    assert 'name="lines"' in _text(page)
    assert "declared_on" not in _text(page)


def test_the_log_tells_the_day(client, clerk, ada):
    url, typed = _page(ada)
    client.post(url, {**typed, "evidence": "Formular", "declared_on": "2026-05-12"})
    client.force_login(account(BodyRole.OFFICE_ADMINISTRATOR))

    assert "erklärt am: 2026-05-12" in _text(client.get(_url("log")))
