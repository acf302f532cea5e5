"""How long is what kept, what stands under a hold, and whose data are asked for?"""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.commands.lift_hold import lift_hold
from gremienwerk.domain.privacy.commands.place_hold import place_hold
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from gremienwerk.domain.privacy.commands.set_retention import RetentionDraft, set_retention
from gremienwerk.domain.privacy.models import LegalHold, RetentionReport, RetentionRule
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.people import found_by
from gremienwerk.domain.privacy.queries.retention import last_reports, periods
from gremienwerk.foundation.access import may, require
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


class PeriodForm(WorkspaceForm):
    """How long a kind of data is kept, and who says so."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of data"), choices=RetentionKind.choices)
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=36500)
    source = forms.CharField(
        label=gettext_lazy("Where the period comes from"),
        max_length=300,
        help_text=gettext_lazy("A law with its section, or who decided and when."),
    )


class HoldForm(WorkspaceForm):
    """Which kind of data has to stay, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of data"), choices=RetentionKind.choices)
    reason = forms.CharField(label=gettext_lazy("Why, and who asks for it"), max_length=500)


class LiftForm(WorkspaceForm):
    """Which hold is lifted."""

    row = forms.IntegerField(widget=forms.HiddenInput)


def _set(user: User, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    draft = RetentionDraft(RetentionKind(given["kind"]), given["days"], given["source"])
    set_retention(draft, by=user, now=now)
    return Said(_("The period holds from today on."), address("privacy"))


def _run(user: User, _form: WorkspaceForm, now: datetime) -> Said:
    removed = sum(report.removed for report in run_retention(by=user, now=now))
    text = _("What was due is gone: %(number)s rows.") % {"number": removed}
    return Said(text, address("privacy"))


def _hold(user: User, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    place_hold(RetentionKind(given["kind"]), reason=given["reason"], by=user, now=now)
    return Said(_("These data stay until the hold is lifted."), address("privacy"))


def _lift(user: User, form: WorkspaceForm, now: datetime) -> Said:
    hold = LegalHold.objects.visible_to(user).filter(pk=form.cleaned_data["row"]).first()
    if hold is not None:
        lift_hold(hold, by=user, now=now)
    return Said(_("The hold is lifted."), address("privacy"))


def _administers(user: User) -> bool:
    return may(user, Can.SET_RETENTION, RetentionRule())


ACTS = {
    "period": Act[User](lambda _user, data, ids: PeriodForm(data, auto_id=ids), _set, _administers),
    "run": Act[User](lambda _user, data, ids: WorkspaceForm(data, auto_id=ids), _run, _administers),
    "hold": Act[User](lambda _user, data, ids: HoldForm(data, auto_id=ids), _hold, _administers),
    "lift": Act[User](lambda _user, data, ids: LiftForm(data, auto_id=ids), _lift, _administers),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show periods and holds; find whose data somebody asks for."""
    user = actor_of(request)
    require(user, Can.READ_LOG, RetentionReport())
    outcome = perform(request, ACTS, user)
    if outcome.answer:
        return outcome.answer
    words = request.GET.get("q", "").strip()
    reports = last_reports()
    context = {
        "title": _("Privacy"),
        "words": words,
        "people": [
            Link(person.name, address("privacy_person", person.pk))
            for person in (found_by(words) if words else [])
        ],
        "periods": [
            {"period": period, "report": reports.get(period.kind)} for period in periods(today())
        ],
        "holds": LegalHold.objects.visible_to(user)
        .in_force()
        .select_related("person", "placed_by")
        .order_by("placed_at"),
        "lists_url": address("mailing_lists"),
        **outcome.context,
    }
    return render_workspace(request, "workspace/privacy/show.html", context)
