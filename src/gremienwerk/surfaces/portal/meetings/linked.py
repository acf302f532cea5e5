"""How does a meeting read as an event of schema.org?"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.surfaces.portal.hosts import Hosts, body_url
from gremienwerk.surfaces.portal.linked_data import Node, bare, organization, told

SCHEMA: Final = "https://schema.org/"


def event_of(meeting: Meeting, hosts: Hosts) -> list[Node]:
    """Return the event; nothing of a date that nobody who runs the body has confirmed.

    Rule: no time of day is invented: without one the day stands alone.
    """
    if not meeting.is_confirmed:
        return []
    names = [bare(name) for name in hosts.names]
    pairs = zip(hosts.bodies, names, strict=True)
    address = settings.PUBLIC_ORIGIN + reverse("portal:meeting", args=[meeting.pk])
    return [
        told(
            {
                "@type": "Event",
                "@id": address,
                "url": address,
                "name": without_access_data(meeting.name) or ", ".join(names),
                "startDate": _moment(meeting.starts_at) or meeting.starts_on.isoformat(),
                "endDate": _moment(meeting.ends_at),
                "eventStatus": SCHEMA + _status(meeting),
                "previousStartDate": meeting.moved_from.isoformat() if meeting.moved_from else "",
                "location": _place(meeting),
                "organizer": [
                    organization(name, url=_absolute(body_url(body))) for body, name in pairs
                ],
            }
        )
    ]


def _status(meeting: Meeting) -> str:
    if meeting.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if meeting.moved_from else "EventScheduled"


def _place(meeting: Meeting) -> Node | None:
    """Return the place, as far as the public may know."""
    place = meeting.location
    if place is None or not place.is_public or place.is_deleted:
        return None
    address = told(
        {
            "streetAddress": place.street_address,
            "postalCode": place.postal_code,
            "addressLocality": place.locality,
        }
    )
    return told(
        {
            "@type": "Place",
            "name": without_access_data(place.name),
            "address": {"@type": "PostalAddress", **address} if address else None,
            "url": _absolute(reverse("portal:place", args=[place.pk])),
        }
    )


def _moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat(timespec="minutes") if value else ""


def _absolute(path: str) -> str:
    return settings.PUBLIC_ORIGIN + path if path else ""
