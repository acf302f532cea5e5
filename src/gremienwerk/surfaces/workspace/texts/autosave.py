"""How does the editor save on its own while somebody types?

The answer is a word beside the field and the revision that the field now has. Without
JavaScript nobody asks for this address; the form of the page saves.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gremienwerk.domain.organizations.commands.save_draft import (
    ChangedMeanwhile,
    Writing,
    save_draft,
)
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, revision
from gremienwerk.surfaces.workspace.bodies.opening import open_body
from gremienwerk.surfaces.workspace.frame import RUNNING, UNPROCESSABLE
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.texts import doing
from gremienwerk.surfaces.workspace.texts.shown import field_or_404, further_language


@require_POST
@signed_in
def keep(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Keep what stands in one field of the editor as the draft."""
    opened = open_body(request, slug, roles=RUNNING)
    opened.require(Can.PREPARE_TEXTS)
    asked = request.POST.get("feld", "")
    language = SOURCE_LANGUAGE if asked == SOURCE_LANGUAGE else further_language(asked)
    typed = doing.writing_of(request.POST, field_or_404(field), language)
    context: dict[str, object] = {"code": language, "seen": "", "at": None, "failed": ""}
    if typed is None:
        context["failed"] = _("Nothing came to be saved.")
        return render(request, "workspace/texts/saved.html", context, status=UNPROCESSABLE)
    writing = Writing(typed.place, typed.text, typed.seen)
    try:
        save_draft(opened.body, writing, by=opened.user, now=timezone.now())
    except ChangedMeanwhile:
        context["failed"] = _("Somebody else wrote here meanwhile; save to see both versions.")
        context["seen"] = typed.seen
    except Refusal as refusal:
        context["failed"], context["seen"] = str(refusal), typed.seen
    else:
        context["at"] = timezone.now()
        context["seen"] = revision(doing.cell_of(opened, typed.place).written)
    status = UNPROCESSABLE if context["failed"] else 200
    return render(request, "workspace/texts/saved.html", context, status=status)
