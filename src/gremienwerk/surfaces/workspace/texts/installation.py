"""What do the duties pages say: imprint, privacy, accessibility, easy language?"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Link, State
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.commands.edit_installation_text import edit_installation_text
from gremienwerk.domain.bodies.models import Installation, InstallationText
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.domain.organizations.queries.texts import Freshness, languages
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.lint.check import check_text
from gremienwerk.foundation.texts.drafts import Place, translations_of
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.surfaces.workspace.finding_words import paragraphs
from gremienwerk.surfaces.workspace.frame import (
    AUDITOR,
    OFFICE,
    address,
    refusal_of,
    render_workspace,
)
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in
from gremienwerk.surfaces.workspace.naming import FRESH
from gremienwerk.surfaces.workspace.revisions import Conflict, merge, token_of
from gremienwerk.surfaces.workspace.texts.shown import further_language, language_name

TEXT, RENDERING = "text", "rendering"


def _office_only(request: HttpRequest) -> Installation:
    """Return the installation. Raises `NotAllowed`, and `Http404` while there is none."""
    if not office_roles(actor_of(request), on=today()) & (OFFICE | {AUDITOR}):
        raise NotAllowed
    found = installation()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def texts(request: HttpRequest) -> HttpResponse:
    """List the four texts, when each was changed, and its languages."""
    here = _office_only(request)
    held = {row.name: row for row in InstallationText.objects.order_by("pk")}
    rows = [_listed(name, held.get(name.value)) for name in TextName]
    context = {
        "installation": here,
        "title": _("Texts of the duties pages"),
        "crumbs": _crumbs(),
        "rows": rows,
    }
    return render_workspace(request, "workspace/texts/installation_list.html", context)


def _crumbs(*more: str) -> list[Link]:
    first = Link(_("Set-up"), address("office"))
    here = Link(_("Texts of the duties pages"), address("installation_texts") if more else "")
    return [first, here, *[Link(word, "") for word in more]]


def _listed(name: TextName, row: InstallationText | None) -> dict[str, Any]:
    fresh = Freshness.CURRENT if row else Freshness.MISSING
    return {
        "name": str(name.label).capitalize(),
        "url": address("installation_text", name.value.replace("_", "-")),
        "changed_at": row.modified_at if row else None,
        "states": [State(fresh, str(FRESH[fresh]))],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show and change one of them; German left, the other language right."""
    here, column = _office_only(request), name.replace("-", "_")
    if column not in TextName.values:
        raise Http404
    text_name, row = TextName(column), InstallationText.objects.filter(name=column).first()
    asked = request.POST.get("sprache") or request.GET.get("sprache")
    language = further_language(asked)
    shown = _shown(row, language)
    values, context = shown, dict[str, Any]()
    if request.method == "POST":
        may_edit = may(actor_of(request), Can.EDIT_TEXT, here)
        if not may_edit:
            raise NotAllowed
        typed = {key: request.POST.get(key, "") for key in (TEXT, RENDERING)}
        merged = merge(request.POST.get("revision", ""), shown, typed)
        values = merged.values
        context["conflicts"] = [_said(one) for one in merged.conflicts]
        if merged.is_clear:
            try:
                _write(request, text_name, merged.values, language, now=timezone.now())
            except Refusal as refusal:
                context["refusal"] = refusal_of(refusal)
            else:
                url = f"{address('installation_text', name)}?sprache={language}"
                return done(request, url, _("Saved; the public reads it now."))
    context |= _frame(here, text_name, language, shown, values)
    context["may_edit"] = may(actor_of(request), Can.EDIT_TEXT, here)
    return render_workspace(request, "workspace/texts/installation.html", context)


def _frame(
    here: Installation,
    name: TextName,
    language: str,
    shown: dict[str, str],
    values: dict[str, str],
) -> dict[str, Any]:
    label = str(name.label).capitalize()
    found = check_text(values[TEXT])
    return {
        "installation": here,
        "title": label,
        "crumbs": _crumbs(label),
        "language": language_name(language),
        "language_code": language,
        "languages": [
            Link(str(language_name(code)[0]), f"?sprache={code}", is_current=code == language)
            for code in languages()[1:]
        ],
        "revision": token_of(shown),
        "values": values,
        "paragraphs": paragraphs(values[TEXT], found),
        "hints": len(found),
    }


def _shown(row: InstallationText | None, language: str) -> dict[str, str]:
    if row is None:
        return {TEXT: "", RENDERING: ""}
    rendering = translations_of(row).get(Place(TEXT, language))
    return {TEXT: row.text, RENDERING: rendering.text if rendering else ""}


def _said(conflict: Conflict) -> dict[str, str]:
    label = _("German") if conflict.field == TEXT else _("Translation")
    said = {"theirs": conflict.theirs, "mine": conflict.mine}
    return {"field": conflict.field, "label": label, **said}


def _write(
    request: HttpRequest, name: TextName, values: dict[str, str], language: str, *, now: datetime
) -> None:
    rendering = Rendering(language, values[RENDERING].replace("\r\n", "\n").strip())
    edit_installation_text(
        name,
        values[TEXT].replace("\r\n", "\n"),
        renderings=[rendering],
        by=actor_of(request),
        now=now,
    )
