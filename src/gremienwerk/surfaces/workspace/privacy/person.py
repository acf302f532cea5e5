"""What is held of a person, and what can be done about it?"""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.commands.erase_person import erase_person
from gremienwerk.domain.privacy.commands.lift_hold import lift_hold
from gremienwerk.domain.privacy.commands.place_hold import place_hold
from gremienwerk.domain.privacy.commands.show_person import show_person
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries import readable
from gremienwerk.domain.privacy.queries.mandates import mandates_of
from gremienwerk.domain.privacy.queries.related import numbers_about, subject_of
from gremienwerk.domain.privacy.queries.report import Tree
from gremienwerk.domain.privacy.queries.retention import hold_on
from gremienwerk.foundation.access import may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.privacy.words import say_noun


@dataclass(frozen=True)
class Asked:
    """Whose data, who asks, and the hold under which they stand."""

    person: Person
    user: User
    hold: LegalHold | None


class HoldForm(WorkspaceForm):
    """Why the data have to stay."""

    reason = forms.CharField(label=gettext_lazy("Why, and who asks for it"), max_length=500)


class EraseForm(WorkspaceForm):
    """The name, typed once more: erasing cannot be taken back."""

    name = forms.CharField(
        label=gettext_lazy("Type the name of the person"),
        max_length=300,
        help_text=gettext_lazy("Erasing cannot be taken back."),
    )


class WrongName(Refusal):
    """Who erases types the name of the person."""


def _hold(asked: Asked, form: WorkspaceForm, now: datetime) -> Said:
    place_hold(asked.person, reason=form.cleaned_data["reason"], by=asked.user, now=now)
    return Said(_("These data stay until the hold is lifted."), _here(asked))


def _lift(asked: Asked, _form: WorkspaceForm, now: datetime) -> Said:
    if asked.hold is not None:
        lift_hold(asked.hold, by=asked.user, now=now)
    return Said(_("The hold is lifted."), _here(asked))


def _erase(asked: Asked, form: WorkspaceForm, now: datetime) -> Said:
    if form.cleaned_data["name"].strip() != asked.person.name:
        raise WrongName(
            _("That is not the name of this person. Type it exactly: %(name)s")
            % {"name": asked.person.name}
        )
    erase_person(asked.person, by=asked.user, now=now)
    return Said(_("Erased. What had to stay is shown here."), _here(asked))


def _here(asked: Asked) -> str:
    return address("privacy_person", asked.person.pk)


def _may_erase(asked: Asked) -> bool:
    return may(asked.user, Can.ERASE_PERSON, asked.person)


ACTS = {
    "hold": Act[Asked](
        lambda _asked, data, ids: HoldForm(data, auto_id=ids),
        _hold,
        lambda asked: _may_erase(asked) and asked.hold is None,
    ),
    "lift": Act[Asked](
        lambda _asked, data, ids: WorkspaceForm(data, auto_id=ids),
        _lift,
        lambda asked: _may_erase(asked) and asked.hold is not None,
    ),
    "erase": Act[Asked](lambda _asked, data, ids: EraseForm(data, auto_id=ids), _erase, _may_erase),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how much is held of which kind, hand out the report, erase."""
    user = actor_of(request)
    person = _person(user, pk)
    asked = Asked(person, user, hold_on(person))
    outcome = perform(request, ACTS, asked)
    if outcome.answer:
        return outcome.answer
    subject = subject_of(person)
    numbers, mandates = numbers_about(subject), mandates_of(subject, today())
    context = {
        "title": person.name,
        "crumbs": [Link(_("Privacy"), address("privacy")), Link(person.name, "")],
        "held": sorted((say_noun(noun), number) for noun, number in numbers.items()),
        "hold": asked.hold,
        "sits_today": mandates.is_member_today,
        "keeps_name": mandates.is_public_record,
        "is_imported": not person.body.is_own,
        "text_url": address("privacy_text", pk),
        "json_url": address("privacy_json", pk),
        "special_url": address("privacy_special", pk)
        if may(user, Can.RECORD_SPECIAL, person)
        else "",
        "person_url": address("person", pk),
        **outcome.context,
    }
    return render_workspace(request, "workspace/privacy/person.html", context)


@require_safe
@signed_in
def as_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out everything that is held of the person, to read."""
    answer = HttpResponse(content_type="text/plain; charset=utf-8")
    if (report := _report(request, pk)) is not None:
        answer.write(readable.as_text(report))
    answer["Content-Disposition"] = f'attachment; filename="auskunft-{pk}.txt"'
    return answer


@require_safe
@signed_in
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out everything that is held of the person, for machines."""
    answer = HttpResponse(content_type="application/json")
    if (report := _report(request, pk)) is not None:
        answer.write(readable.as_json(report))
    answer["Content-Disposition"] = f'attachment; filename="auskunft-{pk}.json"'
    return answer


def _report(request: HttpRequest, pk: int) -> Tree | None:
    user = actor_of(request)
    person = _person(user, pk)
    if request.method == "HEAD":
        return None
    return show_person(person, by=user, now=timezone.now())


def _person(user: User, pk: int) -> Person:
    """Return the person; who may not ask for their data does not learn that they exist."""
    rows = Person.objects.visible_to(user).select_related("user", "body")
    person = rows.filter(pk=pk).first()
    if person is None or not may(user, Can.SHOW_PERSON, person):
        raise Http404
    return person
