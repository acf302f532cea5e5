"""What stands on the start page? Every number comes from data."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.design.parts import Link, Row, State, Text, Way
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.queries.rule_words import number_word
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.portal.bodies import answers
from gremienwerk.surfaces.portal.bodies.known import Known, Network, Pair
from gremienwerk.surfaces.portal.hosts import enumerated
from gremienwerk.surfaces.portal.rows import MeetingRow, meeting_rows
from gremienwerk.surfaces.portal.site import report_url, subscription_of


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def sentence(network: Network) -> str:
    """Say how many bodies there are, and how many are open to everyone."""
    living = [known for known in network.bodies if not known.has_ended]
    if not living:
        return ""
    number = len(living)
    words = ngettext("One body", "%(number)s bodies and networks", number)
    first = words % {"number": capital(number_word(number))}
    open_ones = sum(1 for known in living if answers.may_come(known))
    if not open_ones:
        return f"{first}."
    second = ngettext(
        "one of them is open to you", "%(number)s of them are open to you", open_ones
    ) % {"number": number_word(open_ones)}
    return f"{first}, {second}."


def network_heading(network: Network) -> str:
    """Return the heading of the network, with its number."""
    number = len(network.bodies)
    words = ngettext("One body", "%(number)s bodies and networks", number)
    return words % {"number": capital(number_word(number))}


def next_rows(network: Network) -> tuple[list[MeetingRow], list[MeetingRow | Row]]:
    """Return the next meetings that one can simply attend, then the other ones.

    The first are confirmed and need no registration; the others end with the bodies that pause.
    """
    meetings = {k.next_meeting.pk: k.next_meeting for k in network.bodies if k.next_meeting}
    ordered = sorted(
        meetings.values(),
        key=lambda m: (m.starts_on, m.starts_at is not None, m.starts_at or m.created_at, m.pk),
    )
    language, today = network.language, network.today
    rows = meeting_rows(ordered, language=language, today=today, book=network.book)
    rows = [replace(row, title=row.short_title) for row in rows]
    simple = [row for row in rows if row.access == "public" and row.meeting.is_confirmed]
    others: list[MeetingRow | Row] = [row for row in rows if row not in simple]
    pausing = [_pausing(network, known) for known in network.bodies if known.is_suspended]
    return simple, others + pausing


def _pausing(network: Network, known: Known) -> Row:
    review = known.status.review_on if known.status else None
    when = _("No dates at present.")
    if review:
        day = date_words(review, network.language)
        when = _("No dates at present. On %(day)s it is decided how it goes on.") % {"day": day}
    return Row(
        title=network.text(known, "name"),
        url=answers.body_url(known.body.slug),
        date_state="suspended",
        when=when,
        states=[State("suspended", answers.suspended_since(known, network.language))],
    )


def legend(network: Network) -> list[tuple[State, Text]]:
    """Return the states that stand beside the bodies, with their meaning; no others."""
    used = {
        state.kind for known in network.bodies for state in answers.states(known, network.language)
    }
    meanings = {
        "public": _("just come"),
        "registration": _("please register"),
        "invitation": _("for those invited"),
        "internal": _("for members only"),
        "external": _("others invite"),
        "unconfirmed": _("date not yet certain"),
        "suspended": _("pauses"),
        "ended": _("no longer exists"),
    }
    return [(State(kind), meaning) for kind, meaning in meanings.items() if kind in used]


def ways(network: Network, here: Installation | None) -> list[Way]:
    """Return what one can really do here; nothing that is not built or not open."""
    open_ones = [known for known in network.bodies if answers.may_come(known)]
    free = [k for k in open_ones if k.access == "public"]
    registered = [k for k in open_ones if k.access == "registration"]
    found = []
    if free:
        text = _("You need no registration: %(names)s") % {"names": _names(network, free)}
        link = Link(_("Next public dates"), f"{reverse('portal:calendar')}?zugang=offen")
        found.append(Way(_("Come along"), text, link))
    found += [_register(network, known) for known in registered]
    if open_ones or network.bodies:
        text = _("All dates in your own calendar. It stays up to date by itself.")
        found.append(
            Way(
                _("Keep up to date"),
                text,
                Link(_("Subscribe to the calendar"), subscription_of("")),
            )
        )
    if here:
        text = _("You do not know who is responsible? Write to us, we know the bodies.")
        url = report_url(here, _("Question about the bodies"))
        found.append(Way(_("Ask"), text, Link(_("Write an e-mail"), url)))
    return found


def _names(network: Network, bodies: Sequence[Known]) -> str:
    return enumerated([_short(network, known)[0] for known in bodies])


def _short(network: Network, known: Known) -> Pair:
    found = network.text(known, "short_name")
    return found if found[0] else network.text(known, "name")


def _register(network: Network, known: Known) -> Way:
    name, language = _short(network, known)
    is_outside = known.abilities.get("registration") == "external"
    text = (
        _("Open to everyone; please register with the organiser.")
        if is_outside
        else _("Open to everyone; please register.")
    )
    link = Link((name, language), answers.body_url(known.body.slug))
    if is_outside and known.body.website:
        link = Link(_("Register with the organiser"), known.body.website, is_external=True)
    return Way((name, language), text, link)
