"""What must every public website say about itself?"""

from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.models.meeting import OPEN_TO_ALL
from gremienwerk.domain.meetings.queries import upcoming
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.duties.filling import filled
from gremienwerk.surfaces.portal.rows import MeetingRow, meeting_rows
from gremienwerk.surfaces.portal.site import page_language, pair, render_page, report_url, today

NEXT: Final = 3


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Say who is answerable for this portal."""
    return _page(request, TextName.IMPRINT, _("Imprint"))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what happens to data about people."""
    return _page(request, TextName.PRIVACY, _("Privacy notice"))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible this portal is, and whom to tell of a barrier."""
    return _page(request, TextName.ACCESSIBILITY, _("Accessibility statement"))


@require_safe
def easy_language(request: HttpRequest) -> HttpResponse:
    """Explain the portal in Leichte Sprache; it is German whatever the page's language."""
    return _page(request, TextName.EASY_LANGUAGE, _("Easy language"))


def _page(request: HttpRequest, name: TextName, title: str) -> HttpResponse:
    here = queries.installation()
    row = queries.installation_text(name)
    texts = Texts([found for found in (row, here) if found], page_language())
    wording = texts.of(row, "text") if row else None
    context = {
        "installation": here,
        "texts": texts,
        "title": title,
        "kind": name.value,
        "text": (filled(wording.text, here, texts), wording.language) if wording and here else None,
        "is_translated": wording is None or wording.language == page_language(),
        "is_stale": wording is not None and wording.is_stale,
        "changed_on": row.modified_at if row else None,
        "barrier_url": _barrier_url(here),
        "office_name": pair(texts.of(here, "office_name")) if here else "",
        "office_address": pair(texts.of(here, "office_address")) if here else "",
        "rows": _next_open() if name == TextName.EASY_LANGUAGE else (),
        "source_language": SOURCE_LANGUAGE,
    }
    return render_page(request, "portal/duties/show.html", context)


def _next_open() -> list[MeetingRow]:
    """Return the next meetings that one may come to, three of them."""
    now, language = today(), page_language()
    coming = upcoming(now).filter(is_confirmed=True, cancelled=False)[:NEXT]
    rows = meeting_rows(coming, language=language, today=now)
    return [replace(row, title=row.short_title) for row in rows if row.access in OPEN_TO_ALL]


def _barrier_url(here: Installation | None) -> str:
    return report_url(here, _("Barrier on the portal")) if here else ""
