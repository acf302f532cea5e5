"""Lists are paged by key, filtered, and cost the same for one and for 200 rows."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.surfaces.oparl.commands.project import project, project_all
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.surfaces.oparl.conftest import ORIGIN

URL = "/oparl/1.1/body/{}/meeting"


@pytest.fixture
def meetings(opened):
    made = [MeetingFactory(organizations=[opened]) for _number in range(12)]
    project_all()
    return made


def ask(client, url, **parameters):
    answer = client.get(url, parameters, headers={"host": "gremien.example"})
    return json.loads(answer.content)


def test_a_page_leads_to_the_next_until_the_end(client, opened, meetings):
    url = URL.format(opened.body_id)
    page = ask(client, url, limit="5")
    seen = []
    while True:
        seen += [one["id"] for one in page["data"]]
        assert page["pagination"] == {"elementsPerPage": 5}
        if "next" not in page["links"]:
            break
        page = ask(client, page["links"]["next"].removeprefix(ORIGIN))
    assert seen == [f"{ORIGIN}/oparl/1.1/meeting/{one.pk}" for one in meetings]
    assert page["links"]["first"] == f"{ORIGIN}{url}?limit=5"


@pytest.mark.parametrize(
    ("wish", "size"), [("0", 1), ("-3", 1), ("201", 200), ("x", 100), ("", 100), ("7", 7)]
)
def test_a_wish_is_met_as_far_as_it_can_be(client, opened, meetings, wish, size):
    page = ask(client, URL.format(opened.body_id), limit=wish)
    assert page["pagination"]["elementsPerPage"] == size


def test_parameters_stand_in_one_order_with_encoded_offsets(client, opened, meetings):
    url = URL.format(opened.body_id)
    page = ask(
        client,
        f"{url}?omit_internal=true&modified_since=2020-01-01T00:00:00%2B02:00&limit=5"
        "&created_since=2020-01-01T00:00:00 01:00&unknown=1",
    )
    assert page["links"]["self"] == (
        f"{ORIGIN}{url}?created_since=2020-01-01T00%3A00%3A00%2B01%3A00&limit=5"
        "&modified_since=2019-12-31T23%3A00%3A00%2B01%3A00&omit_internal=true"
    )


def test_a_walk_misses_nothing_while_data_change(client, opened, meetings):
    """Meetings before the place of the walk vanish; with OFFSET others would be skipped."""
    url = URL.format(opened.body_id)
    seen, page, number = [], ask(client, url, limit="2"), 0
    while page:
        seen += [one["id"].rpartition("/")[2] for one in page["data"]]
        if number < 3:
            Meeting.objects.filter(pk=meetings[number].pk).update(state="draft")
            project({"meeting": {meetings[number].pk}})
            number += 1
        following = page["links"].get("next")
        page = following and ask(client, following.removeprefix(ORIGIN))
    assert {str(one.pk) for one in meetings[3:]} <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_page_costs_the_same_for_one_and_for_two_hundred(client, opened):
    url = URL.format(opened.body_id)
    costs = []
    for number in (1, 199):
        for _meeting in range(number):
            AgendaItemFactory(meeting=MeetingFactory(organizations=[opened]), position=0)
        project_all()
        with CaptureQueriesContext(connection) as caught:
            page = ask(client, url, limit="200")
        costs.append((len(caught), len(page["data"])))
    assert costs == [(1, 1), (1, 200)]


def test_a_look_at_one_costs_the_same_with_few_and_many_neighbours(opened):
    costs = []
    for number in (2, 60):
        for _meeting in range(number):
            AgendaItemFactory(meeting=MeetingFactory(organizations=[opened]), position=0)
        project_all()
        first = Meeting.objects.earliest("pk")
        Meeting.objects.filter(pk=first.pk).update(name=f"Sitzung {number}")
        with CaptureQueriesContext(connection) as caught:
            assert project({"meeting": {first.pk}}) == 1
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_lists_of_organizations_and_of_the_gone(client, opened, meetings):
    url = f"/oparl/1.1/organization/{opened.pk}/meeting"
    assert len(ask(client, url)["data"]) == 12
    opened.published_at = None
    opened.save()
    project({"organization": {opened.pk}})
    assert ask(client, url)["data"] == []
    gone = ask(client, url, modified_since="2020-01-01T00:00:00+01:00")["data"]
    assert [one["deleted"] for one in gone] == [True] * 12
    assert ask(client, "/oparl/1.1/organization/9999/meeting")["type"].endswith("/Error")
