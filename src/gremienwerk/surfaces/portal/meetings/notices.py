"""What must one know first: it is called off, moved, not sure, or held by others?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link, Text
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import holiday_name
from gremienwerk.foundation import wording
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts
from gremienwerk.surfaces.portal.reading import web_address
from gremienwerk.surfaces.portal.site import page_language


@dataclass(frozen=True)
class Notice:
    """One thing to know before all else."""

    kind: str
    title: str
    text: Sequence[Text]
    action: Link | None = None


def notices_of(meeting: Meeting, hosts: Hosts, book: HostBook, *, today: date) -> list[Notice]:
    """Return what stands above everything else on the page of a meeting."""
    notices = []
    if meeting.cancelled:
        reason = book.texts.of(meeting, "cancel_reason")
        lines: list[Text] = [(reason.text, reason.language)]
        notices.append(Notice("ended", _("This date is cancelled"), lines))
    elif meeting.moved_from and meeting.moved_from != meeting.starts_on:
        day = wording.day_words(meeting.moved_from, page_language())
        text = _("It was to take place on %(day)s.") % {"day": day}
        notices.append(Notice("info", _("This date was moved"), [text]))
    is_coming = meeting.starts_on >= today and not meeting.cancelled
    if is_coming and not meeting.is_confirmed:
        notices.append(Notice("info", _("Not confirmed yet"), _unconfirmed(meeting)))
    if is_coming and hosts.is_external:
        notices.append(_external(meeting, hosts))
    return notices


def _unconfirmed(meeting: Meeting) -> list[Text]:
    lines: list[Text] = [_("The day follows from the usual rhythm. Nobody has confirmed it.")]
    name = holiday_name(meeting.starts_on, page_language())
    if name:
        lines.append(_("It is a public holiday: %(name)s.") % {"name": name})
    return lines


def _external(meeting: Meeting, hosts: Hosts) -> Notice:
    lines: list[Text] = []
    lines.append(_("They hold this meeting and answer for the date; we only show it."))
    if meeting.confirmed_on:
        day = wording.date_words(meeting.confirmed_on, page_language())
        lines.append(_("Last confirmed on %(day)s.") % {"day": day})
    site = next((url for body in hosts.bodies if (url := web_address(body.website))), "")
    action = Link(_("Page of the organiser"), site, is_external=True) if site else None
    return Notice("external", hosts.invites or _("Others invite here"), lines, action)
