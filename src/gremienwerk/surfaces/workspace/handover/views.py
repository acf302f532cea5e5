"""Who leaves, what do they look after, and who takes it over?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.handover.choices import Kind
from gremienwerk.domain.handover.commands.hand_over import Handing, hand_over
from gremienwerk.domain.handover.policy import Can
from gremienwerk.domain.handover.queries import Belonging, belongings, colleagues, leavers
from gremienwerk.foundation.access import may, require
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.people.office import in_office_only


@require_safe
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Ask who leaves: for the administrator all accounts, for others their own."""
    user = in_office_only(request, OFFICE)
    found = [one for one in leavers(today()) if may(user, Can.VIEW, one)]
    context = {
        "title": _("Handover"),
        "crumbs": [Link(_("People"), address("people")), Link(_("Handover"), "")],
        "people": [
            {"name": one.name, "url": address("handover_of", one.pk), "is_active": one.is_active}
            for one in found
        ],
    }
    return render_workspace(request, "workspace/handover/choose.html", context)


@dataclass(frozen=True)
class Leaving:
    """Somebody who leaves, and what they look after."""

    user: User
    leaver: User
    things: Sequence[Belonging]


class HandForm(WorkspaceForm):
    """Who takes over what, and when."""

    successor = forms.ModelChoiceField(label=gettext_lazy("Goes to"), queryset=User.objects.none())
    last_day = DayField(
        label=gettext_lazy("Last day of the one who leaves"),
        help_text=gettext_lazy("Offices and memberships end with this day."),
    )
    things = forms.MultipleChoiceField(
        label=gettext_lazy("What is handed over"), widget=forms.CheckboxSelectMultiple
    )


def _form(leaving: Leaving, data: QueryDict | None, ids: str) -> WorkspaceForm:
    keys = [one.key for one in leaving.things]
    form = HandForm(data, auto_id=ids, initial={"last_day": today(), "things": keys})
    successor: Any = form.fields["successor"]
    successor.queryset = colleagues().exclude(pk=leaving.leaver.pk)
    successor.empty_label = _("choose")
    successor.label_from_instance = lambda user: user.name or user.email
    things: Any = form.fields["things"]
    things.choices = [(one.key, said(one)) for one in leaving.things]
    things.is_wide = True
    return form


def titled(one: Belonging) -> str:
    """Return what a thing is called; of a draft, what the field is called on pages."""
    return say_field(one.title) if one.kind == Kind.DRAFT else one.title


def said(one: Belonging) -> str:
    """Return one thing in a line."""
    title = titled(one)
    words = f"{Kind(one.kind).label}: {title}" if title else str(Kind(one.kind).label)
    if one.word:
        words = f"{words}, {one.word}"
    if one.is_personal:
        return _("%(thing)s (personal: it ends, nobody takes it over)") % {"thing": words}
    return words


def _hand_over(leaving: Leaving, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    handing = Handing(given["successor"], given["last_day"], frozenset(given["things"]))
    number = hand_over(leaving.leaver, handing, by=leaving.user, now=now)
    words = ngettext(
        "%(number)s thing was handed over to %(name)s.",
        "%(number)s things were handed over to %(name)s.",
        number,
    )
    facts = {"number": number, "name": given["successor"].name}
    return Said(words % facts, address("handover_of", leaving.leaver.pk))


ACTS = {
    "hand": Act[Leaving](
        _form,
        _hand_over,
        lambda leaving: bool(leaving.things) and may(leaving.user, Can.HAND_OVER, leaving.leaver),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that one account looks after, and hand it over in one act."""
    in_office_only(request, OFFICE)
    user = actor_of(request)
    leaver = User.objects.filter(pk=pk).exclude(email=SYSTEM_EMAIL).first()
    if leaver is None:
        raise Http404
    require(user, Can.VIEW, leaver)
    leaving = Leaving(user, leaver, belongings(leaver, on=today()))
    outcome = perform(request, ACTS, leaving)
    if outcome.answer:
        return outcome.answer
    context = {
        "title": _("Handover: %(name)s") % {"name": leaver.name},
        "crumbs": [
            Link(_("People"), address("people")),
            Link(_("Handover"), address("handover")),
            Link(leaver.name, ""),
        ],
        "groups": _groups(leaving.things),
        "leaver": leaver,
        **outcome.context,
    }
    return render_workspace(request, "workspace/handover/show.html", context)


def _groups(things: Sequence[Belonging]) -> list[tuple[str, list[tuple[str, Belonging]]]]:
    return [
        (str(Kind(kind).label), [(titled(one), one) for one in found])
        for kind, found in groupby(things, lambda one: one.kind)
    ]
