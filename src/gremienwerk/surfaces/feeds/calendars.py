"""How does a calendar program read our meetings? iCalendar, RFC 5545 and 7986."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vText

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.foundation.vtimezone import BERLIN
from gremienwerk.surfaces.feeds.addresses import host
from gremienwerk.surfaces.feeds.notices import Notice, one_line

ZONE: Final = ZoneInfo("Europe/Berlin")
ASK_AGAIN: Final = timedelta(hours=6)
PRODUCT: Final = "-//Gremienwerk//Gremienwerk//DE"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a calendar: its name, what it is, where its page is, its language."""

    name: str
    description: str
    url: str
    language: str


def calendar_of(notices: Iterable[Notice], cover: Cover) -> bytes:
    """Return a calendar, lines folded and ended as the format wants; the same for the same data."""
    notices = list(notices)
    name, description = one_line(cover.name), one_line(cover.description)
    calendar = Calendar()
    put = calendar.add
    put("prodid", PRODUCT)
    put("version", "2.0")
    put("method", "PUBLISH")
    put("name", name, parameters={"language": cover.language})
    put("x-wr-calname", vText(name))
    put("description", description, parameters={"language": cover.language})
    put("x-wr-caldesc", vText(description))
    put("x-wr-timezone", str(ZONE))
    put("url", cover.url)
    put("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    put("x-published-ttl", "PT6H")
    if any(notice.meeting.starts_at for notice in notices):
        calendar.add_component(Timezone.from_ical(BERLIN))
    for notice in notices:
        calendar.add_component(_event(notice, cover.language))
    return bytes(calendar.to_ical(sorted=False))


def status_of(meeting: Meeting) -> str:
    """Return the STATUS of a meeting: a removed one is cancelled, not just missing (N8.6)."""
    if meeting.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if meeting.is_confirmed else "TENTATIVE"


def _event(notice: Notice, language: str) -> Event:
    meeting = notice.meeting
    event = Event()
    put = event.add
    put("uid", f"sitzung-{meeting.pk}@{host()}")
    put("dtstamp", meeting.modified_at)
    put("created", meeting.created_at)
    put("last-modified", meeting.modified_at)
    put("sequence", meeting.sequence)
    _add_time(event, meeting)
    put("summary", notice.title, parameters={"language": language})
    put("description", "\n".join(notice.lines), parameters={"language": language})
    if notice.place:
        put("location", notice.place)
    put("url", notice.url)
    put("status", status_of(meeting))
    return event


def _add_time(event: Event, meeting: Meeting) -> None:
    """Add begin and end; without a time the whole day, which then blocks nobody's calendar."""
    put = event.add
    if meeting.starts_at is None:
        put("dtstart", meeting.starts_on)
        put("dtend", meeting.starts_on + timedelta(days=1))
        put("transp", "TRANSPARENT")
        return
    put("dtstart", meeting.starts_at.astimezone(ZONE))
    if meeting.ends_at is not None:
        put("dtend", meeting.ends_at.astimezone(ZONE))
    put("transp", "TRANSPARENT" if meeting.cancelled else "OPAQUE")
