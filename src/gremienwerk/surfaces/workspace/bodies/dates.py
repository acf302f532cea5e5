"""When does a body meet? Its rhythm, and each date that comes from it or was entered alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import State
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.choices import HolidayPolicy, RhythmKind
from gremienwerk.domain.meetings.commands.call_off import call_off
from gremienwerk.domain.meetings.commands.confirm import confirm
from gremienwerk.domain.meetings.commands.move import move
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft, set_rhythm
from gremienwerk.domain.meetings.models import Meeting, Recurrence
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries import current_recurrences, holiday_name, rhythm_sentence
from gremienwerk.domain.meetings.queries.work import dates_of_body
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.rhythms import (
    RhythmForm,
    draft_of,
    shown_rhythm,
)
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in


class MoveForm(WorkspaceForm):
    """Another day, with the time of day if it is known."""

    meeting = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label=gettext_lazy("New day"))
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class MeetingForm(WorkspaceForm):
    """Which date is meant."""

    meeting = forms.IntegerField(widget=forms.HiddenInput)


class OffForm(WorkspaceForm):
    """Which date falls out, and why."""

    meeting = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Reason, for the public"), max_length=300)


@dataclass(frozen=True)
class DatesPage:
    """A body with its rhythm and its coming dates; `meeting_id` is the date that is open."""

    opened: Opened
    rhythm: Recurrence | None
    meetings: Mapping[int, Meeting]
    meeting_id: int | None = None

    @property
    def url(self) -> str:
        """Where this page is."""
        return address("body_dates", self.opened.body.slug)

    def meeting(self, form: WorkspaceForm) -> Meeting:
        """Return the date that a form means, if it is one of this body."""
        found = self.meetings.get(form.cleaned_data["meeting"])
        if found is None:
            raise Http404
        return found


def _may_decide(page: DatesPage) -> bool:
    return page.opened.may(Can.DECIDE_DATE)


def _confirm(page: DatesPage, form: WorkspaceForm, now: datetime) -> Said:
    confirm(page.meeting(form), by=page.opened.user, now=now)
    return Said(_("The date is confirmed."), f"{page.url}#dates")


def _move(page: DatesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    starts = given["day"]
    if given["time"]:
        starts = timezone.make_aware(datetime.combine(given["day"], given["time"]))
    move(page.meeting(form), starts=starts, by=page.opened.user, now=now)
    return Said(_("The date is moved; the old day stays known."), f"{page.url}#dates")


def _call_off(page: DatesPage, form: WorkspaceForm, now: datetime) -> Said:
    meeting = page.meeting(form)
    call_off(meeting, reason=form.cleaned_data["reason"], by=page.opened.user, now=now)
    return Said(_("The date falls out; calendars and feeds say so."), f"{page.url}#dates")


def _set_rhythm(page: DatesPage, form: WorkspaceForm, now: datetime) -> Said:
    draft: RhythmDraft = draft_of(form.cleaned_data)
    set_rhythm(page.opened.body, rhythm=draft, by=page.opened.user, now=now)
    return Said(_("The rhythm holds from today on; dates follow from it."), page.url)


def _of_meeting(
    kind: type[WorkspaceForm],
) -> Callable[[DatesPage, QueryDict | None, str], WorkspaceForm]:
    def drawn(page: DatesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
        return kind(data, auto_id=ids, initial={"meeting": page.meeting_id})

    return drawn


def _rhythm_form(page: DatesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
    initial = (
        dict(shown_rhythm(page.rhythm))
        if page.rhythm
        else {
            "kind": RhythmKind.RULE.value,
            "holidays": HolidayPolicy.SHOW.value,
        }
    )
    return RhythmForm(data, auto_id=ids, initial=initial)


def _day_shown(page: DatesPage) -> Mapping[str, str]:
    """Return the day that a date has now, for two who move it at once."""
    row = page.meetings.get(page.meeting_id or 0)
    if row is None:
        return {}
    clock = timezone.localtime(row.starts_at).strftime("%H:%M:%S") if row.starts_at else ""
    return {"day": row.starts_on.isoformat(), "time": clock}


ACTS = {
    "confirm": Act[DatesPage](_of_meeting(MeetingForm), _confirm, _may_decide),
    "move": Act[DatesPage](_of_meeting(MoveForm), _move, _may_decide, _day_shown),
    "off": Act[DatesPage](_of_meeting(OffForm), _call_off, _may_decide),
    "rhythm": Act[DatesPage](
        _rhythm_form,
        _set_rhythm,
        lambda page: page.opened.may(Can.SET_RHYTHM),
        lambda page: shown_rhythm(page.rhythm),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show rhythm and dates; `?termin=12` opens one date in place."""
    opened = open_body(request, slug)
    day = today()
    rhythm = current_recurrences([opened.body], day).get(opened.body.pk)
    meetings = {one.pk: one for one in dates_of_body(opened.body.pk, day)}
    asked = request.POST.get("meeting") or request.GET.get("termin", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in meetings else None
    page = DatesPage(opened, rhythm, meetings, chosen)
    outcome = perform(request, ACTS, page)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body_dates", _("Dates")),
        "rhythm": rhythm,
        "rhythm_words": rhythm_sentence(rhythm) if rhythm else "",
        "rows": [_row(meeting, slug) for meeting in meetings.values()],
        "chosen": chosen,
        "may_decide": _may_decide(page),
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/dates.html", context)


def states_of_date(meeting: Meeting) -> list[State]:
    """Return what is out of the ordinary with a date: called off, unconfirmed, moved."""
    states = []
    if meeting.cancelled:
        states.append(State("cancelled"))
    elif not meeting.is_confirmed:
        states.append(State("unconfirmed"))
    if meeting.moved_from:
        states.append(State("moved"))
    return states


def _row(meeting: Meeting, slug: str) -> dict[str, object]:
    return {
        "meeting": meeting,
        "url": address("body_meeting", slug, meeting.pk),
        "states": states_of_date(meeting),
        "holiday": holiday_name(meeting.starts_on, SOURCE_LANGUAGE) or "",
        "is_open": not meeting.cancelled,
    }
