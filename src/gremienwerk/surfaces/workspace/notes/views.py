"""What is noted on a meeting, a paper or a person, mirrored ones included?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.reads import log_read
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.frame import address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in
from gremienwerk.surfaces.workspace.notes.acting import About, act, may_write, notes_on

PERSON = "person"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show and take notes; who may neither write nor read any has no such page."""
    user = actor_of(request)
    about = _find(user, kind, pk)
    writes = may_write(user, about)
    if not (writes or office_roles(user, on=today())):
        raise NotAllowed
    refusal = None
    if request.method == "POST":
        try:
            text = act(request, about)
        except Refusal as refused:
            refusal = refusal_of(refused)
        else:
            return done(request, request.path, text)
    notes = notes_on(user, about)
    if kind == PERSON and notes:
        ids = [int(note["pk"]) for note in notes]
        log_read("notes.person", ids, by=user, now=timezone.now())
    context = {
        "title": _("Notes"),
        "crumbs": [Link(_("Bodies"), address("bodies")), Link(_("Notes"), "")],
        "about": (about.name, SOURCE_LANGUAGE),
        "day": about.starts_on if isinstance(about, Meeting) else None,
        "is_mirrored": not about.body.is_own,
        "notes": notes,
        "may_write": writes,
        "typed": request.POST.get("text", ""),
        "refusal": refusal,
    }
    return render_workspace(request, "workspace/notes/show.html", context)


def _find(user: User, kind: str, pk: int) -> About:
    if kind == "sitzung":
        found: About | None = Meeting.objects.visible_to(user).filter(pk=pk).first()
    elif kind == "vorlage":
        found = Paper.objects.visible_to(user).filter(pk=pk).first()
    elif kind == PERSON:
        found = Person.objects.visible_to(user).filter(pk=pk).first()
    else:
        found = None
    if found is None:
        raise Http404
    return found
