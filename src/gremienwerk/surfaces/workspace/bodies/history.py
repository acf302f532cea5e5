"""Who changed what on a body, and can the last change be taken back?"""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.history import HistoryLine, history
from gremienwerk.foundation.undo import undo
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field, say_kind
from gremienwerk.surfaces.workspace.http import signed_in

LONGEST = 200


class UndoForm(WorkspaceForm):
    """Which change is taken back."""

    row = forms.IntegerField(widget=forms.HiddenInput)


def _undo(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    undo(form.cleaned_data["row"], by=opened.user, now=now)
    here = address("body_history", opened.body.slug)
    return Said(_("It reads as before; that is a change of its own."), here)


ACTS = {
    "undo": Act[Opened](
        lambda _opened, data, ids: UndoForm(data, auto_id=ids),
        _undo,
        lambda opened: opened.may(Can.EDIT_TEXTS),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the history of a body, the newest first."""
    opened = open_body(request, slug, roles=RUNNING)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body_history", _("Changes")),
        "lines": [_line(line) for line in history(opened.body)],
        **outcome.context,
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
        "undo": line.revision_id if line.may_be_undone else None,
    }


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
