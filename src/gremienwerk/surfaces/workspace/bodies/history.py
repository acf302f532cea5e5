"""Who changed what on a body and its members, and can the last change be taken back?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.organizations.models import EnteredList
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.history import Act, HistoryLine, acts, history
from gremienwerk.surfaces.workspace.agreement import CONSENTS
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.told import (
    LIST_ENTERED,
    MEMBERS,
    Told,
    of_members,
)
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field, say_kind, say_value, way_back
from gremienwerk.surfaces.workspace.http import signed_in

LONGEST = 200
MOST_ACTS = 200
MOST_FACTS = 1000  # a list of members brings several facts per line


@require_safe
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the history of a body, the newest first; one act is one line."""
    opened = open_body(request, slug, roles=RUNNING)
    lines = history(opened.body, newest=MOST_FACTS, also=of_members(opened))
    told = Told(opened, lines)
    lists = _open_lists(opened)
    context = {
        **opened.frame("body_history", _("Changes")),
        "acts": [_act(act, opened, told, lists) for act in acts(lines)[:MOST_ACTS]],
    }
    return render_workspace(request, "workspace/bodies/history.html", context)


def _act(act: Act, opened: Opened, told: Told, lists: Mapping[int, str]) -> dict[str, Any]:
    head, whole = act.head, act.way_back
    may_undo = opened.may(Can.ADD_MEMBER if _is_of_members(head) else Can.EDIT_TEXTS)
    return {
        "at": head.at,
        "by": head.by or _("the system"),
        "what": say_kind(head.kind),
        "about": told.about(act),
        "changes": [
            _change(line, opened, may_undo=may_undo and whole is None)
            for line in act.lines
            if line.field
        ],
        "undo": way_back(whole) if may_undo and whole else None,
        "list_url": lists.get(head.payload.get("entered_id", 0), "")
        if head.kind == LIST_ENTERED
        else "",
    }


def _is_of_members(line: HistoryLine) -> bool:
    kinds = line.payload.get("kinds", [line.kind])
    return any(kind.startswith(MEMBERS) or kind in CONSENTS for kind in kinds)


def _open_lists(opened: Opened) -> dict[int, str]:
    """Return where the lists that were not taken back can be, by key, for who may do so."""
    if not opened.may(Can.ADD_MEMBER):
        return {}
    rows = EnteredList.objects.filter(organization=opened.body, undone_at=None)
    return {
        key: address("members_list_back", opened.body.slug, key)
        for key in rows.values_list("pk", flat=True)
    }


def _change(line: HistoryLine, opened: Opened, *, may_undo: bool) -> dict[str, Any]:
    return {
        "field": say_field(line.field),
        "language": line.language,
        "old": _short(say_value(opened.body, line.field, line.old)),
        "new": _short(say_value(opened.body, line.field, line.new)),
        "is_erased": line.is_erased,
        "undo": way_back(line) if may_undo else None,
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
