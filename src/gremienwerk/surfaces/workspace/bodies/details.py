"""What is a body called, where does it belong, whom does one ask, where does it meet?"""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.bodies.commands.add_location import LocationDraft, add_location
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.bodies.policy import Can as CanBodies
from gremienwerk.domain.organizations.choices import Classification, Sphere, Stewardship
from gremienwerk.domain.organizations.commands.edit_details import edit_details
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import NOTHING, WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

NAMES = (
    *("name", "short_name", "classification", "sphere", "stewardship", "position"),
    *("founded_year", "contact_label", "contact_email", "website_label", "website", "location"),
)


class DetailsForm(WorkspaceForm):
    """The details of a body; its texts have a page of their own."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=200, required=False)
    sphere = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"),
        choices=[NOTHING, *Sphere.choices],
        required=False,
    )
    stewardship = forms.ChoiceField(
        label=gettext_lazy("What the office is to it"), choices=Stewardship.choices
    )
    classification = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[NOTHING, *Classification.choices], required=False
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0
    )
    founded_year = forms.IntegerField(label=gettext_lazy("Founded in"), required=False)
    contact_label = forms.CharField(
        label=gettext_lazy("Whom one asks"), max_length=300, required=False
    )
    contact_email = forms.EmailField(label=gettext_lazy("E-mail for questions"), required=False)
    website_label = forms.CharField(
        label=gettext_lazy("Name of its own page"), max_length=300, required=False
    )
    website = forms.URLField(
        label=gettext_lazy("Address of its own page"), required=False, assume_scheme="https"
    )
    location = forms.ModelChoiceField(
        label=gettext_lazy("Meets at"), queryset=Location.objects.none(), required=False
    )


class PlaceForm(WorkspaceForm):
    """A place that is not in the list yet; the body meets there from now on."""

    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=300)
    room = forms.CharField(label=gettext_lazy("Room"), max_length=200, required=False)
    street_address = forms.CharField(
        label=gettext_lazy("Street and number"), max_length=300, required=False
    )
    postal_code = forms.CharField(label=gettext_lazy("Postcode"), max_length=20, required=False)
    locality = forms.CharField(label=gettext_lazy("Town"), max_length=200, required=False)
    access = forms.CharField(
        label=gettext_lazy("How one gets in"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    is_step_free = forms.NullBooleanField(label=gettext_lazy("Without steps"), required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("The public may know the address"), required=False, initial=True
    )


def _details_form(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = DetailsForm(data, auto_id=ids, initial=dict(_shown(opened)))
    places = Location.objects.visible_to(opened.user).filter(body=opened.body.body_id)
    field = form.fields["location"]
    field.queryset = places.order_by("name", "room", "pk")  # type: ignore[attr-defined]
    field.label_from_instance = _place_name  # type: ignore[attr-defined]
    return form


def _place_name(place: Location) -> str:
    return ", ".join(filter(None, (place.name, place.room, place.street_address)))


def _shown(opened: Opened) -> Mapping[str, str]:
    found = initial_of(opened.body, NAMES)
    return {**found, "location": str(opened.body.location_id or "")}


def _edit(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    values = {**form.cleaned_data, "position": form.cleaned_data["position"] or 0}
    edit_details(opened.body, values, by=opened.user, now=now)
    return Said(_("The details are saved."), address("body_details", opened.body.slug))


def _add_place(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    draft = LocationDraft(**form.cleaned_data)
    place = add_location(opened.body.body, draft, by=opened.user, now=now)
    edit_details(opened.body, {"location": place}, by=opened.user, now=now)
    return Said(_("The body meets there from now on."), address("body_details", opened.body.slug))


ACTS = {
    "details": Act[Opened](
        _details_form, _edit, lambda opened: opened.may(Can.EDIT_DETAILS), _shown
    ),
    "place": Act[Opened](
        lambda _opened, data, ids: PlaceForm(data, auto_id=ids),
        _add_place,
        lambda opened: (
            opened.may(Can.EDIT_DETAILS)
            and may(opened.user, CanBodies.ADD_LOCATION, opened.body.body)
        ),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change the details of a body."""
    opened = open_body(request, slug)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    body = opened.body
    context = {
        **opened.frame("body_details", _("Details")),
        "facts": [
            (_("Name"), body.name),
            (_("Short name"), body.short_name),
            (_("Where it belongs"), body.get_sphere_display()),
            (_("What the office is to it"), body.get_stewardship_display()),
            (_("Kind"), body.get_classification_display()),
            (_("Founded in"), body.founded_year or ""),
            (_("Whom one asks"), body.contact_label),
            (_("E-mail for questions"), body.contact_email),
            (_("Address of its own page"), body.website),
            (_("Meets at"), _place_name(body.location) if body.location else ""),
        ],
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/details.html", context)
