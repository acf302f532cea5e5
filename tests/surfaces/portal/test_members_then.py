"""A mirrored meeting names who belonged to its body on its day, as the source publishes it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import PersonFactory
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    set_stage()
    council = BodyFactory(slug="rat-dort", is_own=False, is_public=True)
    committee = OrganizationFactory(body=council, name="Ausschuss der BVV")
    return MeetingFactory(body=council, organizations=[committee])


def member(meeting, name, **facts):
    person = PersonFactory(body=meeting.body, name=name)
    committee = meeting.organizations.get()
    return MembershipFactory(organization=committee, person=person, **facts)


def page(client, meeting):
    return client.get(reverse("portal:meeting", args=[meeting.pk])).content.decode()


def test_members_are_those_of_the_day_of_the_meeting(client, meeting):
    day = meeting.starts_on
    member(meeting, "Ada Musterlein", starts_on=day, role_label="Vorsitzende")
    member(meeting, "Bo Beispielow", ends_on=day)
    member(meeting, "Cleo Probenfeld", starts_on=day + timedelta(days=1))

    shown = page(client, meeting)

    assert "Ada Musterlein" in shown
    assert "Vorsitzende" in shown
    assert "Bo Beispielow" not in shown
    assert "Cleo Probenfeld" not in shown


def test_own_meetings_name_nobody_and_hidden_councils_have_no_page(client, meeting):
    own = MeetingFactory()
    person = PersonFactory(name="Dora Erdacht")
    MembershipFactory(organization=own.organizations.get(), person=person)
    assert "Dora Erdacht" not in page(client, own)

    member(meeting, "Ada Musterlein")
    meeting.body.is_public = False
    meeting.body.save()
    assert client.get(reverse("portal:meeting", args=[meeting.pk])).status_code == 404


def test_it_costs_one_query_however_many_there_are(client, meeting, django_assert_max_num_queries):
    for number in range(40):
        member(meeting, f"Person {number}")
    with django_assert_max_num_queries(26):
        page(client, meeting)
