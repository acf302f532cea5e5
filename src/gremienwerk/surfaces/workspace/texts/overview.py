"""Which texts has a body, in which languages, and how good is each?"""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.findings import PAGE, findings_of
from gremienwerk.domain.organizations.queries.texts import TextRow, languages, text_rows
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.texts.shown import language_name, states_of_cell, text_url


@require_safe
@signed_in
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every text by language: current, out of date, by machine, missing; drafts too."""
    opened = open_body(request, slug, roles=RUNNING)
    rows = text_rows(opened.body)
    drafts = [cell for row in rows for cell in row.cells if cell.draft is not None]
    found = findings_of([opened.body], both=True)[opened.body.pk]
    counts = Counter(one.field for one in found if not one.is_draft)
    in_drafts = Counter(one.field for one in found if one.is_draft)
    context = {
        **opened.frame("texts", _("Texts")),
        "languages": [language_name(code) for code in languages()],
        "rows": [_row(row, opened, counts[row.field], in_drafts[row.field]) for row in rows],
        "of_page": counts[PAGE],
        "drafts": len(drafts),
        "release_url": address("texts_release", slug),
        "may_release": opened.may(Can.EDIT_TEXTS),
        "may_prepare": opened.may(Can.PREPARE_TEXTS),
        "lint_url": address("lint"),
    }
    return render_workspace(request, "workspace/texts/list.html", context)


def _row(row: TextRow, opened: Opened, hints: int, in_draft: int) -> dict[str, object]:
    slug = opened.body.slug
    return {
        "name": say_field(row.field),
        "url": text_url("text", slug, row.field),
        "hints": hints,
        "in_draft": in_draft,
        "cells": [
            {
                "language": language_name(cell.place.language),
                "states": states_of_cell(cell),
                "url": text_url("text", slug, row.field, _other(cell.place.language)),
            }
            for cell in row.cells
        ],
    }


def _other(language: str) -> str:
    return "" if language == SOURCE_LANGUAGE else language
