"""Who, what for, when, may I come, how, contact: how does a body answer in short?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.design.parts import BodyEntry, Link, State, Text
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import rhythm_sentence
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import date_words, time_words
from gremienwerk.surfaces.portal.bodies.known import Known, Network, Pair
from gremienwerk.surfaces.portal.hosts import enumerated

OPEN = ("public", "registration")


@dataclass(frozen=True)
class Answer:
    """One body of the overview with its answers; what is not known is left out."""

    entry: BodyEntry
    anchor: str
    who: Pair | None
    invites: str
    how: Text
    contact: Text
    email: str
    website: Link | None


def body_url(slug: str) -> str:
    """Return the address of a body's page."""
    return reverse("portal:body", args=[slug])


def entry(network: Network, known: Known) -> BodyEntry:
    """Return a body as it stands in lists."""
    body = known.body
    return BodyEntry(
        title=network.text(known, "name"),
        url=body_url(body.slug),
        purpose=network.text(known, "purpose"),
        when=when(known, network.texts),
        states=states(known, network.language),
    )


def answer(network: Network, known: Known) -> Answer:
    """Return all that the overview says of a body (P.8)."""
    body = known.body
    audience = network.text(known, "audience")
    site = Link(network.text(known, "website_label"), body.website, is_external=True)
    return Answer(
        entry=entry(network, known),
        anchor=f"b-{body.slug}",
        who=(first_paragraph(audience[0]), audience[1]) if audience[0] else None,
        invites=invites(network, known),
        how=how(known),
        contact=network.text(known, "contact_label"),
        email=contact_email(known),
        website=site if body.website and body.website_label else None,
    )


def invites(network: Network, known: Known) -> str:
    """Say who invites to a body; what nobody recorded is said to be unknown."""
    if known.has_ended:
        return ""
    names = [_short_name(network, convenor.party) for convenor in known.convenors]
    if names:
        words = ngettext("%(name)s invites", "%(name)s invite", len(names))
        return words % {"name": enumerated(names)}
    return (
        _("Its own chair invites") if known.body.is_independent else _("Who invites is not known")
    )


def _short_name(network: Network, party: Organization) -> str:
    return str(network.texts.of(party, "short_name") or network.texts.of(party, "name"))


def contact_email(known: Known) -> str:
    """Return the address for questions; while a body pauses, that of the living contact."""
    if known.is_suspended and known.status and known.status.contact_email:
        return known.status.contact_email
    return known.body.contact_email


def when(known: Known, texts: Texts) -> str:
    """Say when a body meets next, else in which rhythm, else that nobody can say."""
    if known.is_suspended:
        return _("no dates at present")
    if known.has_ended:
        return ""
    if known.next_meeting:
        return short_when(known.next_meeting, texts.language)
    if known.access == "invitation" and _has_no_rhythm(known):
        return _("dates stand in the invitation")
    return rhythm_sentence(known.rhythm, texts)


def _has_no_rhythm(known: Known) -> bool:
    return known.rhythm is None or (known.rhythm.kind == "none" and not known.rhythm.words)


def short_when(meeting: Meeting, language: str) -> str:
    """Say day and time without the weekday: 9. Dezember 2026, 17.30 Uhr."""
    day = date_words(meeting.starts_on, language)
    if meeting.starts_at is None:
        return day
    clock = timezone.localtime(meeting.starts_at).time()
    return f"{day}, {time_words(clock, language)}"


def states(known: Known, language: str) -> list[State]:
    """Return whether one may come, who runs it, and whether it meets at all."""
    found = [State(known.access)] if known.access and not known.has_ended else []
    if known.is_external:
        found.append(State("external"))
    if known.next_meeting and not known.next_meeting.is_confirmed:
        found.append(State("unconfirmed"))
    if known.is_suspended:
        found.append(State("suspended", suspended_since(known, language)))
    if known.has_ended:
        found.append(State("ended"))
    return found


def suspended_since(known: Known, language: str) -> str:
    """Say that a body pauses, and since when if that is known."""
    since = known.status.starts_on if known.status and known.status.since_is_known else None
    if since is None:
        return _("suspended")
    return _("suspended since %(day)s") % {"day": date_words(since, language)}


def how(known: Known) -> str:
    """Say in one sentence how one takes part; follows from the abilities, never from a name."""
    if known.is_suspended:
        return _("There are no meetings at present. The contact answers your questions.")
    if known.has_ended:
        return ""
    if known.access == "registration" or known.abilities.get("registration") == "external":
        if known.abilities.get("registration") == "external":
            return _("Open to everyone. Please register with the organiser.")
        return _("Open to everyone. Please register.")
    sentences = {
        "public": _("Just come. You do not need to register."),
        "invitation": _("By invitation only. Ask the contact if it concerns you."),
        "internal": _("Members only. The contact answers your questions."),
    }
    return sentences.get(known.access, "")


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text."""
    return text.strip().split("\n\n", 1)[0]


def may_come(known: Known) -> bool:
    """Test whether the public may attend at present."""
    return known.access in OPEN and not known.is_suspended and not known.has_ended
