"""Do administrators and auditors find in the log what they look for?"""

import csv
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.foundation.events import append_only
from gremienwerk.foundation.events.chain import append
from gremienwerk.foundation.events.models import Entry
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

URL = "/arbeit/protokoll/"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def body():
    return OrganizationFactory(slug="rat", name="Rat")


@pytest.fixture
def log(body):
    """Three facts about one body, two about nobody, on two days, by two people."""
    clerk = account(BodyRole.CLERK)
    meeting = MeetingFactory(organizations=[body])
    member = MembershipFactory(organization=body)
    facts = [
        ("organizations.published", {"organization_id": body.pk}, clerk, NOW),
        ("meetings.moved", {"meeting_id": meeting.pk}, clerk, NOW),
        ("organizations.member_added", {"membership_id": member.pk}, system_user(), NOW),
        ("organizations.published", {"organization_id": 999}, clerk, NOW + timedelta(days=1)),
        ("files.stored", {"file_id": 7, "name": "=1+1"}, clerk, NOW + timedelta(days=2)),
    ]
    for kind, payload, by, at in facts:
        append(kind, payload, by=by, at=at)
    return clerk


@pytest.fixture
def reader(client):
    user = account(BodyRole.AUDITOR)
    client.force_login(user)
    client.get(URL)  # the first page of a session writes that it began
    return client


def numbers(response):
    return [int(found) for found in re.findall(r'<tr id="e(\d+)">', response.content.decode())]


def shown(client, query=""):
    return [n for n in numbers(client.get(URL + query)) if n <= 5]


def test_the_newest_stand_first(reader, log):
    assert shown(reader) == [5, 4, 3, 2, 1]


def test_the_list_narrows_by_body_person_kind_and_day(reader, log, body):
    assert shown(reader, "?gremium=rat") == [3, 2, 1]
    assert shown(reader, f"?wer={system_user().pk}") == [3]
    assert shown(reader, "?art=organizations") == [4, 3, 1]
    assert shown(reader, "?art=organizations.published") == [4, 1]
    assert shown(reader, "?von=2026-11-25&bis=2026-11-25") == [4]
    assert shown(reader, f"?gremium=rat&wer={log.pk}&art=meetings.moved") == [2]


@pytest.mark.parametrize("query", ["?gremium=x", "?wer=x", "?von=x&bis=99", "?vor=x"])
def test_nonsense_narrows_nothing(reader, log, query):
    assert shown(reader, query) == [5, 4, 3, 2, 1]


def test_a_kind_that_is_none_shows_a_way_back(reader, log):
    page = reader.get(f"{URL}?art=unsinn.getan").content.decode()

    assert "Kein Eintrag mit diesem Filter" in page
    assert f'href="{URL}"' in page


def test_a_long_log_is_turned_by_entries_that_do_not_move(reader):
    for number in range(120):
        append("files.stored", {"file_id": number}, by=system_user(), at=NOW)

    first = numbers(reader.get(URL))
    second = numbers(reader.get(f"{URL}?vor={first[-1]}"))
    assert (len(first), len(second)) == (50, 50)
    assert second[0] == first[-1] - 1
    page = reader.get(f"{URL}?vor={second[-1]}").content.decode()
    assert "Ältere Einträge" not in page


@pytest.mark.parametrize("query", ["", "?gremium=rat&art=meetings&von=2026-01-01"])
def test_few_queries_however_long_it_is(reader, log, body, query, django_assert_max_num_queries):
    for number in range(200):
        append("meetings.moved", {"meeting_id": number}, by=system_user(), at=NOW)
    with django_assert_max_num_queries(12):
        assert reader.get(URL + query).status_code == 200


def test_entries_are_said_in_words_of_the_reader(reader, log):
    page = reader.get(URL).content.decode()

    assert "Sitzung verlegt" in page
    assert "<b>Sitzungen</b>" in page
    assert "meetings.moved" not in re.sub(r"<option.*?</option>", "", page)


def test_the_log_is_verified_on_demand(reader, log):
    answer = reader.post(URL, {"do": "verify"}, follow=True)
    assert "Das Protokoll ist vollständig" in answer.content.decode()

    append_only.lift(connection)
    Entry.objects.filter(pk=2).update(kind="meetings.held")
    append_only.protect(connection)
    answer = reader.post(URL, {"do": "verify"})
    assert answer.status_code == 422
    assert "Eintrag 2 wurde geändert" in answer.content.decode()


def test_a_lost_protection_is_told(reader, log):
    append_only.lift(connection)
    answer = reader.post(URL, {"do": "verify"})
    append_only.protect(connection)

    assert "fehlt der Schutz" in answer.content.decode()


def test_the_export_holds_what_the_filter_shows_and_is_logged(reader, log):
    answer = reader.get(f"{URL}protokoll.jsonl?gremium=rat")

    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert answer["Content-Disposition"].startswith("attachment")
    entry = Entry.objects.order_by("pk").last()
    assert (entry.kind, entry.payload) == ("privacy.log_exported", {"entries": 3})


def test_a_spreadsheet_takes_nothing_for_a_formula(reader, log):
    answer = reader.get(f"{URL}protokoll.csv?art=files.stored")

    rows = list(csv.reader(answer.content.decode().splitlines()))
    assert rows[1][2] == "files.stored"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_asking_for_the_head_of_an_export_takes_nothing(reader, log):
    before = Entry.objects.count()
    assert reader.head(f"{URL}protokoll.csv").status_code == 200
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", [BodyRole.CLERK, None])
@pytest.mark.parametrize("path", ["", "protokoll.jsonl", "protokoll.csv"])
def test_others_do_not_read_it(client, role, path):
    client.force_login(account(role))

    assert client.get(URL + path).status_code == 403
