"""What must be said first: a body pauses, has ended, or others run it?"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.organizations.models import StatusPeriod
from gremienwerk.domain.organizations.models.organization import UNKNOWN
from gremienwerk.foundation.wording import date_words, day_words
from gremienwerk.surfaces.portal.bodies.page import BodyPage
from gremienwerk.surfaces.portal.hosts import enumerated


@dataclass(frozen=True)
class Notice:
    """What the component `notice` takes."""

    kind: str
    title: Text
    text: Text = ""
    facts: tuple[Fact, ...] = ()
    action: Link | None = None
    note: Text = ""


def notice_of(page: BodyPage) -> Notice | None:
    """Return what must be said before all else, if anything."""
    status = page.known.status
    if status and page.known.is_suspended:
        return _suspended(page, status)
    if status and page.known.has_ended:
        return _ended(page, status)
    if page.known.is_external:
        return _external(page)
    return None


def _suspended(page: BodyPage, status: StatusPeriod) -> Notice:
    """Say since when, why, who decided, what comes next, whom to ask (N2.1)."""
    facts = [
        *_why(page, status),
    ]
    if status.review_on:
        day = _day(page, status.review_on)
        words = _("On %(day)s it is decided whether it goes on, pauses longer or ends.")
        facts.append(Fact(_("What comes next"), words % {"day": day}))
    facts.append(_contact(page, status))
    return Notice(
        kind="suspended",
        title=_since(page, status),
        facts=tuple(facts),
        note=_("As of %(day)s. Suspended means: the body still exists, it only does not meet.")
        % {"day": _recorded(page, status)},
    )


def _why(page: BodyPage, status: StatusPeriod) -> list[Fact]:
    """Say why and who decided; where nobody knows either, in one line."""
    if {status.reason, status.decided_by} <= {"", UNKNOWN}:
        return [Fact(_("Why, and who decided"), _("not known"))]
    return [
        Fact(_("Why"), _told(page, status, "reason")),
        Fact(_("Who decided"), _told(page, status, "decided_by")),
    ]


def _since(page: BodyPage, status: StatusPeriod) -> str:
    if not (status.since_is_known and status.starts_on):
        return _("Suspended at present; since when is not known")
    day = date_words(status.starts_on, page.texts.language)
    return _("Suspended since %(day)s") % {"day": day}


def _ended(page: BodyPage, status: StatusPeriod) -> Notice:
    title = _("No longer exists")
    if status.since_is_known and status.starts_on:
        day = date_words(status.starts_on, page.texts.language)
        title = _("No longer exists since %(day)s") % {"day": day}
    facts = [Fact(_("Why"), _told(page, status, "reason"))] if status.reason else []
    if status.contact_label:
        facts.append(_contact(page, status))
    note = _("What it left is kept here. As of %(day)s.") % {"day": _recorded(page, status)}
    return Notice("ended", title, facts=tuple(facts), note=note)


def _external(page: BodyPage) -> Notice:
    """Say who invites, lead there first, and vouch for nothing (N6.3, N8.3, N8.5)."""
    body = page.body
    convenors = [page.name_of(c.party)[0] for c in page.known.convenors]
    names = convenors or ([] if body.body.is_own else [body.body.name])
    title = _("Others invite here")
    if names:
        words = ngettext("%(name)s invites", "%(name)s invite", len(names))
        title = words % {"name": enumerated(names)}
    text = _(
        "The office that runs this portal is not the organiser. It shows the dates so that you "
        "find everything in one place. What counts is what the organiser says."
    )
    return Notice("external", title, text, action=_home(page), note=_confirmed(page))


def _home(page: BodyPage) -> Link | None:
    """Return the way to the body's own home, which comes first."""
    url = page.body.website or page.body.web
    if not url:
        return None
    label = page.text("website_label")
    return Link(label if label[0] else _("To the organiser's page"), url, is_button=True)


def _confirmed(page: BodyPage) -> str:
    """Say when the organiser last confirmed a date, and that nothing is stored of visitors."""
    days = [m.confirmed_on for m in page.meetings if m.confirmed_on]
    told = []
    if days:
        day = date_words(max(days), page.texts.language)
        told.append(_("Last confirmed by the organiser: %(day)s.") % {"day": day})
    elif page.coming:
        told.append(_("The organiser has not confirmed any of these dates yet."))
    if page.known.abilities.get("registration") == "external":
        told.append(_("We do not store registrations."))
    return " ".join(told)


def _contact(page: BodyPage, status: StatusPeriod) -> Fact:
    label = page.texts.of(status, "contact_label")
    if status.contact_email:
        words = f"{label.text}, {status.contact_email}" if label else status.contact_email
        url = f"mailto:{status.contact_email}"
        return Fact(_("Your contact"), (words, label.language), url=url)
    return Fact(_("Your contact"), (label.text, label.language))


def _told(page: BodyPage, status: StatusPeriod, field: str) -> Text:
    """Return a fact of a suspension; what nobody knows is said, never left out."""
    if getattr(status, field) in {"", UNKNOWN}:
        return _("not known")
    found = page.texts.of(status, field)
    return found.text, found.language


def _day(page: BodyPage, day: date) -> str:
    return day_words(day, page.texts.language)


def _recorded(page: BodyPage, status: StatusPeriod) -> str:
    return date_words(timezone.localtime(status.recorded_at).date(), page.texts.language)
