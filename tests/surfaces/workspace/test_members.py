"""Members and seats of a body in the workspace."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole, MembershipKind
from gremienwerk.domain.organizations.models import Membership, Seat
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Person
from tests.factories.bodies import InstallationFactory
from tests.factories.organizations import (
    MembershipFactory,
    OrganizationFactory,
    SeatFactory,
    VotingRightFactory,
)
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def beirat():
    InstallationFactory()
    body = OrganizationFactory(slug="beirat")
    for number in (1, 2):
        SeatFactory(organization=body, number=number)
        SeatFactory(organization=body, number=number, kind=MembershipKind.DEPUTY)
    return body


@pytest.fixture
def clerk(client):
    user = account(BodyRole.CLERK)
    client.force_login(user)
    return client


def _url(name, *args):
    return reverse(f"workspace:{name}", args=args)


def _seated(body, number=1, **person):
    seat = body.seats.get(number=number, kind=MembershipKind.MEMBER)
    row = MembershipFactory(organization=body, person=PersonFactory(**person), seat=seat)
    VotingRightFactory(membership=row)
    return row


def _text(response):
    return response.content.decode()


def _follow(client, response):
    assert response.status_code == 303, _text(response)
    return _text(client.get(response.headers["Location"]))


def test_seats_stand_with_member_and_deputy_and_vacant_ones_too(clerk, beirat):
    _seated(beirat, name="Ada Probenfeld", agrees=[ConsentPurpose.NAME])

    text = _text(clerk.get(_url("members", "beirat")))

    assert "Ada Probenfeld" in text
    assert text.count('data-state="missing"') == 3
    assert f"{_url('member_add', 'beirat')}?sitz=" in text


@pytest.mark.parametrize("rows", [1, 200])
def test_the_page_costs_the_same_for_1_and_for_200_rows(
    clerk, beirat, rows, django_assert_max_num_queries
):
    for number in range(rows):
        seat = SeatFactory(organization=beirat, number=10 + number)
        MembershipFactory(
            organization=beirat, person=PersonFactory(name=f"Ada {number}"), seat=seat
        )
    row = Membership.objects.first()
    clerk.get(_url("members", "beirat"))  # the session is noted once

    with django_assert_max_num_queries(12):
        assert clerk.get(_url("members", "beirat")).status_code == 200
    with django_assert_max_num_queries(12):
        assert clerk.get(f"{_url('members', 'beirat')}?zeigen=beendet").status_code == 200
    with django_assert_max_num_queries(12):
        assert clerk.get(_url("member", "beirat", row.pk)).status_code == 200


def test_somebody_new_is_admitted_to_a_seat_and_taken_back(clerk, beirat):
    seat = beirat.seats.get(number=2, kind=MembershipKind.MEMBER)
    page = _text(clerk.get(f"{_url('member_add', 'beirat')}?sitz={seat.pk}"))
    assert f'<option value="{seat.pk}" selected>' in page
    typed = {
        "do": "admit",
        "name": "Berta Probenfeld",
        "email": "b@mail.example",
        "place": seat.pk,
        "role": "chair",
        "starts_on": "2026-03-01",
    }

    text = _follow(clerk, clerk.post(_url("member_add", "beirat"), typed))

    row = Membership.objects.get()
    assert (row.seat, row.role, row.person.family_name) == (seat, "chair", "Probenfeld")
    assert "Berta Probenfeld" in text
    _follow(clerk, clerk.post(_url("member", "beirat", row.pk), {"do": "back"}))
    assert not Membership.objects.alive().exists()


def test_who_has_a_record_is_asked_about_first(clerk, beirat):
    known = PersonFactory(name="Probenfeld, Berta")
    typed = {"do": "admit", "name": "Berta Probenfeld"}

    asked = clerk.post(_url("member_add", "beirat"), typed)

    assert asked.status_code == 422
    assert f"person:{known.pk}" in _text(asked)
    assert not Membership.objects.exists()
    clerk.post(_url("member_add", "beirat"), {**typed, "record": f"person:{known.pk}"})
    assert Membership.objects.get().person == known
    clerk.post(_url("member_add", "beirat"), {**typed, "record": "new"})
    assert Person.objects.filter(name="Berta Probenfeld").count() == 1


def test_a_seat_is_not_given_twice(clerk, beirat):
    row = _seated(beirat)
    typed = {"do": "admit", "name": "Cem Neu", "place": row.seat_id}

    response = clerk.post(_url("member_add", "beirat"), typed)

    assert response.status_code == 422
    assert Membership.objects.count() == 1


def test_a_row_opens_in_place_and_is_changed_and_undone(clerk, beirat):
    row = _seated(beirat, name="Ada Probenfeld")
    page = clerk.get(_url("member", "beirat", row.pk))
    assert 'data-open id="row"' in _text(page)
    typed = {
        "do": "change",
        "revision": page.context["acts"]["change"].revision,
        "kind": "member",
        "vote": "no",
        "role": "secretary",
        "starts_on": "2026-02-01",
        "last_day": "",
        "role_label": "Sprecherin",
    }

    response = clerk.post(_url("member", "beirat", row.pk), typed)

    text = _follow(clerk, response)
    row.refresh_from_db()
    assert (row.role, row.role_label, str(row.starts_on)) == (
        "secretary",
        "Sprecherin",
        "2026-02-01",
    )
    assert 'class="undo"' in text
    done = clerk.session["done"]
    clerk.post(done["undo_url"], done["undo_fields"])
    row.refresh_from_db()
    assert (row.role, row.role_label, row.starts_on) == ("", "", None)


def test_two_people_at_one_row_lose_nothing(clerk, beirat):
    row = _seated(beirat)
    url = _url("member", "beirat", row.pk)
    first = clerk.get(url).context["acts"]["change"].revision
    typed = {"do": "change", "kind": "member", "vote": "yes", "role_label": "eins"}

    clerk.post(url, {**typed, "revision": first})
    second = clerk.post(url, {**typed, "revision": first, "role_label": "zwei"})

    row.refresh_from_db()
    assert (second.status_code, row.role_label) == (422, "eins")
    assert "eins" in _text(second)
    assert "zwei" in _text(second)


def test_a_mandate_ends_with_a_reason_and_the_end_is_undone(clerk, beirat):
    row = _seated(beirat, name="Ada Probenfeld")
    url = _url("member", "beirat", row.pk)
    today = timezone.localdate()
    typed = {"do": "end", "last_day": (today - timedelta(days=1)).isoformat()}

    missing = clerk.post(url, typed)
    text = _follow(clerk, clerk.post(url, {**typed, "reason": "resignation"}))

    row.refresh_from_db()
    assert missing.status_code == 422
    assert (row.ends_on, row.end_reason) == (today, "resignation")
    assert text.count('data-state="missing"') == 4
    assert "Ada Probenfeld" in _text(clerk.get(f"{_url('members', 'beirat')}?zeigen=beendet"))
    clerk.post(url, {"do": "continue"})
    row.refresh_from_db()
    assert row.ends_on is None


def test_a_consent_needs_evidence_and_is_saved_with_the_row(clerk, beirat):
    row = _seated(beirat, agrees=[ConsentPurpose.PHOTO])
    url = _url("member", "beirat", row.pk)
    form = clerk.get(url).context["acts"]["change"].form
    typed = {"do": "change", "kind": "member", "vote": "yes", "affiliation": "Verein Probe"}
    assert form.initial["agreed"] == ["photo"]

    refused = clerk.post(url, {**typed, "agreed": ["name"]})
    text = _follow(clerk, clerk.post(url, {**typed, "agreed": ["name"], "evidence": "Formular"}))

    assert refused.status_code == 422
    assert [c.purpose for c in row.person.consents.valid()] == ["name"]
    assert "Verein Probe" in text


def _ticks(client):
    lines = client.get(_url("members_consents", "beirat")).context["lines"]
    found = {f"p{line.person.pk}-was": line.token for line in lines}
    return found | {f"p{line.person.pk}": sorted(line.ticked) for line in lines}


def test_consents_of_all_are_saved_at_once_with_one_evidence(clerk, beirat):
    ada = _seated(beirat, 1, name="Ada Probenfeld", agrees=[ConsentPurpose.PHOTO]).person
    berta = _seated(beirat, 2, name="Berta Fiktinger").person
    typed = _ticks(clerk) | {f"p{ada.pk}": ["function"], "all": ["name"]}
    url = _url("members_consents", "beirat")

    refused = clerk.post(url, typed)
    text = _follow(clerk, clerk.post(url, {**typed, "evidence": "Formular vom 3.3."}))

    assert refused.status_code == 422
    assert "checked" in _text(refused)
    assert {c.purpose for c in ada.consents.valid()} == {"name", "function"}
    assert [(c.purpose, c.evidence) for c in berta.consents.valid()] == [
        ("name", "Formular vom 3.3.")
    ]
    assert text.count("checked") == 3
    assert clerk.post(url, _ticks(clerk)).status_code == 303


def _agrees(person, purpose, evidence, day):
    ConsentFactory(person=person, purpose=purpose, evidence=evidence, given_on=day)


def test_what_is_kept_of_a_consent_stands_in_the_row(clerk, beirat):
    ada = _seated(beirat, 1, name="Ada Probenfeld").person
    berta = _seated(beirat, 2, name="Berta Fiktinger").person
    for purpose in (ConsentPurpose.NAME, ConsentPurpose.PHOTO):
        _agrees(ada, purpose, "Formular aus dem Ordner", date(2026, 3, 3))
    _agrees(berta, ConsentPurpose.NAME, "Mail", date(2026, 3, 3))
    _agrees(berta, ConsentPurpose.CONTACT, "Anruf", date(2026, 4, 5))

    page = clerk.get(_url("members_consents", "beirat"))
    text = _text(page).replace("\xa0", " ")

    assert text.count("Formular aus dem Ordner, unterschrieben am 3. März 2026") == 1
    assert "Name öffentlich: Mail, unterschrieben am 3. März 2026" in text
    assert "E-Mail öffentlich: Anruf, unterschrieben am 5. April 2026" in text
    assert "Nachweis für das, was Sie jetzt ändern" in text


def test_a_refusal_keeps_what_stands_in_the_row(clerk, beirat):
    ada = _seated(beirat, 1).person
    _agrees(ada, ConsentPurpose.PHOTO, "Formular aus dem Ordner", date(2026, 3, 3))

    refused = clerk.post(_url("members_consents", "beirat"), _ticks(clerk) | {"all": ["name"]})

    assert refused.status_code == 422
    assert "Formular aus dem Ordner" in _text(refused)


@pytest.mark.parametrize(
    ("gone", "people", "said"),
    [
        (["name", "photo"], 1, "Ada Probe1 wird nicht mehr öffentlich genannt."),
        (["name"], 2, "2 Personen werden nicht mehr öffentlich genannt."),
        (["photo"], 1, "Ada Probe1 hat zurückgenommen: Foto öffentlich."),
        (["photo"], 2, "2 Personen haben etwas zurückgenommen."),
    ],
)
def test_after_withdrawing_it_is_said_what_follows(clerk, beirat, gone, people, said):
    both = [ConsentPurpose.NAME, ConsentPurpose.PHOTO]
    rows = [_seated(beirat, n, name=f"Ada Probe{n}", agrees=both) for n in (1, 2)]
    typed = _ticks(clerk)
    for row in rows[:people]:
        typed[f"p{row.person.pk}"] = sorted({"name", "photo"} - set(gone))

    text = _follow(clerk, clerk.post(_url("members_consents", "beirat"), typed))

    assert said in text


def test_on_a_phone_every_tick_says_what_it_is_for(clerk, beirat):
    _seated(beirat, 1, agrees=[ConsentPurpose.NAME])

    text = _text(clerk.get(_url("members_consents", "beirat")))

    rows = 2  # all of them, and the one person
    assert text.count('<td data-in data-l="') == rows * len(ConsentPurpose)
    assert 'data-l=""' not in text


def test_what_somebody_else_withdrew_meanwhile_is_not_given_again(clerk, beirat):
    ada = _seated(beirat, 1, agrees=[ConsentPurpose.NAME]).person
    typed = _ticks(clerk)
    ada.consents.update(withdrawn_on=timezone.localdate())
    late = _seated(beirat, 2).person

    clerk.post(_url("members_consents", "beirat"), typed)

    assert not ada.consents.valid().exists()
    assert not late.consents.exists()


def test_the_table_of_consents_costs_the_same_for_60_people(
    clerk, beirat, django_assert_max_num_queries
):
    for number in range(60):
        MembershipFactory(organization=beirat, person=PersonFactory(name=f"Ada {number}"))
    clerk.get(_url("members_consents", "beirat"))

    with django_assert_max_num_queries(12):
        assert clerk.get(_url("members_consents", "beirat")).status_code == 200


def test_who_belonged_on_a_day_is_answered(clerk, beirat):
    row = _seated(beirat, name="Ada Probenfeld")
    Membership.objects.filter(pk=row.pk).update(starts_on="2024-01-01", ends_on="2025-01-01")
    url = _url("members", "beirat")

    assert "Ada Probenfeld" in _text(clerk.get(f"{url}?am=2024-12-31"))
    assert "Ada Probenfeld" not in _text(clerk.get(f"{url}?am=1.1.2025"))
    assert clerk.get(f"{url}?am=gestern").status_code == 200


@pytest.mark.parametrize("seen", [True, False])
def test_columns_of_days_and_votes_that_say_nothing_are_left_out(clerk, seen):
    body = OrganizationFactory(slug="runde")
    row = MembershipFactory(organization=body, starts_on=date(2026, 1, 1) if seen else None)
    if seen:
        VotingRightFactory(membership=row)

    page = clerk.get(_url("members", "runde"))
    heads = re.findall(r'<th scope="col">(seit|Stimme)</th>', _text(page))
    opened = _text(clerk.get(_url("member", "runde", row.pk)))

    assert heads == (["seit", "Stimme"] if seen else [])
    assert ("keine Stimme" in _text(page)) is False
    columns = page.context["columns"]
    assert f'colspan="{len(columns) + 5 + len(heads)}"' in opened


def test_a_filter_finds_and_names_itself_when_nothing_is_left(clerk, beirat):
    _seated(beirat, name="Ada Probenfeld")
    url = _url("members", "beirat")

    assert "Ada Probenfeld" in _text(clerk.get(f"{url}?q=probe&zeigen=mitglieder"))
    empty = _text(clerk.get(f"{url}?q=Nirgends"))
    assert "Ada Probenfeld" not in empty
    assert f'href="{url}"' in empty


def test_seats_and_terms_are_added_and_removed(clerk, beirat):
    url = _url("seats", "beirat")
    add = {"do": "add", "count": 3, "kind": "member", "holder": "organization"}

    _follow(clerk, clerk.post(url, add))
    _follow(clerk, clerk.post(url, {"do": "term", "name": "Amtszeit B", "starts_on": "2026-01-01"}))
    last = Seat.objects.latest("pk")
    _follow(clerk, clerk.post(url, {"do": "remove", "seat": last.pk, "last_day": "2026-11-01"}))

    assert Seat.objects.filter(holder="organization").count() == 2
    assert "Amtszeit B" in _text(clerk.get(url))
    held = _seated(beirat)
    refused = clerk.post(url, {"do": "remove", "seat": held.seat_id, "last_day": "2026-11-01"})
    assert refused.status_code == 422


def test_a_member_reads_names_of_those_who_agreed_and_has_no_tools(client, beirat):
    hidden = _seated(beirat, 1, name="Ada Probenfeld")
    _seated(beirat, 2, name="Berta Fiktinger", agrees=[ConsentPurpose.PARTICIPANT_LIST])
    client.force_login(account(BodyRole.MEMBER, beirat))

    text = _text(client.get(_url("members", "beirat")))

    assert "Berta Fiktinger" in text
    assert "Ada Probenfeld" not in text
    assert _url("member_add", "beirat") not in text
    assert client.get(_url("member_add", "beirat")).status_code == 403
    assert client.get(_url("member", "beirat", hidden.pk)).status_code == 404
    assert client.get(_url("seats", "beirat")).status_code == 403
    other = OrganizationFactory(slug="anderes", published_at=None)
    assert client.get(_url("members", other.slug)).status_code == 404


def test_the_auditor_reads_and_changes_nothing(client, beirat):
    row = _seated(beirat, name="Ada Probenfeld", agrees=[ConsentPurpose.NAME])
    client.force_login(account(BodyRole.AUDITOR))

    text = _text(client.get(_url("members", "beirat")))

    assert "Ada Probenfeld" in text
    assert 'data-state="yes"' in text
    assert client.post(_url("member", "beirat", row.pk), {"do": "end"}).status_code == 403


def test_no_reason_is_proposed_and_one_list_is_offered_where_nobody_is(clerk, beirat):
    empty = clerk.get(_url("members", "beirat"))
    row = _seated(beirat, name="Ada Probenfeld")

    page = clerk.get(_url("member", "beirat", row.pk))

    assert page.context["acts"]["end"].form["reason"].value() in (None, "")
    assert "Mitgliedschaft beenden" in _text(page)
    assert _text(empty).count(_url("members_list", "beirat")) == 1


def test_the_help_stands_under_no_place_and_says_how_somebody_declines(clerk):
    page = clerk.get(_url("help"))

    assert not any(link.is_current for link in page.context["nav"])
    assert "stimmt nicht zu" in _text(page)
    assert "Jo Muster; Mitglied; ; keine" in _text(page)
