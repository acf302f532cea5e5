"""How does a new body begin? From a template, after another body, or from a file."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.organizations.choices import Classification, Sphere, Stewardship
from gremienwerk.domain.organizations.commands.add_organization import OrganizationDraft
from gremienwerk.domain.organizations.commands.begin_organization import (
    Beginning,
    begin_organization,
)
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import abilities_on, bodies_at_work
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.network_file import load, parse
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.offers import Offer, abilities_offered, offers
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.naming import name_of

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "*": "-", "·": "-"})
LARGEST, MOST_SEATS, LONGEST_SLUG = 1_000_000, 500, 150
AS_OFFERED = ("", gettext_lazy("as the template has it"))


class BeginForm(WorkspaceForm):
    """What a new body needs; what the template proposes and what can wait stands folded."""

    start = forms.ChoiceField(
        label=gettext_lazy("Template"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Its rules come from there; each can be changed afterwards."),
    )
    name = forms.CharField(label=gettext_lazy("Name of the body"), max_length=300)
    purpose = forms.CharField(
        label=gettext_lazy("Purpose in one sentence"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands below the name for everybody; needed for publishing."),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail for questions"),
        required=False,
        help_text=gettext_lazy("Public. The address of an office, not of a person."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Seats of members"),
        min_value=0,
        max_value=MOST_SEATS,
        initial=0,
        required=False,
        help_text=gettext_lazy("0: no fixed number, as in most rounds."),
    )
    deputy_seats = forms.IntegerField(
        label=gettext_lazy("Seats of deputies"),
        min_value=0,
        max_value=MOST_SEATS,
        initial=0,
        required=False,
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For lists and calendars, if the name is long."),
    )
    sphere = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"),
        choices=[AS_OFFERED, *Sphere.choices],
        required=False,
    )
    stewardship = forms.ChoiceField(
        label=gettext_lazy("Who runs the body?"),
        choices=[AS_OFFERED, *Stewardship.choices],
        required=False,
    )
    classification = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[AS_OFFERED, *Classification.choices], required=False
    )
    like = forms.ChoiceField(
        label=gettext_lazy("Rules as in another body"),
        required=False,
        help_text=gettext_lazy("Then its rules count, not those of the template."),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Web address, last part"),
        required=False,
        max_length=LONGEST_SLUG,
        help_text=gettext_lazy("Leave it empty: it is made from the name."),
    )

    folded = (
        *("deputy_seats", "short_name", "sphere", "stewardship", "classification"),
        *("like", "slug"),
    )

    def in_sight(self) -> list[forms.BoundField]:
        """Return the fields that everybody fills in."""
        return [field for field in self if field.name not in self.folded]

    def in_fold(self) -> list[forms.BoundField]:
        """Return the fields that the template answers, or that can wait."""
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Tell whether something folded is wrong."""
        return any(name in self.errors for name in self.folded)


class FileForm(WorkspaceForm):
    """A body file."""

    file = forms.FileField(
        label=gettext_lazy("Body file (TOML)"),
        help_text=gettext_lazy("As “gremienwerk body example” prints it; at most 1 MB."),
    )


class FileRefused(Refusal):
    """A body file cannot be read, or wants something that only the machine may do."""


class Start:
    """The district in which a body begins, and for whom."""

    def __init__(self, user: User, district: Body) -> None:
        """Look up the other bodies and the templates."""
        self.user, self.district = user, district
        self.others = list(bodies_at_work(user, today()))
        self.offers = offers()

    def may(self) -> bool:
        """Tell whether the account may add a body."""
        return may(self.user, Can.ADD, self.district)


def _begin_form(start: Start, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = BeginForm(data, auto_id=ids)
    fields: dict[str, Any] = form.fields
    fields["start"].choices = [(one.code, one.drawn) for one in start.offers.values()]
    likes = [(body.slug, name_of(body)[0]) for body in start.others]
    fields["like"].choices = [("", _("no, those of the template")), *likes]
    return form


def _begin(start: Start, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    offer = start.offers[given["start"]]
    like = next((one for one in start.others if one.slug == given["like"]), None)
    stewardship = given["stewardship"] or (like.stewardship if like else offer.stewardship)
    draft = OrganizationDraft(
        slug=given["slug"] or slug_of(given["name"]),
        name=given["name"].strip(),
        short_name=given["short_name"].strip(),
        classification=given["classification"] or offer.classification,
        sphere=given["sphere"] or offer.sphere or (like.sphere if like else Sphere.ADMINISTRATION),
        stewardship=stewardship,
        contact_email=given["contact_email"],
        position=len(start.others),
        active_since=today(),
        is_independent=stewardship == Stewardship.SECRETARIAT_OF_INDEPENDENT,
        is_listed=True,
    )
    beginning = Beginning(
        draft=draft,
        abilities=_abilities(like, offer),
        purpose=given["purpose"],
        seats=given["seats"] or 0,
        deputy_seats=given["deputy_seats"] or 0,
        like=like,
    )
    made = begin_organization(start.district, beginning, by=start.user, now=now)
    text = _("The body is made. Nobody outside sees it until you publish it.")
    return Said(text, address("members", made.slug))


def _page(body: Organization) -> str:
    return address("body", body.slug)


def _abilities(like: Organization | None, offer: Offer) -> dict[str, str]:
    if like is not None:
        return dict(abilities_on([like], today()).get(like.pk, {}))
    return abilities_offered(offer)


def slug_of(name: str) -> str:
    """Return an address made from a name: small letters, umlauts written out."""
    return slugify(name.lower().translate(UMLAUTS))[:LONGEST_SLUG].strip("-")


def _load(start: Start, form: WorkspaceForm, now: datetime) -> Said:
    upload = form.cleaned_data["file"]
    if upload.size > LARGEST:
        raise FileRefused(_("This file is larger than 1 MB; shorten it."))
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(
            _("This is no text in UTF-8; save the file with that encoding.")
        ) from error
    plan = parse(_without_picture(text), path=Path(Path(upload.name).name))
    made = load([replace(plan, is_published=False)], by=start.user, now=now)[0]
    return Said(_("The body of the file is made."), _page(made))


def _without_picture(text: str) -> str:
    """Give a text back that names no picture: a file from elsewhere opens none of ours."""
    try:
        image = tomllib.loads(text).get("image", {})
    except tomllib.TOMLDecodeError:
        return text  # `parse` says what is wrong
    if not isinstance(image, dict) or "file" in image:
        raise FileRefused(
            _("A file sent here brings no picture; take [image] out and choose one later.")
        )
    return text


ACTS = {
    "begin": Act[Start](_begin_form, _begin, Start.may),
    "load": Act[Start](lambda _start, data, ids: FileForm(data, auto_id=ids), _load, Start.may),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show the form of a new body, and make it."""
    district = own_body()
    if district is None:
        raise NotAllowed
    start = Start(actor_of(request), district)
    if not start.may():
        raise NotAllowed
    outcome = perform(request, ACTS, start)
    if outcome.answer:
        return outcome.answer
    context = {"title": _("New body"), **outcome.context}
    return render_workspace(request, "workspace/bodies/new.html", context)
