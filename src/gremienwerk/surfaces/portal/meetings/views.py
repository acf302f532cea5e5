"""What is one meeting about, and which meetings were there?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.dossier import Dossier, dossier_of
from gremienwerk.domain.mirror.queries import SourceView, view_of, was_guessed
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts, body_url
from gremienwerk.surfaces.portal.lookup import gone_or_missing
from gremienwerk.surfaces.portal.meetings.agenda import (
    agenda_entries,
    decisions,
    is_in_german_only,
    rows_with_texts,
)
from gremienwerk.surfaces.portal.meetings.archive import read_archive
from gremienwerk.surfaces.portal.meetings.attend import (
    address_of,
    attend_facts,
    calendar_link,
    come_words,
    go_links,
    support_of,
)
from gremienwerk.surfaces.portal.meetings.linked import event_of
from gremienwerk.surfaces.portal.meetings.members import members_then
from gremienwerk.surfaces.portal.meetings.notices import notices_of
from gremienwerk.surfaces.portal.meetings.progress import progress_of
from gremienwerk.surfaces.portal.reading import file_entry, web_address
from gremienwerk.surfaces.portal.rows import date_state_of, place_of, states_of, when_of
from gremienwerk.surfaces.portal.site import page_language, render_page, today

PAGE = "portal/meetings/show.html"


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one meeting: before, how to come and what is on; afterwards, what came of it."""
    now, language = today(), page_language()
    known = known_today(now).with_organizations().select_related("body__mirrored__source")
    meeting = known.filter(pk=pk).first()
    if meeting is None:
        return gone_or_missing(request, Meeting.objects.once_public(), pk)
    dossier = dossier_of(meeting, is_presumed=None if meeting.body.is_own else was_guessed())
    book = HostBook([meeting], language, beside=rows_with_texts(dossier))
    hosts = book.of(meeting)
    progress = progress_of(meeting, hosts, book, dossier, today=now)
    context = {
        "meeting": meeting,
        "hosts": _links(hosts),
        "host_name": hosts.short_name,
        "is_formal": hosts.is_formal,
        "crumbs": _crumbs(meeting, hosts, language),
        "when": when_of(meeting, language),
        "place": place_of(meeting, book.texts),
        "address": address_of(meeting),
        "come": come_words(meeting, hosts, now),
        "calendar": calendar_link(meeting, hosts, book, now),
        "date_state": date_state_of(meeting, hosts, now),
        "states": states_of(meeting, hosts, language, now),
        "topic": _topic(meeting, book),
        "notices": notices_of(meeting, hosts, book, today=now),
        "progress": progress,
        "facts": [] if progress.is_over else attend_facts(meeting, hosts, book, now),
        "gos": go_links(hosts),
        "support": support_of(meeting, hosts, book, now) if not progress.is_over else None,
        **_to_read(dossier, book.texts),
        "changed_at": _changed_at(meeting, dossier),
        "awaits_agenda": not (hosts.is_external and meeting.body.is_own),
        "linked": event_of(meeting, hosts),
        **_around(meeting, hosts),
    }
    return render_page(request, PAGE, context)


@require_safe
def show_archive(request: HttpRequest) -> HttpResponse:
    """Show all public meetings, newest first, narrowed by body and year."""
    return render_page(request, "portal/meetings/archive.html", read_archive(request.GET, today()))


def _to_read(dossier: Dossier, texts: Texts) -> dict[str, Any]:
    """Return agenda, results and files in the language of `texts`."""
    agenda = agenda_entries(dossier, texts)
    return {
        "decisions": decisions(dossier, texts),
        "agenda": agenda,
        "in_german_only": is_in_german_only(agenda, texts.language),
        "records": [file_entry(file, texts=texts) for _role, file in dossier.records],
        "enclosures": [file_entry(file, texts=texts) for _role, file in dossier.enclosures],
    }


def _around(meeting: Meeting, hosts: Hosts) -> dict[str, object]:
    return {
        "members_then": members_then(meeting),
        "source": _source(meeting),
        "original_url": web_address(meeting.web),
        "archive": _archive_of(hosts),
    }


def _crumbs(meeting: Meeting, hosts: Hosts, language: str) -> list[Link]:
    bodies = [
        Link(name, url)
        for body, name in zip(hosts.bodies[:1], hosts.short_names[:1], strict=True)
        if (url := body_url(body))
    ]
    day = wording.date_words(meeting.starts_on, language)
    return [Link(_("All bodies"), reverse("portal:bodies")), *bodies, Link(day, "")]


def _links(hosts: Hosts) -> list[Link]:
    pairs = zip(hosts.bodies, hosts.names, strict=True)
    return [Link(name, body_url(body)) for body, name in pairs]


def _source(meeting: Meeting) -> SourceView | None:
    """Return from where a mirrored meeting comes; loaded with it."""
    link = getattr(meeting.body, "mirrored", None)
    return None if meeting.body.is_own or link is None else view_of(link.source)


def _topic(meeting: Meeting, book: HostBook) -> tuple[str, str]:
    found = book.texts.of(meeting, "focus_topic")
    return without_access_data(found.text), found.language


def _changed_at(meeting: Meeting, dossier: Dossier) -> datetime:
    """Return when the meeting or something on its agenda was last changed."""
    return max([meeting.modified_at, *(item.row.modified_at for item in dossier.items)])


def _archive_of(hosts: Hosts) -> str:
    slug = next((body.slug for body in hosts.bodies if body.is_listed), "")
    return reverse("portal:meetings") + (f"?gremium={slug}" if slug else "")
