"""Acceptance items of the network that are done in the workspace, seen in the demo."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.meetings.models import Meeting, MeetingNote
from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.roles import account

WORDS = "Frau Musterlein geht hin und bringt den Aufsteller mit."


@pytest.mark.usefixtures("network")
def test_n8_8_who_goes_and_what_to_bring_is_an_internal_note(client):
    day = timezone.localdate()
    held = Appointment.objects.on(day).filter(role=BodyRole.CLERK.value)
    clerk = User.objects.filter(pk__in=held.values("user")).first()
    dates = Meeting.objects.public().filter(organizations__slug="runder-tisch", starts_on__gt=day)
    meeting = dates.order_by("starts_on").first()
    address = reverse("workspace:note_on", args=["sitzung", meeting.pk])

    client.force_login(clerk)
    assert client.post(address, {"do": "write", "text": WORDS}).status_code == 303
    assert WORDS in client.get(address).content.decode()
    assert MeetingNote.objects.get(meeting=meeting, text=WORDS).author == clerk

    client.force_login(account())
    assert client.get(address).status_code in {403, 404}
    for public in (
        *("/de/gremien/runder-tisch/", "/de/termine/", f"/de/sitzungen/{meeting.pk}/"),
        *("/feeds/alle.ics", "/feeds/alle.atom", "/de/sitzungen/"),
    ):
        answer = client.get(public)
        assert answer.status_code == 200, public
        assert "Aufsteller" not in answer.getvalue().decode(), public
