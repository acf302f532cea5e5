"""Can a resident find the house? A room alone leads nobody there."""

import html

from gremienwerk.domain.meetings.models import Meeting


def coming(network):
    found = Meeting.objects.public().filter(starts_on__gte=network, cancelled=False)
    return list(found.select_related("location"))


def test_every_meeting_to_come_names_house_room_and_street(network, page):
    meetings = [meeting for meeting in coming(network) if meeting.location is not None]

    assert meetings
    for meeting in meetings:
        place = meeting.location
        text = page(f"/de/sitzungen/{meeting.pk}/")
        told = (place.name, place.room, place.street_address, place.postal_code)
        assert all(told), place
        assert [word for word in told if word not in text] == [], meeting


def test_no_room_stands_without_a_house(network):
    assert [meeting for meeting in coming(network) if meeting.room and not meeting.location] == []


def test_every_place_says_address_way_and_steps(network, page):
    for place in {meeting.location for meeting in coming(network) if meeting.location}:
        text = page(f"/de/orte/{place.pk}/")
        assert place.street_address in text
        assert "Haltestelle: " in text
        assert "Eingang: " in text
        assert ("ohne Stufen" in text) or ("Stufen" in text)
        assert "Fragen zum Weg" in text


def test_a_calendar_program_learns_house_room_street_and_town(network, client):
    meeting = next(one for one in coming(network) if one.location)
    answer = client.get(f"/feeds/sitzungen/{meeting.pk}.ics").content.decode()
    unfolded = html.unescape(answer.replace("\r\n ", "").replace("\\,", ","))
    line = next(line for line in unfolded.splitlines() if line.startswith("LOCATION"))

    place = meeting.location
    told = (place.name, place.room, place.street_address, place.postal_code, place.locality)
    assert [word for word in told if word not in line] == []


def test_the_title_in_a_calendar_does_not_name_the_body_twice(network, client):
    sitting = next(one for one in coming(network) if not one.body.is_own)
    answer = client.get(f"/feeds/sitzungen/{sitting.pk}.ics").content.decode()
    unfolded = answer.replace("\r\n ", "").replace("\\,", ",")
    line = next(line for line in unfolded.splitlines() if line.startswith("SUMMARY"))

    assert line.endswith(f":{sitting.name}")
