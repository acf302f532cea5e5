"""How does an invitation become an account? Looking at the link changes nothing."""

import logging

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.accept_invitation import Acceptance, accept_invitation
from gremienwerk.domain.accounts.models import Invitation
from gremienwerk.domain.accounts.offices import InvitationUnknown, check_open, digest
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.accounts.limits import INVITATION_TRY, UNPROCESSABLE, limited
from gremienwerk.surfaces.accounts.own import DetailsForm

log = logging.getLogger(__name__)
GONE, NOT_FOUND = 410, 404


def _show(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what one is invited to; on sending, open the account and sign in."""
    invitation = Invitation.objects.filter(token_digest=digest(token)).first()
    form = DetailsForm(request.POST if request.method == "POST" else None, label_suffix="")
    try:
        if invitation is not None:
            check_open(invitation, at=timezone.now())
        if invitation is None or (request.method == "POST" and form.is_valid()):
            return _accepted(request, token, form)
    except Refusal as refusal:
        return _closed(request, refusal)
    context = {
        "invitation": invitation,
        "office": OfficeRole(invitation.role).label if invitation.role else "",
        "form": form,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "konto/invitation.html", context, status=status)


show = limited(_show, INVITATION_TRY)


def _accepted(request: HttpRequest, token: str, form: DetailsForm) -> HttpResponseBase:
    """Open the account; raises the `Refusal` that says why not."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    acceptance = Acceptance(token, given.get("name", ""), given.get("language", ""))
    user = accept_invitation(acceptance, by=system_user(), now=timezone.now())
    response: HttpResponseBase = perform_login(request, user, email_verification="none")
    return response


def _closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    log.warning("invitation not accepted: %s", type(refusal).__name__)
    status = NOT_FOUND if isinstance(refusal, InvitationUnknown) else GONE
    return render(request, "konto/invitation_closed.html", {"refusal": refusal}, status=status)
