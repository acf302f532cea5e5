"""Is a meeting seen and changed on its page: place, title, day, by whom, and two at once?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.bodies import LocationFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import OrganizationFactory, StatusPeriodFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import FORMAL, day, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    set_stage()
    made = OrganizationFactory(slug="runde", name="Runde", short_name="", abilities=FORMAL)
    StatusPeriodFactory(organization=made, starts_on=day(-100))
    return made


@pytest.fixture
def meeting(body):
    made = MeetingFactory(organizations=[body], name="", starts_on=day(20), starts_at=None)
    AgendaItemFactory(meeting=made, name="Bericht")
    return made


def page_of(meeting, slug="runde"):
    return reverse("workspace:body_meeting", args=[slug, meeting.pk])


def sign_in(client, role, body):
    client.force_login(account(role, body))
    return client


def test_the_office_changes_place_title_and_day_and_takes_it_back(client, body, meeting):
    sign_in(client, BodyRole.CLERK, body)
    url = page_of(meeting)
    place = LocationFactory(name="Rathaus", body=body.body)
    acts = client.get(url).context["acts"]
    typed = {"do": "place", "revision": acts["place"].revision, "location": place.pk}

    client.post(url, {**typed, "room": "Saal 2", "attendance_note": "Eingang im Hof."})
    text = client.get(url).content.decode()
    done = client.session["done"]
    client.post(done["undo_url"], done["undo_fields"])
    client.post(url, {"do": "title", "revision": acts["title"].revision, "name": "Sondertreffen"})
    moved = {"do": "move", "revision": acts["move"].revision, "day": day(21).isoformat()}
    client.post(url, {**moved, "time": "17:00", "until": "19:00"})

    assert "Saal 2" in text
    assert "Eingang im Hof." in text
    assert "Bericht" in text
    meeting.refresh_from_db()
    assert (meeting.room, meeting.location) == ("", None)
    assert (meeting.name, meeting.starts_on) == ("Sondertreffen", day(21))
    assert timezone.localtime(meeting.ends_at).hour == 19


def test_a_supporter_changes_the_way_in_and_nothing_else(client, body, meeting):
    sign_in(client, BodyRole.SUPPORTER, body)
    url = page_of(meeting)

    assert set(client.get(url).context["acts"]) == {"place"}
    assert client.post(url, {"do": "place", "room": "Saal 3"}).status_code == 303
    assert client.post(url, {"do": "title", "name": "Anders"}).status_code == 403
    meeting.refresh_from_db()
    assert (meeting.room, meeting.name) == ("Saal 3", "")


def test_two_people_at_one_meeting_lose_nothing(client, body, meeting):
    sign_in(client, BodyRole.CLERK, body)
    url = page_of(meeting)
    typed = {"do": "place", "revision": client.get(url).context["acts"]["place"].revision}

    client.post(url, {**typed, "room": "Saal 1"})
    kept = client.post(url, {**typed, "attendance_note": "Aufzug links."})
    refused = client.post(url, {**typed, "room": "Saal 9"})

    meeting.refresh_from_db()
    assert kept.status_code == 303
    assert (refused.status_code, meeting.room) == (422, "Saal 1")
    assert meeting.attendance_note == "Aufzug links."
    assert "Saal 9" in refused.content.decode()


def test_what_took_place_or_fell_out_is_only_read(client, body, meeting):
    sign_in(client, BodyRole.CLERK, body)
    url = page_of(meeting)
    client.post(url, {"do": "off", "reason": "Die Leitung ist krank."})

    page = client.get(url)

    assert page.context["acts"] == {}
    assert "Die Leitung ist krank." in page.content.decode()


def test_a_meeting_stands_in_its_own_bodies_alone(client, body, meeting):
    sign_in(client, BodyRole.CLERK, body)

    assert client.get(page_of(meeting, "beirat")).status_code == 404
    client.force_login(account(BodyRole.CHAIR, OrganizationFactory(abilities=FORMAL)))
    assert client.get(page_of(meeting)).status_code == 404


def test_its_history_stands_on_a_page_of_its_own(client, body, meeting):
    sign_in(client, BodyRole.CLERK, body)
    client.post(page_of(meeting), {"do": "title", "name": "Sondertreffen"})

    page = client.get(client.get(page_of(meeting)).context["history_url"])

    [line] = page.context["lines"]
    assert (line["what"], line["new"]) == ("Titel einer Sitzung geändert", "Sondertreffen")
    client.post(reverse("workspace:undo"), {**line["undo"], "next": page_of(meeting)})
    meeting.refresh_from_db()
    assert meeting.name == ""


@pytest.mark.parametrize("role", [BodyRole.MEMBER, BodyRole.CLERK])
def test_a_meeting_costs_few_queries(client, body, meeting, role, django_assert_max_num_queries):
    sign_in(client, BodyRole.CLERK, body)
    for number in range(3):
        client.post(page_of(meeting), {"do": "title", "name": f"Treffen {number}"})
    sign_in(client, role, body)
    client.get(page_of(meeting))

    for asked in ("", "?verlauf=ja"):
        with django_assert_max_num_queries(12):
            assert client.get(page_of(meeting) + asked).status_code == 200
