"""How is the last change taken back? One address for every page of the workspace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gremienwerk.design.parts import Link
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.undo import undo, undo_act
from gremienwerk.foundation.undoable import NotToBeUndone
from gremienwerk.surfaces.workspace.frame import refusal_of, render_workspace
from gremienwerk.surfaces.workspace.happened import say_kind
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in

DESK = "/arbeit/"


@require_POST
@signed_in
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back the act of `entry`, or the one field of `revision`; go back to `next`."""
    user, now = actor_of(request), timezone.now()
    entry, revision = request.POST.get("entry", ""), request.POST.get("revision", "")
    url = _next(request)
    try:
        if entry.isdecimal() and Entry.objects.filter(pk=entry).exists():
            undo_act(int(entry), by=user, now=now)
        elif revision.isdecimal() and Revision.objects.filter(pk=revision).exists():
            undo(int(revision), by=user, now=now)
        else:
            raise Http404
    except Refusal as refusal:
        context = {
            "title": _("Take back a change"),
            "refusal": refusal_of(
                refusal,
                ways=[Link(_("Back to the page"), url)],
                kept=_kept(refusal),
            ),
        }
        return render_workspace(request, "workspace/not_taken_back.html", context)
    return done(request, url, _("It is as before; that is a change of its own."))


def _kept(refusal: Refusal) -> str:
    """Return what stands in the way, in words, and that nothing was changed."""
    newer = refusal.newer if isinstance(refusal, NotToBeUndone) else None
    if newer is None:
        return _("Nothing was changed.")
    return _("Nothing was changed. The newer change: %(what)s.") % {"what": say_kind(newer.kind)}


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, None) and url.startswith(DESK)
    return url if is_ours else DESK
