"""How does one come to a meeting, and what can one take away from its page?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.foundation import wording
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts, body_url
from gremienwerk.surfaces.portal.places.words import address_lines, step_free_words, way_lines
from gremienwerk.surfaces.portal.reading import web_address
from gremienwerk.surfaces.portal.rows import place_of

FEED_OF_MEETING = "/feeds/sitzungen/{}.ics"
SUPPORT_BEFORE = timedelta(days=14)


def attend_facts(meeting: Meeting, hosts: Hosts, book: HostBook, today: date) -> list[Fact]:
    """Return how to attend: registration, place, way in, what else is to be known."""
    if meeting.cancelled or meeting.starts_on < today:
        return []
    place = meeting.location
    known = place is not None and place.is_public and not place.is_deleted
    facts = [*_registration(hosts), *_place(meeting, place if known else None, book)]
    if place is not None and known:
        facts += _way_in(place, book)
    note = book.texts.of(meeting, "attendance_note")
    if note:
        shown = without_access_data(note.text)
        facts.append(Fact(_("Good to know"), (shown, note.language)))
    return facts


def _registration(hosts: Hosts) -> list[Fact]:
    term = _("Registration")
    site = next((url for body in hosts.bodies if (url := web_address(body.website))), "")
    email = next((body.contact_email for body in hosts.bodies if body.contact_email), "")
    if hosts.access == "public":
        return [Fact(term, _("Not needed. Just come."))]
    if hosts.access != "registration":
        return []
    if hosts.registers_outside:
        return [Fact(term, _("With the organiser"), url=site)]
    if email:
        return [Fact(term, email, url=f"mailto:{email}")]
    return [Fact(term, _("Please register beforehand."))]


def _place(meeting: Meeting, place: Location | None, book: HostBook) -> list[Fact]:
    name = place_of(meeting, book.texts)
    if not name:
        return []
    if place is None:
        return [Fact(_("Place"), name)]
    facts = [Fact(_("Place"), name, url=reverse("portal:place", args=[place.pk]))]
    lines = address_lines(place)
    return facts + ([Fact(_("Address"), lines)] if lines else [])


def _way_in(place: Location, book: HostBook) -> list[Fact]:
    lines: list[Text] = [step_free_words(place), *way_lines(place, book.texts)]
    return [Fact(_("Way there and in"), lines)]


def come_words(meeting: Meeting, hosts: Hosts, today: date) -> str:
    """Say in one sentence whether one may come; nothing of what is over or called off."""
    if meeting.cancelled or meeting.starts_on < today:
        return ""
    if hosts.access == "public":
        return _("You can simply come.")
    return _("You can come. Please register first.") if hosts.access == "registration" else ""


def address_of(meeting: Meeting) -> list[Text]:
    """Return the address of the house, as far as the public may know."""
    place = meeting.location
    if place is None or not place.is_public or place.is_deleted:
        return []
    return list(address_lines(place))


@dataclass(frozen=True)
class Support:
    """Whom to ask for interpreters and other help, by when, and who answers."""

    email: str
    by: str
    is_late: bool
    answers: Text


def support_of(meeting: Meeting, hosts: Hosts, book: HostBook, today: date) -> Support | None:
    """Return whom to write to before a meeting of ours; others are asked at their own address.

    Rule: two weeks before the meeting, so that an interpreter can still be found.
    """
    asked = next((body for body in hosts.bodies if body.contact_email), None)
    if asked is None or hosts.is_external or meeting.starts_on < today:
        return None
    by = meeting.starts_on - SUPPORT_BEFORE
    label = book.texts.of(asked, "contact_label")
    return Support(
        email=asked.contact_email,
        by=wording.day_words(by, book.texts.language),
        is_late=by < today,
        answers=(label.text, label.language) if label else "",
    )


def calendar_link(meeting: Meeting, hosts: Hosts, book: HostBook, today: date) -> Link | None:
    """Return the date for one's own calendar; None of what is over, called off or not public."""
    lead = hosts.bodies[0] if hosts.bodies else None
    is_coming = meeting.starts_on >= today and not meeting.cancelled
    if lead is None or not is_coming:
        return None
    if book.ability(lead, "feed", meeting.starts_on) != "public":
        return None
    url = FEED_OF_MEETING.format(meeting.pk)
    return Link(_("Put this date into my calendar"), url, is_button=True)


def go_links(hosts: Hosts) -> list[Link]:
    """Return where one learns more: the page of the body."""
    lead = hosts.bodies[0] if hosts.bodies else None
    url = body_url(lead) if lead else ""
    return [Link(_("About this body, and how to take part"), url)] if url else []
