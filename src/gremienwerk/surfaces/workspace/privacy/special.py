"""What did a person tell of a special category? For the person and the administrator alone."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import SpecialCategory
from gremienwerk.domain.privacy.commands.erase_special import erase_special
from gremienwerk.domain.privacy.commands.read_special import read_special
from gremienwerk.domain.privacy.commands.record_special import Disclosure, record_special
from gremienwerk.domain.privacy.models import SpecialRecord
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


@dataclass(frozen=True)
class Told:
    """Of whom, and who reads it."""

    person: Person
    user: User


class TellForm(WorkspaceForm):
    """What the person told, of their own free will."""

    category = forms.ChoiceField(label=gettext_lazy("About"), choices=SpecialCategory.choices)
    text = forms.CharField(
        label=gettext_lazy("What the person told"), widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.CharField(
        label=gettext_lazy("How and where the person agreed"), max_length=500
    )
    erase_on = DayField(
        label=gettext_lazy("Erase on"),
        required=False,
        help_text=gettext_lazy("For instance 14 days after the meeting."),
    )


class EraseForm(WorkspaceForm):
    """Which of them goes."""

    row = forms.IntegerField(widget=forms.HiddenInput)


def _tell(told: Told, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    disclosure = Disclosure(
        SpecialCategory(given["category"]), given["text"], given["evidence"], given["erase_on"]
    )
    record_special(told.person, disclosure, by=told.user, now=now)
    return Said(_("Kept, encrypted and apart from everything else."), _here(told))


def _erase(told: Told, form: WorkspaceForm, now: datetime) -> Said:
    rows = SpecialRecord.objects.visible_to(told.user).filter(person=told.person)
    record = rows.filter(pk=form.cleaned_data["row"]).first()
    if record is not None:
        erase_special(record, by=told.user, now=now)
    return Said(_("Erased."), _here(told))


def _here(told: Told) -> str:
    return address("privacy_special", told.person.pk)


def _may(told: Told) -> bool:
    return may(told.user, Can.RECORD_SPECIAL, told.person)


ACTS = {
    "tell": Act[Told](lambda _told, data, ids: TellForm(data, auto_id=ids), _tell, _may),
    "erase": Act[Told](lambda _told, data, ids: EraseForm(data, auto_id=ids), _erase, _may),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was told; that somebody read it stands in the log."""
    user = actor_of(request)
    person = Person.objects.visible_to(user).filter(pk=pk, body__is_own=True).first()
    if person is None or not may(user, Can.RECORD_SPECIAL, person):
        raise Http404
    told = Told(person, user)
    outcome = perform(request, ACTS, told)
    if outcome.answer:
        return outcome.answer
    context = {
        "title": _("Special categories"),
        "crumbs": [
            Link(_("Privacy"), address("privacy")),
            Link(person.name, address("privacy_person", pk)),
            Link(_("Special categories"), ""),
        ],
        "person": person,
        "records": read_special(person, by=user, now=timezone.now()),
        **outcome.context,
    }
    return render_workspace(request, "workspace/privacy/special.html", context)
