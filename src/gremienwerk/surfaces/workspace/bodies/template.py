"""What would change if a body took over another template? Look first, then take it over."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import Mark
from gremienwerk.domain.organizations.commands.switch_profile import Switch, switch_profile
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import abilities_on
from gremienwerk.network_file.templates import abilities_of
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.offers import template_choices
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.words import name_of_ability, say
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in


class SwitchForm(WorkspaceForm):
    """Which template, from which day, and who decided it."""

    profile = forms.ChoiceField(label=gettext_lazy("Template"))
    starts_on = DayField(label=gettext_lazy("From"))
    source = forms.CharField(label=gettext_lazy("Decided by, or where it stands"), max_length=300)


def _form(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:  # noqa: ARG001
    form = SwitchForm(data, auto_id=ids, initial={"starts_on": today()})
    form.fields["profile"].choices = template_choices()  # type: ignore[attr-defined]
    return form


def _switch(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    switch = Switch(
        abilities_of(given["profile"]), given["starts_on"], given["source"], Mark.PRACTICE.value
    )
    changed = switch_profile(opened.body, switch, by=opened.user, now=now)
    text = _("%(number)s rules hold otherwise from that day on.") % {"number": len(changed)}
    return Said(text, address("body_rules", opened.body.slug))


ACTS = {"switch": Act[Opened](_form, _switch, lambda opened: opened.may(Can.SET_ABILITY))}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what `?vorlage=` would change; a POST takes it over."""
    opened = open_body(request, slug)
    opened.require(Can.SET_ABILITY)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    chosen = request.POST.get("profile") or request.GET.get("vorlage", "")
    known = [code for code, _label in template_choices()]
    chosen = chosen if chosen in known else ""
    acts = outcome.context["acts"]
    if chosen and request.method != "POST":
        acts["switch"].form.initial["profile"] = chosen
    context = {
        **opened.frame("body_rules", _("Take over a template")),
        "choices": template_choices(),
        "chosen": chosen,
        "changes": _changes(opened, chosen) if chosen else [],
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/template.html", context)


def _changes(opened: Opened, profile: str) -> list[dict[str, str]]:
    now = abilities_on([opened.body], today()).get(opened.body.pk, {})
    return [
        {
            "name": name_of_ability(key),
            "now": say(key, now[key]) if key in now else _("unknown"),
            "then": say(key, value),
        }
        for key, value in abilities_of(profile).items()
        if now.get(key) != value
    ]
