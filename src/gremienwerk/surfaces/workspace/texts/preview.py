"""How will the public read a text, and how did it read before?"""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.queries.facts import facts_of, fill
from gremienwerk.domain.organizations.queries.texts import text_rows
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.bodies.opening import open_body
from gremienwerk.surfaces.workspace.frame import RUNNING, body_crumbs, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.texts.comparing import pieces
from gremienwerk.surfaces.workspace.texts.shown import (
    field_or_404,
    further_language,
    language_name,
    text_url,
)

NEWEST = 30


@require_safe
@signed_in
def show(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Show the draft of a text as the page would, with its facts filled in."""
    opened, name = open_body(request, slug, roles=RUNNING), field_or_404(field)
    [row] = text_rows(opened.body, [name])
    shown = []
    for code in (SOURCE_LANGUAGE, further_language(request.GET.get("sprache"))):
        cell = row.in_language(code)
        with translation.override(code):
            facts = facts_of(opened.body, today=today()) if cell.written else {}
        text = fill(cell.written, facts)
        shown.append({"language": language_name(code), "text": (text, code), "cell": cell})
    context = {
        **opened.frame("texts", _("Preview")),
        "title": _("Preview: %(text)s") % {"text": say_field(name)},
        "crumbs": body_crumbs(opened.body, _("Texts"), _("Preview")),
        "shown": shown,
        "back_url": text_url("text", slug, name, request.GET.get("sprache", "")),
    }
    return render_workspace(request, "workspace/texts/preview.html", context)


@require_safe
@signed_in
def versions(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Show what a text read before, who changed it, and who had prepared that."""
    opened, name = open_body(request, slug, roles=RUNNING), field_or_404(field)
    changes = list(
        Revision.objects.filter(
            row_model=opened.body._meta.label_lower,  # noqa: SLF001 -- Django's name
            object_id=opened.body.pk,
            field=name,
        )
        .select_related("by", "entry")
        .order_by("-pk")[:NEWEST]
    )
    releases = _releases([one.entry_id for one in changes if one.entry_id])
    context = {
        **opened.frame("texts", _("Versions")),
        "title": _("Versions: %(text)s") % {"text": say_field(name)},
        "crumbs": body_crumbs(opened.body, _("Texts"), _("Versions")),
        "versions": [_version(one, releases) for one in changes],
        "back_url": text_url("text", slug, name),
    }
    return render_workspace(request, "workspace/texts/versions.html", context)


def _releases(entries: list[int]) -> dict[int, Entry]:
    """Return the releases that follow right after those changes."""
    found = Entry.objects.filter(
        pk__in=[number + 1 for number in entries], kind="organizations.texts_released"
    )
    return {entry.pk - 1: entry for entry in found}


def _version(change: Revision, releases: dict[int, Entry]) -> dict[str, object]:
    release = releases.get(change.entry_id or 0)
    place = f"{change.field}:{change.language or SOURCE_LANGUAGE}"
    old, new = _plain(change.old), _plain(change.new)
    return {
        "at": change.recorded_at,
        "by": getattr(change.by, "name", ""),
        "language": language_name(change.language or SOURCE_LANGUAGE),
        "pieces": pieces(old, new),
        "is_erased": change.erased_at is not None,
        "from_office": release is not None and place in release.payload.get("from_office", []),
    }


def _plain(kept: str) -> str:
    value = json.loads(kept) if kept else ""
    return value if isinstance(value, str) else ""
