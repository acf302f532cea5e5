"""How is one text written? German left, another language right, hints under their paragraph.

Saving keeps a draft; what the public reads changes on the page of release only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.queries.facts import facts_at_work
from gremienwerk.domain.organizations.commands.save_draft import ChangedMeanwhile
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.findings import findings_in
from gremienwerk.domain.organizations.queries.texts import Freshness, TextRow, text_rows
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, revision
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.finding_words import paragraphs
from gremienwerk.surfaces.workspace.frame import (
    RUNNING,
    address,
    body_crumbs,
    refusal_of,
    render_workspace,
)
from gremienwerk.surfaces.workspace.happened import say_field
from gremienwerk.surfaces.workspace.http import done, signed_in
from gremienwerk.surfaces.workspace.texts import doing
from gremienwerk.surfaces.workspace.texts.shown import (
    draft_line,
    field_or_404,
    further_language,
    language_name,
    states_of_cell,
    text_url,
)


@dataclass
class Desk:
    """What the page was asked to show: a text of a body, its row, and what went wrong."""

    opened: Opened
    name: str
    language: str
    typed: dict[str, str] = field(default_factory=dict)
    conflicts: list[Mapping[str, str]] = field(default_factory=list)
    refusal: Refusal | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Show one text, or keep what was typed as a draft."""
    opened = open_body(request, slug, roles=RUNNING)
    asked = request.POST.get("sprache") or request.GET.get("sprache")
    desk = Desk(opened, field_or_404(field), further_language(asked))
    if request.method == "POST":
        answer = _keep(request, desk)
        if answer is not None:
            return answer
    return render_workspace(request, "workspace/texts/edit.html", _context(desk))


def _keep(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """Save what was typed in each language, then do what the button says; None: show it again."""
    desk.opened.require(Can.PREPARE_TEXTS)
    now, act = timezone.now(), request.POST.get("do", "save")
    for language in (SOURCE_LANGUAGE, desk.language):
        writing = doing.writing_of(request.POST, desk.name, language)
        if writing is None:
            continue
        try:
            doing.keep(desk.opened, writing, is_both=act == f"both-{language}", now=now)
        except ChangedMeanwhile as changed:
            desk.typed[language] = writing.text
            desk.conflicts.append(
                {
                    "field": language,
                    "label": str(language_name(language)[0]),
                    "theirs": changed.theirs,
                    "mine": writing.text,
                }
            )
        except Refusal as refusal:
            desk.typed[language], desk.refusal = writing.text, refusal
    if desk.conflicts or desk.refusal:
        return None
    try:
        text, url = doing.then(desk.opened, desk.name, act, request.POST, now=now)
    except Refusal as refusal:
        desk.refusal = refusal
        return None
    here = text_url("text", desk.opened.body.slug, desk.name, desk.language)
    return done(request, url or here, text)


def _context(desk: Desk) -> dict[str, Any]:
    opened, slug, name = desk.opened, desk.opened.body.slug, desk.name
    row = next((one for one in text_rows(opened.body, [name])), None)
    if row is None:
        raise Http404
    written = desk.typed.get(SOURCE_LANGUAGE, row.cells[0].written)
    found = findings_in(written, name, opened.body)
    label = say_field(name)
    return {
        **opened.frame("texts", label),
        "crumbs": _crumbs(opened, label),
        "field": name,
        "pages": {
            "preview": text_url("text_preview", slug, name, desk.language),
            "versions": text_url("text_versions", slug, name),
            "save": text_url("text_save", slug, name),
            "release": address("texts_release", slug),
        },
        "source": _side(desk, row, SOURCE_LANGUAGE),
        "other": _side(desk, row, desk.language),
        "paragraphs": paragraphs(written, found),
        "hints": len(found),
        "cells": [_language(cell, slug, name) for cell in row.cells[1:]],
        "facts": facts_at_work(opened.body, today=today()).items(),
        "may_prepare": opened.may(Can.PREPARE_TEXTS),
        "may_release": opened.may(Can.EDIT_TEXTS),
        "conflicts": desk.conflicts,
        "refusal": refusal_of(desk.refusal) if desk.refusal else None,
    }


def _crumbs(opened: Opened, label: str) -> list[Any]:
    first = body_crumbs(opened.body, _("Texts"), label)
    first[-2] = type(first[-2])(_("Texts"), address("texts", opened.body.slug))
    return first


def _side(desk: Desk, row: TextRow, language: str) -> dict[str, Any]:
    cell = row.in_language(language)
    begun_on = cell.draft.base_revision if cell.draft else ""
    return {
        "code": language,
        "language": language_name(language),
        "text": desk.typed.get(language, cell.written),
        "seen": revision(cell.written),
        "published": cell.text,
        "published_revision": revision(cell.text),
        "draft": draft_line(cell),
        "is_overtaken": bool(begun_on) and begun_on != revision(cell.text),
        "is_stale": cell.freshness in {Freshness.STALE, Freshness.MACHINE},
        "states": states_of_cell(cell),
        "rows": max(3, min(16, len(cell.written) // 70 + cell.written.count("\n") + 2)),
        "is_in_conflict": any(one["field"] == language for one in desk.conflicts),
    }


def _language(cell: Any, slug: str, name: str) -> dict[str, Any]:  # noqa: ANN401 -- a cell
    return {
        "name": language_name(cell.place.language),
        "states": states_of_cell(cell),
        "url": text_url("text", slug, name, cell.place.language),
    }
