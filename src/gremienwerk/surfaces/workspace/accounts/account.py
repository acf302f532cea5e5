"""What is one account, and who may change that? Offices, person, access."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from allauth.mfa.models import Authenticator
from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.commands.deactivate_account import deactivate_account
from gremienwerk.domain.accounts.commands.end_appointment import end_appointment
from gremienwerk.domain.accounts.commands.reactivate_account import reactivate_account
from gremienwerk.domain.accounts.commands.reset_second_factor import reset_second_factor
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.people.commands.link_account import link_account
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanWithPeople
from gremienwerk.foundation.access import may, require
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


@dataclass
class Account:
    """One account, seen by `actor`."""

    user: User
    actor: User

    @property
    def here(self) -> str:
        """The address of the page."""
        return address("account", self.user.pk)


class AppointForm(WorkspaceForm):
    """An office and its period."""

    role = forms.ChoiceField(label=gettext_lazy("Office"), choices=OfficeRole.choices)
    starts_on = DayField(label=gettext_lazy("From"))
    last_on = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: until further notice."),
    )


class EndForm(WorkspaceForm):
    """Which office ends, and on which day it is held for the last time."""

    appointment = forms.ModelChoiceField(Appointment.objects.none(), widget=forms.HiddenInput)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable
    """A choice among people, by name."""

    def label_from_instance(self, obj: Person) -> str:
        """Return the name."""
        return obj.name


class LinkForm(WorkspaceForm):
    """The person that an account belongs to."""

    person = PersonField(
        Person.objects.none(),
        label=gettext_lazy("Person"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("Rights in bodies follow from this person's memberships."),
    )


class SureForm(WorkspaceForm):
    """Nothing but the button."""


def _appoint_form(_page: Account, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return AppointForm(data, auto_id=ids, initial={"starts_on": today()})


def _appoint(page: Account, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    ends_on = given["last_on"] + timedelta(days=1) if given["last_on"] else None
    office = Office(OfficeRole(given["role"]), given["starts_on"], ends_on)
    appoint(page.user, office, by=page.actor, now=now)
    return Said(_("The office is given."), page.here)


def _end_form(page: Account, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = EndForm(data, auto_id=ids)
    field = cast("forms.ModelChoiceField[Appointment]", form.fields["appointment"])
    field.queryset = Appointment.objects.filter(user=page.user)
    return form


def _end(page: Account, form: WorkspaceForm, now: datetime) -> Said:
    end_appointment(form.cleaned_data["appointment"], today(), by=page.actor, now=now)
    return Said(_("The office is ended."), page.here)


def _link_form(page: Account, data: QueryDict | None, ids: str) -> WorkspaceForm:
    people = Person.objects.visible_to(page.actor).filter(body__is_own=True)
    form = LinkForm(data, auto_id=ids, initial={"person": _person_of(page)})
    field = cast("forms.ModelChoiceField[Person]", form.fields["person"])
    free = people.filter(Q(user=None) | Q(user=page.user))
    field.queryset = free.order_by("family_name", "name")
    return form


def _link(page: Account, form: WorkspaceForm, now: datetime) -> Said:
    before, person = _person_of(page), form.cleaned_data["person"]
    if before is not None and before != person:
        link_account(before, None, by=page.actor, now=now)
    if person is not None and person != before:
        link_account(person, page.user, by=page.actor, now=now)
    return Said(_("It is noted whose account this is."), page.here)


def _sure(_page: Account, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return SureForm(data, auto_id=ids)


def _close(page: Account, _form: WorkspaceForm, now: datetime) -> Said:
    deactivate_account(page.user, by=page.actor, now=now)
    return Said(_("The account is closed, all its sessions and offices have ended."), page.here)


def _reopen(page: Account, _form: WorkspaceForm, now: datetime) -> Said:
    reactivate_account(page.user, by=page.actor, now=now)
    return Said(_("The account is open again, without offices."), page.here)


def _reset(page: Account, _form: WorkspaceForm, now: datetime) -> Said:
    reset_second_factor(page.user, by=page.actor, now=now)
    return Said(_("The second factor is taken away; its owner is told by letter."), page.here)


def _person_of(page: Account) -> Person | None:
    return Person.objects.visible_to(page.actor).filter(user=page.user).first()


ACTS = {
    "appoint": Act[Account](
        _appoint_form, _appoint, lambda page: may(page.actor, Can.APPOINT, page.user)
    ),
    "end": Act[Account](
        _end_form, _end, lambda page: may(page.actor, Can.END_APPOINTMENT, Appointment())
    ),
    "link": Act[Account](
        _link_form, _link, lambda page: may(page.actor, CanWithPeople.LINK_ACCOUNT, Person())
    ),
    "close": Act[Account](_sure, _close, lambda page: may(page.actor, Can.DEACTIVATE, page.user)),
    "reopen": Act[Account](_sure, _reopen, lambda page: may(page.actor, Can.REACTIVATE, page.user)),
    "reset": Act[Account](
        _sure, _reset, lambda page: may(page.actor, Can.RESET_SECOND_FACTOR, page.user)
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account with its offices, and change what it may do."""
    actor = actor_of(request)
    require(actor, Can.VIEW_ALL, actor)
    user = User.objects.exclude(email=SYSTEM_EMAIL).filter(pk=pk).first()
    if user is None:
        raise Http404
    outcome = perform(request, ACTS, Account(user, actor))
    if outcome.answer:
        return outcome.answer
    held = Appointment.objects.filter(user=user).select_related("appointed_by")
    context = {
        "title": user.name,
        "crumbs": [Link(_("Accounts"), address("accounts")), Link(user.name, "")],
        "user": user,
        "person": _person_of(Account(user, actor)),
        "offices": [(row, row.holds_on(today())) for row in held.order_by("-starts_on", "-pk")],
        "factors": Authenticator.objects.filter(user=user).exclude(type="recovery_codes").count(),
        **outcome.context,
    }
    return render_workspace(request, "workspace/accounts/show.html", context)
