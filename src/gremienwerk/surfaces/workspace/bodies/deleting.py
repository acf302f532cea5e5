"""How does a body go that was made by mistake? A page that says what goes with it, and a button."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.organizations.commands.delete_organization import delete_organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.mistake import what_goes, what_keeps
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in


def _delete(opened: Opened, _form: WorkspaceForm, now: datetime) -> Said:
    delete_organization(opened.body, by=opened.user, now=now)
    text = _("The body “%(name)s” is deleted.") % {"name": opened.body.name}
    return Said(text, address("bodies"))


ACTS = {
    "delete": Act[Opened](
        lambda _opened, data, ids: WorkspaceForm(data, auto_id=ids),
        _delete,
        lambda opened: opened.may(Can.DELETE),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what goes with a body that nobody ever saw, and delete it."""
    opened = open_body(request, slug)
    opened.require(Can.DELETE)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body", _("Delete the body")),
        "way": None,
        "kept_by": what_keeps(opened.body),
        "going": _going(opened),
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/delete.html", context)


def _going(opened: Opened) -> Sequence[str]:
    """Return in words what goes with the body."""
    load = what_goes(opened.body)
    found = [_("its name, its texts, its rules and its web address, which is free again")]
    if load.members:
        words = ngettext("%(number)s membership", "%(number)s memberships", load.members)
        found.append(words % {"number": load.members})
    if load.seats:
        words = ngettext("%(number)s seat", "%(number)s seats", load.seats)
        found.append(words % {"number": load.seats})
    if load.drafts:
        words = ngettext("%(number)s draft of a text", "%(number)s drafts of texts", load.drafts)
        found.append(words % {"number": load.drafts})
    return found
