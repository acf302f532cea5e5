"""Which bodies have no dates, and what does the calendar say when it is empty?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link, Text
from gremienwerk.domain.meetings.models.meeting import OPEN_TO_ALL
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.foundation import wording
from gremienwerk.surfaces.portal.calendar.choice import Choice
from gremienwerk.surfaces.portal.hosts import HostBook, body_url
from gremienwerk.surfaces.portal.site import page_language

Pausing = tuple[Organization, StatusPeriod]


@dataclass(frozen=True)
class Pause:
    """A body that pauses, since when, and where one reads why."""

    name: Text
    since: str
    url: str


@dataclass(frozen=True)
class Empty:
    """Why a list is empty, and what one can do."""

    title: str
    text: str
    links: Sequence[Link]


def pauses_of(choice: Choice, pausing: Sequence[Pausing], book: HostBook) -> list[Pause]:
    """Return the bodies that pause, as far as they were asked for."""
    return [
        Pause(book.name(body), _since(period), body_url(body))
        for body, period in pausing
        if choice.body in {None, body}
    ]


def _since(period: StatusPeriod) -> str:
    if period.starts_on is None or not period.since_is_known:
        return _("suspended; since when is not known")
    day = wording.date_words(period.starts_on, page_language())
    return _("suspended since %(day)s") % {"day": day}


def empty_state(choice: Choice, pausing: Sequence[Pausing], book: HostBook, today: date) -> Empty:
    """Return what stands where nothing is found: the reason, as far as it is known."""
    every = Link(_("All dates"), reverse("portal:calendar"))
    if choice.body is None:
        links = [every] if choice.kept else [Link(_("All bodies"), reverse("portal:bodies"))]
        return Empty(_("No dates in these months."), "", links)
    page = Link(_("Page of this body"), body_url(choice.body))
    if any(body == choice.body for body, _period in pausing):
        text = _("While a body is suspended, it has no dates.")
        return Empty(_("No dates: this body pauses."), text, [page, every])
    access = book.ability(choice.body, "access", today)
    if access and access not in OPEN_TO_ALL:
        text = _("It meets by invitation or internally.")
        return Empty(_("The dates of this body are not public."), text, [page, every])
    return Empty(_("No dates of this body in these months."), "", [page, every])
