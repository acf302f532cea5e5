"""How does a new source come in? Somebody gives its address, sees what answers, and confirms."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.fetching.client import Reach, Surroundings
from gremienwerk.domain.mirror.looking import Look, look
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, incomplete
from gremienwerk.surfaces.workspace.frame import address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in

REACH = Reach()  # public addresses alone; private ones are for the terminal


class SourceForm(WorkspaceForm):
    """Which server, under which name, shown to whom, asked how often."""

    url = forms.CharField(
        label=gettext_lazy("Address of the OParl system"),
        max_length=500,
        help_text=gettext_lazy("For example https://stadt.example/oparl/system"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    name = forms.SlugField(
        label=gettext_lazy("Short name"),
        max_length=50,
        help_text=gettext_lazy("Letters, digits and hyphens; it becomes part of addresses."),
    )
    label = forms.CharField(
        label=gettext_lazy("Name as readers know it"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Empty: as the server calls itself."),
    )
    shown = forms.ChoiceField(
        label=gettext_lazy("Seen by"),
        choices=[
            (Shown.INTERNAL, gettext_lazy("the office alone")),
            (Shown.PUBLIC, gettext_lazy("everybody")),
        ],
        initial=Shown.INTERNAL,
    )
    pause = forms.FloatField(
        label=gettext_lazy("Pause between two requests, in seconds"),
        min_value=0.1,
        max_value=3600,
        initial=0.5,
        localize=False,
        widget=forms.NumberInput(attrs={"step": "0.1"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Take the address; show what answers; add the source once somebody confirms."""
    user = actor_of(request)
    require(user, Can.ADD, MirrorSource())
    form = SourceForm(request.POST or None)
    seen: Look | None = None
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise incomplete(form)
            seen = look(form.cleaned_data["url"].strip(), _around(), reach=REACH)
            if request.POST.get("do") == "add":
                row = add_source(_draft(form, seen), by=user, now=timezone.now())
                said = _("Added. The first sync can begin.")
                return done(request, address("mirror_source", row.name), said)
        except Refusal as refused:
            refusal = refused
    context = {
        "title": _("Mirror another council"),
        "crumbs": [Link(_("Mirrored sources"), address("mirror")), Link(_("New"), "")],
        "form": form,
        "seen": seen,
        "refusal": refusal_of(refusal) if refusal else None,
    }
    return render_workspace(request, "workspace/mirror/new.html", context)


def _around() -> Surroundings:
    return Surroundings(timezone.now, time.sleep)


def _draft(form: SourceForm, seen: Look) -> SourceDraft:
    given = form.cleaned_data
    return SourceDraft(
        name=given["name"],
        url=given["url"].strip(),
        label=given["label"] or seen.name,
        license=seen.license,
        shown=given["shown"],
        pause_seconds=given["pause"],
        is_private_allowed=REACH.is_private_allowed,
    )
