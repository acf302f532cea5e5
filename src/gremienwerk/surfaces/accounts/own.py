"""What belongs to one's own account? Name, language, sessions, offices, and bodies."""

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gremienwerk.domain.accounts.choices import AccountChange
from gremienwerk.domain.accounts.commands.edit_account import Details, edit_account
from gremienwerk.domain.accounts.commands.note_change import note_change
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.accounts.second_factor import lacks_second_factor

UNPROCESSABLE, SEE_OTHER = 422, 303


class DetailsForm(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("So that others see who acted, for example “A. Musterlein”."),
        widget=forms.TextInput(attrs={"class": "f", "autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("as the browser asks")), *settings.LANGUAGES],
        widget=forms.Select(attrs={"class": "f"}),
    )


def actor_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises `NotAllowed` where nobody is."""
    if isinstance(request.user, User):
        return request.user
    raise NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show one's own account, and change its name and language."""
    user = actor_of(request)
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        initial={"name": user.name, "language": user.language},
        label_suffix="",
    )
    if request.method == "POST" and form.is_valid():
        details = Details(form.cleaned_data["name"], form.cleaned_data["language"])
        try:
            edit_account(user, details, by=user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("accounts:own"), status=SEE_OTHER)
    offices = Appointment.objects.on(today()).filter(user=user).order_by("starts_on", "pk")
    context = {"form": form, "offices": offices, "is_due": lacks_second_factor(user, on=today())}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "konto/own.html", context, status=status)


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say that an office demands a second factor, and lead to adding one."""
    if not lacks_second_factor(actor_of(request), on=today()):
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "konto/second_factor.html")


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this account, the present one too."""
    user = actor_of(request)
    for session in UserSession.objects.filter(user=user):
        session.end()
    note_change(user, AccountChange.SESSIONS_ENDED, by=user, now=timezone.now())
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return HttpResponseRedirect(reverse("account_login"), status=SEE_OTHER)
