"""What would a release change? Every draft against what is public; then release, or ask for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.organizations.commands.ask_release import ask_release
from gremienwerk.domain.organizations.commands.release_texts import release_texts
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.findings import findings_of
from gremienwerk.domain.organizations.queries.texts import Freshness, TextCell, TextRow, text_rows
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.drafts import Place
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.frame import (
    RUNNING,
    address,
    body_crumbs,
    refusal_of,
    render_workspace,
)
from gremienwerk.surfaces.workspace.happened import say_field
from gremienwerk.surfaces.workspace.http import done, signed_in
from gremienwerk.surfaces.workspace.texts.comparing import pieces, tally
from gremienwerk.surfaces.workspace.texts.shown import draft_line, language_name, text_url


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a release changes; a POST releases what is ticked, or hands it to the board."""
    opened = open_body(request, slug, roles=RUNNING)
    refusal = None
    if request.method == "POST":
        try:
            text = _act(request, opened)
        except Refusal as refused:
            refusal = refusal_of(refused, kept=_("The drafts are kept as they are."))
        else:
            return done(request, address("texts", slug), text)
    rows = text_rows(opened.body)
    found = findings_of([opened.body])[opened.body.pk]
    hints = [one for one in found if one.is_draft]
    drafts = [(row, cell) for row in rows for cell in row.cells if cell.draft is not None]
    context = {
        **opened.frame("texts", _("What the release changes")),
        "crumbs": body_crumbs(opened.body, _("Texts"), _("What the release changes")),
        "drafts": [
            _draft(row, cell, opened, sum(h.field == row.field for h in hints))
            for row, cell in drafts
        ],
        "summary": _summary(drafts),
        "hints": len(hints),
        "may_release": opened.may(Can.EDIT_TEXTS),
        "may_prepare": opened.may(Can.PREPARE_TEXTS),
        "texts_url": address("texts", slug),
        "refusal": refusal,
    }
    return render_workspace(request, "workspace/texts/release.html", context)


def _act(request: HttpRequest, opened: Opened) -> str:
    now = timezone.now()
    if request.POST.get("do") == "ask":
        ask_release(opened.body, note=request.POST.get("note", ""), by=opened.user, now=now)
        return _("The drafts lie with the board now.")
    seen = {}
    for ticked in request.POST.getlist("draft"):
        field, language, revision = [*ticked.split(":"), "", ""][:3]
        seen[Place(field, language)] = revision
    rows = text_rows(opened.body)
    released = [(r, c) for r in rows for c in r.cells if c.draft is not None and c.place in seen]
    becomes_stale = _summary(released)["stale"]
    release_texts(opened.body, seen, by=opened.user, now=now)
    if becomes_stale:
        return _("Published. Translations of what was changed count as out of date.")
    return _("Published.")


def _draft(row: TextRow, cell: TextCell, opened: Opened, hints: int) -> dict[str, Any]:
    assert cell.draft is not None  # noqa: S101 -- those without were left out
    place = cell.place
    other = "" if place.language == SOURCE_LANGUAGE else place.language
    return {
        "value": f"{place.field}:{place.language}:{cell.draft.revision}",
        "name": say_field(row.field),
        "language": language_name(place.language),
        "pieces": pieces(cell.text, cell.draft.text),
        "tally": tally(cell.text, cell.draft.text),
        "line": draft_line(cell),
        "hints": 0 if other else hints,
        "url": text_url("text", opened.body.slug, place.field, other),
    }


def _summary(drafts: list[tuple[TextRow, TextCell]]) -> dict[str, int]:
    """Count sentences and languages that a release touches."""
    counts = [tally(cell.text, cell.draft.text) for _row, cell in drafts if cell.draft]
    sources = [row for row, cell in drafts if cell.place.language == SOURCE_LANGUAGE]
    renewed = {(c.place.field, c.place.language) for _row, c in drafts}
    stale = [
        cell
        for row in sources
        for cell in row.cells
        if cell.place.language != SOURCE_LANGUAGE
        and cell.freshness != Freshness.MISSING
        and (row.field, cell.place.language) not in renewed
    ]
    return {
        "new": sum(count.new for count in counts),
        "gone": sum(count.gone for count in counts),
        "stale": len(stale),
    }
