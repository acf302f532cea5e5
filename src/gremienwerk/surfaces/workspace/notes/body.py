"""What is noted on a body, and on which of its meetings and papers can one note something?"""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.bodies.opening import open_body
from gremienwerk.surfaces.workspace.frame import RUNNING, address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import done, signed_in
from gremienwerk.surfaces.workspace.notes.acting import act, may_write, notes_on

NEWEST = 12


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and take notes on a body; lead on to its meetings and papers."""
    opened = open_body(request, slug, roles=RUNNING)
    refusal = None
    if request.method == "POST":
        try:
            text = act(request, opened.body)
        except Refusal as refused:
            refusal = refusal_of(refused)
        else:
            return done(request, address("notes", slug), text)
    bodies = [one for one in (opened.body, opened.body.mirrors) if one is not None]
    context = {
        **opened.frame("notes", _("Notes")),
        "about": opened.frame("notes")["body_name"],
        "notes": notes_on(opened.user, opened.body),
        "may_write": may_write(opened.user, opened.body),
        "typed": request.POST.get("text", ""),
        "refusal": refusal,
        "meetings": _meetings(opened.user, bodies),
        "papers": _papers(opened.user, bodies),
    }
    return render_workspace(request, "workspace/notes/show.html", context)


def _meetings(user: User, bodies: list[Organization]) -> list[dict[str, Any]]:
    rows: Any = (  # annotated rows have no type of their own
        Meeting.objects.visible_to(user)
        .filter(links__organization__in=bodies)
        .select_related("body")
        .annotate(written=Count("notes", distinct=True))
        .order_by("-starts_on", "-pk")[:NEWEST]
    )
    return [
        {
            "name": (row.name or _("Meeting"), SOURCE_LANGUAGE),
            "day": row.starts_on,
            "number": row.written,
            "is_mirrored": not row.body.is_own,
            "url": address("note_on", "sitzung", row.pk),
        }
        for row in rows
    ]


def _papers(user: User, bodies: list[Organization]) -> list[dict[str, Any]]:
    rows: Any = (  # annotated rows have no type of their own
        Paper.objects.visible_to(user)
        .filter(consultations__meeting__links__organization__in=bodies)
        .select_related("body")
        .annotate(written=Count("notes", distinct=True))
        .order_by("-date", "-pk")[:NEWEST]
    )
    return [
        {
            "name": (row.name, SOURCE_LANGUAGE),
            "day": row.date,
            "number": row.written,
            "is_mirrored": not row.body.is_own,
            "url": address("note_on", "vorlage", row.pk),
        }
        for row in rows
    ]
