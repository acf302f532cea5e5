"""How does one come to a meeting, and what can one take away from its page?"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts, body_url
from gremienwerk.surfaces.portal.places.words import address_lines, step_free_words
from gremienwerk.surfaces.portal.reading import web_address
from gremienwerk.surfaces.portal.rows import place_of

FEED_OF_MEETING = "/feeds/sitzungen/{}.ics"


def attend_facts(meeting: Meeting, hosts: Hosts, book: HostBook, today: date) -> list[Fact]:
    """Return how to attend: registration, place, way in, what else is to be known."""
    if meeting.cancelled or meeting.starts_on < today:
        return []
    place = meeting.location
    known = place is not None and place.is_public and not place.is_deleted
    facts = [*_registration(hosts), *_place(meeting, place if known else None)]
    if place is not None and known:
        facts += _way_in(place)
    note = book.texts.of(meeting, "attendance_note")
    if note:
        shown = without_access_data(note.text)
        facts.append(Fact(_("To know"), (shown, note.language)))
    return facts


def _registration(hosts: Hosts) -> list[Fact]:
    term = _("Registration")
    site = next((url for body in hosts.bodies if (url := web_address(body.website))), "")
    email = next((body.contact_email for body in hosts.bodies if body.contact_email), "")
    if hosts.access == "public":
        if hosts.is_external:
            return [Fact(term, _("Not needed, as far as we know."))]
        return [Fact(term, _("Not needed. Just come."))]
    if hosts.access != "registration":
        return []
    if hosts.registers_outside:
        return [Fact(term, _("With the organiser"), url=site)]
    if email:
        return [Fact(term, email, url=f"mailto:{email}")]
    return [Fact(term, _("Please register beforehand."))]


def _place(meeting: Meeting, place: Location | None) -> list[Fact]:
    name = place_of(meeting)
    if not name:
        return []
    if place is None:
        return [Fact(_("Place"), name)]
    facts = [Fact(_("Place"), name, url=reverse("portal:place", args=[place.pk]))]
    lines = address_lines(place)
    return facts + ([Fact(_("Address"), lines)] if lines else [])


def _way_in(place: Location) -> list[Fact]:
    access = without_access_data(place.access)
    lines: list[Text] = [step_free_words(place)]
    if access:
        lines.append((access, SOURCE_LANGUAGE))
    return [Fact(_("Way in"), lines)]


def go_links(meeting: Meeting, hosts: Hosts, book: HostBook, today: date) -> list[Link]:
    """Return what one can do: the date for one's own calendar, the page of the body."""
    links = []
    lead = hosts.bodies[0] if hosts.bodies else None
    is_coming = meeting.starts_on >= today and not meeting.cancelled
    if lead and is_coming and book.ability(lead, "feed", meeting.starts_on) == "public":
        url = FEED_OF_MEETING.format(meeting.pk)
        links.append(Link(_("Put this date into my calendar"), url, is_button=True))
    if lead and (url := body_url(lead)):
        links.append(Link(_("About this body, and how to take part"), url))
    return links
