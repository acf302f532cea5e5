"""Can a resident find the house? A room alone leads nobody there."""

from gremienwerk.domain.meetings.models import Meeting


def test_every_meeting_to_come_with_a_room_names_the_house(network, page):
    coming = Meeting.objects.public().filter(starts_on__gte=network, cancelled=False)
    with_room = list(coming.exclude(room=""))

    assert with_room
    for meeting in with_room:
        assert meeting.location is not None, meeting
        assert meeting.location.name in page(f"/de/sitzungen/{meeting.pk}/")
