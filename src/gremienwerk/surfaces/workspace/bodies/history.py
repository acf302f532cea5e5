"""Who changed what on a body, and can the last change be taken back?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.history import HistoryLine, history
from gremienwerk.surfaces.workspace.bodies.opening import open_body
from gremienwerk.surfaces.workspace.frame import RUNNING, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field, say_kind, way_back
from gremienwerk.surfaces.workspace.http import signed_in

LONGEST = 200


@require_safe
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the history of a body, the newest first."""
    opened = open_body(request, slug, roles=RUNNING)
    context = {
        **opened.frame("body_history", _("Changes")),
        "lines": [_line(line) for line in history(opened.body)],
        "may_undo": opened.may(Can.EDIT_TEXTS),
    }
    return render_workspace(request, "workspace/bodies/history.html", context)


def _line(line: HistoryLine) -> dict[str, object]:
    return {
        "at": line.at,
        "by": line.by or _("the system"),
        "what": say_kind(line.kind),
        "field": say_field(line.field),
        "language": line.language,
        "old": _short(line.old),
        "new": _short(line.new),
        "is_erased": line.is_erased,
        "undo": way_back(line),
    }


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
