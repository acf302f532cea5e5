"""Does a body work at present? Suspend it, look at it again, let it resume, or end it."""

from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.commands.end_organization import Ending, end_organization
from gremienwerk.domain.organizations.commands.extend_suspension import extend_suspension
from gremienwerk.domain.organizations.commands.resume import resume
from gremienwerk.domain.organizations.commands.suspend import Suspension, suspend
from gremienwerk.domain.organizations.models.organization import UNKNOWN
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import status_of
from gremienwerk.domain.organizations.queries.workplace import status_history
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

ONE_DAY = timedelta(days=1)


class SuspendForm(WorkspaceForm):
    """All facts of a suspension (N2.1); what nobody knows is ticked, never left empty."""

    field_order = (
        *("since", "review_on", "reason", "decided_by", "reason_unknown", "decided_unknown"),
        *("contact_label", "contact_email", "internal_reason"),
    )
    since = DayField(
        label=gettext_lazy("Since"),
        required=False,
        help_text=gettext_lazy(
            "Leave it empty if nobody knows the day; it then counts from today."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the public"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    internal_reason = forms.CharField(
        label=gettext_lazy("Note for the office"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=gettext_lazy("Never public. Who else works here can read it."),
    )
    decided_by = forms.CharField(label=gettext_lazy("Decided by"), max_length=300, required=False)
    review_on = DayField(
        label=gettext_lazy("Look at it again on"),
        required=False,
        help_text=gettext_lazy("On that day it lies on the desk: resume, extend or end."),
    )
    contact_label = forms.CharField(
        label=gettext_lazy("Who answers meanwhile"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("An office or a function that can be reached."),
    )
    contact_email = forms.EmailField(label=gettext_lazy("E-mail for questions"), required=False)
    reason_unknown = forms.BooleanField(
        label=gettext_lazy("Nobody knows the reason"), required=False
    )
    decided_unknown = forms.BooleanField(
        label=gettext_lazy("Nobody knows who decided"), required=False
    )


class DayForm(WorkspaceForm):
    """One day."""

    day = DayField(label=gettext_lazy("Day"))


class EndForm(WorkspaceForm):
    """Until when a body exists, and why."""

    last_day = DayField(label=gettext_lazy("Last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the public"), widget=forms.Textarea(attrs={"rows": 2})
    )
    decided_by = forms.CharField(label=gettext_lazy("Decided by"), max_length=300, required=False)


def _status(opened: Opened) -> str:
    found = status_of(opened.body)
    return found.status if found else ""


def _suspend(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    facts = Suspension(
        since=given["since"],
        reason=UNKNOWN if given["reason_unknown"] else given["reason"],
        decided_by=UNKNOWN if given["decided_unknown"] else given["decided_by"],
        review_on=given["review_on"],
        contact_label=given["contact_label"],
        contact_email=given["contact_email"],
        internal_reason=given["internal_reason"],
    )
    suspend(opened.body, facts, by=opened.user, now=now)
    return Said(_("The body is suspended; its page says so."), _here(opened))


def _extend(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    extend_suspension(opened.body, form.cleaned_data["day"], by=opened.user, now=now)
    return Said(_("The suspension lasts; it comes back on its new day."), _here(opened))


def _resume(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    resume(opened.body, form.cleaned_data["day"], by=opened.user, now=now)
    return Said(_("The body works again. Its members stayed as they were."), _here(opened))


def _end(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    ending = Ending(given["last_day"] + ONE_DAY, given["reason"], given["decided_by"])
    end_organization(opened.body, ending, by=opened.user, now=now)
    return Said(_("The body has ended. Its page and its history stay."), _here(opened))


def _here(opened: Opened) -> str:
    return address("body_status", opened.body.slug)


def _day(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:  # noqa: ARG001
    return DayForm(data, auto_id=ids, initial={"day": None})


def _now_or_later(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:  # noqa: ARG001
    return DayForm(data, auto_id=ids, initial={"day": today()})


ACTS = {
    "suspend": Act[Opened](
        lambda _opened, data, ids: SuspendForm(data, auto_id=ids),
        _suspend,
        lambda opened: _status(opened) == Status.ACTIVE and opened.may(Can.SUSPEND),
    ),
    "extend": Act[Opened](
        _day,
        _extend,
        lambda opened: _status(opened) == Status.SUSPENDED and opened.may(Can.EXTEND_SUSPENSION),
    ),
    "resume": Act[Opened](
        _now_or_later,
        _resume,
        lambda opened: _status(opened) == Status.SUSPENDED and opened.may(Can.RESUME),
    ),
    "end": Act[Opened](
        lambda _opened, data, ids: EndForm(data, auto_id=ids),
        _end,
        lambda opened: _status(opened) in {Status.ACTIVE, Status.SUSPENDED} and opened.may(Can.END),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change whether a body works."""
    opened = open_body(request, slug, roles=RUNNING)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body_status", _("Status")),
        "status": status_of(opened.body),
        "periods": [
            (row, row.ends_on - ONE_DAY if row.ends_on else None)
            for row in status_history(opened.body)
        ],
        "unknown": UNKNOWN,
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/status.html", context)
