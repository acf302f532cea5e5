"""By which rules does a body work, since when, and says who? A change is a new dated row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.abilities import ABILITIES
from gremienwerk.domain.organizations.choices import CountingMode, Mark
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, add_rule
from gremienwerk.domain.organizations.commands.set_ability import AbilityChange, set_ability
from gremienwerk.domain.organizations.models import Ability, Rule
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.profiles import allowed
from gremienwerk.domain.organizations.queries.workplace import ability_history, rule_history
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.words import name_of_ability, name_of_rule, say
from gremienwerk.surfaces.workspace.forms import NOTHING, DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in


class ChangeForm(WorkspaceForm):
    """Another value from a day on, with its source."""

    key = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("Holds"), max_length=60)
    starts_on = DayField(label=gettext_lazy("From"))
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Law and section, rules of procedure, or who decided."),
    )
    mark = forms.ChoiceField(label=gettext_lazy("How sure"), choices=Mark.choices)


class RuleForm(WorkspaceForm):
    """A rule of this body beyond its abilities."""

    key = forms.CharField(
        label=gettext_lazy("Key"),
        max_length=50,
        help_text=gettext_lazy("Small letters and underscores, such as notice_days."),
    )
    value = forms.CharField(label=gettext_lazy("Value"), max_length=100)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=30, required=False)
    counting = forms.ChoiceField(
        label=gettext_lazy("Days are counted as"),
        choices=[NOTHING, *CountingMode.choices],
        required=False,
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    mark = forms.ChoiceField(label=gettext_lazy("How sure"), choices=Mark.choices)
    starts_on = DayField(label=gettext_lazy("From"))


@dataclass(frozen=True)
class RulesPage:
    """The body with all that held and holds; `key` is the ability that is open."""

    opened: Opened
    abilities: Sequence[Ability]
    rules: Sequence[Rule]
    key: str = ""

    def current(self) -> Mapping[str, Ability]:
        """Return what holds today, by key."""
        return {row.key: row for row in self.abilities if row.holds_on(today())}

    @property
    def url(self) -> str:
        """Where this page is."""
        return address("body_rules", self.opened.body.slug)


def _change_form(page: RulesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
    held = page.current().get(page.key)
    initial = {
        "key": page.key,
        "value": held.value if held else "",
        "mark": Mark.PRACTICE,
        "starts_on": today(),
    }
    form = ChangeForm(data, auto_id=ids, initial=initial)
    words = allowed(page.key) if page.key in ABILITIES else ""
    simple = [word for word in words.split(", ") if word.isidentifier()]
    if page.key in ABILITIES and len(simple) == len(words.split(", ")):
        choices = [(word, say(page.key, word)) for word in simple]
        form.fields["value"] = forms.ChoiceField(label=_("Holds"), choices=choices)
        form.fields["value"].widget.attrs["class"] = "f"
        form.order_fields(["key", "value"])
    else:
        form.fields["value"].help_text = _("For instance: %(words)s") % {"words": words}
    return form


def _change(page: RulesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    change = AbilityChange(
        given["key"], given["value"], given["starts_on"], given["source"], given["mark"]
    )
    set_ability(page.opened.body, change, by=page.opened.user, now=now)
    facts = {"name": name_of_ability(given["key"]), "value": say(given["key"], given["value"])}
    return Said(_("%(name)s: %(value)s. What held before stays in the history.") % facts, page.url)


def _add_rule(page: RulesPage, form: WorkspaceForm, now: datetime) -> Said:
    add_rule(page.opened.body, RuleDraft(**form.cleaned_data), by=page.opened.user, now=now)
    return Said(_("The rule holds from its day on."), f"{page.url}#numbers")


def _rule_form(_page: RulesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return RuleForm(data, auto_id=ids, initial={"starts_on": today(), "mark": Mark.PRACTICE})


def _shown(page: RulesPage) -> Mapping[str, str]:
    held = page.current().get(page.key)
    return {"value": held.value if held else ""}


ACTS = {
    "change": Act[RulesPage](
        _change_form,
        _change,
        lambda page: page.key in ABILITIES and page.opened.may(Can.SET_ABILITY),
        _shown,
    ),
    "rule": Act[RulesPage](_rule_form, _add_rule, lambda page: page.opened.may(Can.ADD_RULE)),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all rules; `?aendern=notice` opens one in place."""
    opened = open_body(request, slug)
    key = request.POST.get("key", "") if request.POST.get("do") == "change" else ""
    key = key or request.GET.get("aendern", "")
    if key and key not in ABILITIES:
        raise Http404
    page = RulesPage(opened, ability_history(opened.body), rule_history(opened.body), key)
    outcome = perform(request, ACTS, page)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body_rules", _("Rules")),
        "rows": _rows(page),
        "rules": [
            {"row": row, "name": name_of_rule(row.key)}
            for row in page.rules
            if row.holds_on(today())
        ],
        "key": key if "change" in outcome.context["acts"] else "",
        "may_change": opened.may(Can.SET_ABILITY),
        "template_url": address("body_template", opened.body.slug),
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/rules.html", context)


def _rows(page: RulesPage) -> list[dict[str, object]]:
    current = page.current()
    return [
        {
            "key": key,
            "name": name_of_ability(key),
            "row": current.get(key),
            "said": say(key, current[key].value) if key in current else _("unknown"),
            "before": [
                {"row": row, "said": say(key, row.value)}
                for row in page.abilities
                if row.key == key and row != current.get(key)
            ],
        }
        for key in ABILITIES
    ]
