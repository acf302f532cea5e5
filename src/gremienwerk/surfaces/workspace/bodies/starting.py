"""How does a new body begin? From a template, after another body, or from a file."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

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
from gremienwerk.domain.organizations.queries.workplace import rule_profiles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.network_file import load, parse
from gremienwerk.network_file.templates import abilities_of, shipped
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import NOTHING, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.naming import name_of

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "*": "-", "·": "-"})
LARGEST, MOST_SEATS, LONGEST_SLUG = 1_000_000, 500, 150
NAMES = {
    "informal_round": gettext_lazy("informal round"),
    "network": gettext_lazy("network that meets by invitation"),
    "open_round": gettext_lazy("open round for everybody"),
    "advisory_council": gettext_lazy("advisory council with seats and votes"),
    "mirrored_committee": gettext_lazy("committee, mirrored from a source"),
    "administration": gettext_lazy("internal round of the administration"),
    "external_round": gettext_lazy("round of others that is shown here"),
}


class BeginForm(WorkspaceForm):
    """What a new body needs; everything else can wait."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=200, required=False)
    start = forms.ChoiceField(
        label=gettext_lazy("Starts from"),
        help_text=gettext_lazy("Its rules come from there; each can be changed afterwards."),
    )
    sphere = forms.ChoiceField(label=gettext_lazy("Where it belongs"), choices=Sphere.choices)
    stewardship = forms.ChoiceField(
        label=gettext_lazy("What the office is to it"), choices=Stewardship.choices
    )
    classification = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[NOTHING, *Classification.choices], required=False
    )
    purpose = forms.CharField(
        label=gettext_lazy("What it is there for, in one sentence"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact_email = forms.EmailField(label=gettext_lazy("E-mail for questions"), required=False)
    seats = forms.IntegerField(
        label=gettext_lazy("Seats of members"), min_value=0, max_value=MOST_SEATS, initial=0
    )
    deputy_seats = forms.IntegerField(
        label=gettext_lazy("Seats of deputies"), min_value=0, max_value=MOST_SEATS, initial=0
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=LONGEST_SLUG,
        help_text=gettext_lazy("Leave it empty: it is made from the name."),
    )


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
        """Look nothing up yet."""
        self.user, self.district = user, district
        self.others = list(bodies_at_work(user, today()))

    def may(self) -> bool:
        """Tell whether the account may add a body."""
        return may(self.user, Can.ADD, self.district)


def template_choices() -> list[tuple[str, str]]:
    """Return the templates from which a body can start, code and name."""
    kept = [(profile.code, profile.name) for profile in rule_profiles()]
    known = {code for code, _name in kept}
    ours = [(code, str(NAMES.get(code, code))) for code in shipped() if code not in known]
    return [*kept, *ours]


def _begin_form(start: Start, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = BeginForm(data, auto_id=ids)
    likes = [(f"wie:{body.slug}", name_of(body)[0]) for body in start.others]
    groups: list[tuple[str, Sequence[tuple[str, str]]]] = [
        (_("A template"), [(f"vorlage:{code}", label) for code, label in template_choices()]),
        (_("Like another body"), likes),
    ]
    form.fields["start"].choices = groups  # type: ignore[attr-defined]
    return form


def _begin(start: Start, form: WorkspaceForm, now: datetime) -> Said:
    given = dict(form.cleaned_data)
    kind, _colon, code = given.pop("start").partition(":")
    like = next((one for one in start.others if one.slug == code), None) if kind == "wie" else None
    draft = OrganizationDraft(
        slug=given["slug"] or slug_of(given["name"]),
        name=given["name"].strip(),
        short_name=given["short_name"].strip(),
        classification=given["classification"],
        sphere=given["sphere"],
        stewardship=given["stewardship"],
        contact_email=given["contact_email"],
        position=len(start.others),
        is_independent=given["stewardship"] == Stewardship.SECRETARIAT_OF_INDEPENDENT,
        is_listed=True,
    )
    beginning = Beginning(
        draft=draft,
        abilities=_abilities(like, code),
        purpose=given["purpose"],
        seats=given["seats"] or 0,
        deputy_seats=given["deputy_seats"] or 0,
        like=like,
    )
    made = begin_organization(start.district, beginning, by=start.user, now=now)
    text = _("The body is made. Nobody outside sees it until you publish it.")
    return Said(text, address("members", made.slug) if given["seats"] else _page(made))


def _page(body: Organization) -> str:
    return address("body", body.slug)


def _abilities(like: Organization | None, code: str) -> dict[str, str]:
    if like is not None:
        return dict(abilities_on([like], today()).get(like.pk, {}))
    return abilities_of(code)


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
