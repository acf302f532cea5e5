"""Who can sign in, who is invited, and which offices demand a second factor?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.commands.require_second_factor import require_second_factor
from gremienwerk.domain.accounts.commands.revoke_invitation import revoke_invitation
from gremienwerk.domain.accounts.models import Invitation, SecondFactorDuty, User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.domain.accounts.presence import today
from gremienwerk.foundation.access import may, require
from gremienwerk.surfaces.workspace.accounts.listed import accounts, waiting, with_state
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


@dataclass
class Overview:
    """All accounts, seen by one of them."""

    user: User
    demanding: Sequence[str]


class InviteForm(WorkspaceForm):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The letter goes out at once; its link works once, for 7 days."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Office"),
        required=False,
        choices=[("", gettext_lazy("none: rights follow from memberships")), *OfficeRole.choices],
    )


class RevokeForm(WorkspaceForm):
    """Which invitation to take back."""

    invitation = forms.ModelChoiceField(Invitation.objects.unanswered(), widget=forms.HiddenInput)


class FactorsForm(WorkspaceForm):
    """Which offices demand a second factor."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Who must sign in with a passkey or an app"),
        required=False,
        choices=OfficeRole.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Who has none yet is asked to add one before the work goes on."),
    )


def _invite_form(_page: Overview, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return InviteForm(data, auto_id=ids)


def _invite(page: Overview, form: WorkspaceForm, now: datetime) -> Said:
    role = form.cleaned_data["role"]
    terms = Terms(form.cleaned_data["email"], OfficeRole(role) if role else None)
    sent = invite(terms, by=page.user, now=now)
    return Said(_("%(email)s is invited.") % {"email": sent.invitation.email}, _here())


def _revoke_form(_page: Overview, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return RevokeForm(data, auto_id=ids)


def _revoke(page: Overview, form: WorkspaceForm, now: datetime) -> Said:
    row = revoke_invitation(form.cleaned_data["invitation"], by=page.user, now=now)
    return Said(_("The invitation of %(email)s is taken back.") % {"email": row.email}, _here())


def _factors_form(page: Overview, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return FactorsForm(data, auto_id=ids, initial={"roles": page.demanding})


def _decide(page: Overview, form: WorkspaceForm, now: datetime) -> Said:
    for role in OfficeRole:
        is_required = role.value in form.cleaned_data["roles"]
        require_second_factor(role, is_required=is_required, by=page.user, now=now)
    return Said(_("It is decided who needs a second factor."), _here())


ACTS = {
    "invite": Act[Overview](
        _invite_form, _invite, lambda page: may(page.user, Can.INVITE, Invitation())
    ),
    "revoke": Act[Overview](
        _revoke_form, _revoke, lambda page: may(page.user, Can.REVOKE_INVITATION, Invitation())
    ),
    "factors": Act[Overview](
        _factors_form,
        _decide,
        lambda page: may(page.user, Can.REQUIRE_SECOND_FACTOR, SecondFactorDuty()),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show accounts and invitations; invite, take back, decide about second factors."""
    user = actor_of(request)
    require(user, Can.VIEW_ALL, user)
    demanding = list(SecondFactorDuty.objects.values_list("role", flat=True))
    outcome = perform(request, ACTS, Overview(user, demanding))
    if outcome.answer:
        return outcome.answer
    words = request.GET.get("q", "").strip()
    page, listed = accounts(words, request.GET.get("page", ""), actor=user, on=today())
    context = {
        "title": _("Accounts"),
        "listed": listed,
        "page": page,
        "words": words,
        "invitations": with_state(waiting(), at=timezone.now()),
        "demanding": [OfficeRole(role).label for role in demanding],
        **outcome.context,
    }
    return render_workspace(request, "workspace/accounts/list.html", context)


def _here() -> str:
    return address("accounts")
