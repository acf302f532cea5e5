"""Who runs this portal? Names, addresses, colours; the duties' texts have pages of their own."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies.commands.edit_installation import FIELDS, edit_installation
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


class OfficeForm(WorkspaceForm):
    """The identity of the installation."""

    portal_name = forms.CharField(label=gettext_lazy("Name of the portal"), max_length=200)
    portal_subtitle = forms.CharField(
        label=gettext_lazy("Line below it"), max_length=200, required=False
    )
    office_name = forms.CharField(label=gettext_lazy("Name of the office"), max_length=200)
    office_parent = forms.CharField(
        label=gettext_lazy("Authority it belongs to"), max_length=200, required=False
    )
    office_email = forms.EmailField(label=gettext_lazy("E-mail of the office"))
    office_address = forms.CharField(
        label=gettext_lazy("Postal address"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    representative = forms.CharField(
        label=gettext_lazy("Represented by"), max_length=200, required=False
    )
    data_protection_officer = forms.CharField(
        label=gettext_lazy("Data protection officer"), max_length=300, required=False
    )
    supervisory_authority = forms.CharField(
        label=gettext_lazy("Supervisory authority"), max_length=300, required=False
    )
    accent_light = forms.CharField(
        label=gettext_lazy("Colour on white"),
        max_length=7,
        required=False,
        help_text=gettext_lazy("#rrggbb; empty: the colour of the design."),
    )
    accent_dark = forms.CharField(
        label=gettext_lazy("Colour on dark"), max_length=7, required=False
    )
    is_authority = forms.BooleanField(
        label=gettext_lazy("This is an authority: show the official line"), required=False
    )


class Office:
    """The installation, for whom it is shown."""

    def __init__(self, row: Installation, user: User) -> None:
        """Keep both."""
        self.row, self.user = row, user

    def shown(self) -> Mapping[str, str]:
        """Return the values as the form shows them."""
        return initial_of(self.row, FIELDS)


def _form(office: Office, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return OfficeForm(data, auto_id=ids, initial=dict(office.shown()))


def _edit(office: Office, form: WorkspaceForm, now: datetime) -> Said:
    edit_installation(office.row, form.cleaned_data, by=office.user, now=now)
    return Said(_("The details of the office are saved."), address("office"))


ACTS = {
    "office": Act[Office](
        _form, _edit, lambda office: may(office.user, Can.SET_UP, office.row), Office.shown
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show and change who runs this portal."""
    user, row = actor_of(request), installation()
    if not office_roles(user, on=today()):
        raise NotAllowed
    if row is None:
        raise Http404
    outcome = perform(request, ACTS, Office(row, user))
    if outcome.answer:
        return outcome.answer
    fields = OfficeForm.base_fields
    context = {
        "title": _("Set-up of the portal"),
        "facts": [(fields[name].label, getattr(row, name)) for name in FIELDS if name in fields],
        "places": _places(user),
        **outcome.context,
    }
    return render_workspace(request, "workspace/office/show.html", context)


def _places(user: User) -> list[Link]:
    """Return what else is set up for the whole installation, as far as one may go there."""
    runs = bool(office_roles(user, on=today()) & OFFICE)
    places = [
        (_("Imprint, privacy, accessibility"), address("installation_texts"), runs),
        (_("Hand over what a colleague leaves"), address("handover"), runs),
        (_("Mailing lists"), address("mailing_lists"), runs),
    ]
    return [Link(label, url) for label, url, is_open in places if url and is_open]
