"""What is known of one meeting of a body, and what can be changed of it: place, title, day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.commands.call_off import call_off
from gremienwerk.domain.meetings.commands.confirm import confirm
from gremienwerk.domain.meetings.commands.edit_logistics import Logistics, edit_logistics
from gremienwerk.domain.meetings.commands.edit_title import edit_title
from gremienwerk.domain.meetings.commands.move import move
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.meetings.policy import Can, remember_bodies
from gremienwerk.foundation.access import may
from gremienwerk.foundation.history import HistoryLine, history
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.dates import states_of_date
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import RUNNING, address, body_crumbs, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field, say_kind, say_value, way_back
from gremienwerk.surfaces.workspace.http import signed_in

NEWEST = 20
CLOCK = "%H:%M"


@dataclass(frozen=True)
class Sitting:
    """A meeting as one of a body, opened by an account."""

    opened: Opened
    row: Meeting

    @property
    def url(self) -> str:
        """Where this page is."""
        return address("body_meeting", self.opened.body.slug, self.row.pk)

    def may(self, permission: object) -> bool:
        """Tell whether the account may do something to the meeting, which is still to come."""
        is_open = not self.row.cancelled and self.row.state != "held"
        return is_open and may(self.opened.user, permission, self.row)  # type: ignore[arg-type]


def _clock(label: Any) -> forms.TimeField:  # noqa: ANN401 -- a lazy text
    widget = forms.TimeInput(attrs={"type": "time"}, format=CLOCK)
    return forms.TimeField(label=label, required=False, widget=widget)


class PlaceForm(WorkspaceForm):
    """Where it is, and how one gets in."""

    location = forms.ModelChoiceField(
        label=gettext_lazy("Place"), queryset=Location.objects.none(), required=False
    )
    room = forms.CharField(label=gettext_lazy("Room"), max_length=300, required=False)
    attendance_note = forms.CharField(
        label=gettext_lazy("How to take part this time, for the public"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Entrance, lift, languages, or what is different this time."),
    )


class TitleForm(WorkspaceForm):
    """What it is called."""

    name = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Empty: it is called after the body."),
    )
    focus_topic = forms.CharField(label=gettext_lazy("Focus topic"), max_length=300, required=False)


class MoveForm(WorkspaceForm):
    """Another day, or another time of day."""

    day = DayField(label=gettext_lazy("Day"))
    time = _clock(gettext_lazy("Begins at"))
    until = _clock(gettext_lazy("Ends at"))


class OffForm(WorkspaceForm):
    """Why it falls out."""

    reason = forms.CharField(label=gettext_lazy("Reason, for the public"), max_length=300)


def _place_form(sitting: Sitting, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = PlaceForm(data, auto_id=ids, initial=dict(_place_shown(sitting)))
    field = form.fields["location"]
    places = Location.objects.visible_to(sitting.opened.user).filter(body=sitting.row.body_id)
    field.queryset = places.order_by("name", "room", "pk")  # type: ignore[attr-defined]
    field.label_from_instance = _place_name  # type: ignore[attr-defined]
    return form


def _place_name(place: Location) -> str:
    return ", ".join(filter(None, (place.name, place.room, place.street_address)))


def _place_shown(sitting: Sitting) -> Mapping[str, str]:
    found = initial_of(sitting.row, ("room", "attendance_note"))
    return {**found, "location": str(sitting.row.location_id or "")}


def _title_shown(sitting: Sitting) -> Mapping[str, str]:
    return initial_of(sitting.row, ("name", "focus_topic"))


def _day_shown(sitting: Sitting) -> Mapping[str, str]:
    row = sitting.row
    return {
        "day": row.starts_on.isoformat(),
        "time": timezone.localtime(row.starts_at).strftime("%H:%M:%S") if row.starts_at else "",
        "until": timezone.localtime(row.ends_at).strftime("%H:%M:%S") if row.ends_at else "",
    }


def _edit_place(sitting: Sitting, form: WorkspaceForm, now: datetime) -> Said:
    edit_logistics(sitting.row, Logistics(**form.cleaned_data), by=sitting.opened.user, now=now)
    return Said(_("Place and access are saved."), sitting.url)


def _edit_title(sitting: Sitting, form: WorkspaceForm, now: datetime) -> Said:
    edit_title(sitting.row, **form.cleaned_data, by=sitting.opened.user, now=now)
    return Said(_("The title is saved."), sitting.url)


def _move(sitting: Sitting, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    starts, ends = given["day"], None
    if given["time"]:
        starts = timezone.make_aware(datetime.combine(given["day"], given["time"]))
    if given["until"]:
        ends = timezone.make_aware(datetime.combine(given["day"], given["until"]))
    move(sitting.row, starts=starts, ends=ends, by=sitting.opened.user, now=now)
    return Said(_("The date is moved; the old day stays known."), sitting.url)


def _confirm(sitting: Sitting, _form: WorkspaceForm, now: datetime) -> Said:
    confirm(sitting.row, by=sitting.opened.user, now=now)
    return Said(_("The date is confirmed."), sitting.url)


def _call_off(sitting: Sitting, form: WorkspaceForm, now: datetime) -> Said:
    call_off(sitting.row, reason=form.cleaned_data["reason"], by=sitting.opened.user, now=now)
    return Said(_("The date falls out; calendars and feeds say so."), sitting.url)


ACTS = {
    "place": Act[Sitting](
        _place_form, _edit_place, lambda one: one.may(Can.EDIT_LOGISTICS), _place_shown
    ),
    "title": Act[Sitting](
        lambda one, data, ids: TitleForm(data, auto_id=ids, initial=dict(_title_shown(one))),
        _edit_title,
        lambda one: one.may(Can.EDIT_AGENDA),
        _title_shown,
    ),
    "confirm": Act[Sitting](
        lambda _one, data, ids: WorkspaceForm(data, auto_id=ids),
        _confirm,
        lambda one: not one.row.is_confirmed and one.may(Can.CONFIRM),
    ),
    "move": Act[Sitting](
        lambda one, data, ids: MoveForm(data, auto_id=ids, initial=dict(_day_shown(one))),
        _move,
        lambda one: one.may(Can.MOVE),
        _day_shown,
    ),
    "off": Act[Sitting](
        lambda _one, data, ids: OffForm(data, auto_id=ids),
        _call_off,
        lambda one: one.may(Can.CALL_OFF),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one meeting of a body, and change it."""
    opened = open_body(request, slug)
    public = Meeting.objects.public().filter(pk=OuterRef("pk"))
    rows = Meeting.objects.visible_to(opened.user).filter(links__organization=opened.body)
    rows = rows.annotate(is_out=Exists(public))
    row = rows.select_related("body", "location", "recurrence").filter(pk=pk).first()
    if row is None:
        raise Http404
    remember_bodies(row)
    outcome = perform(request, ACTS, Sitting(opened, row))
    if outcome.answer:
        return outcome.answer
    tells = bool(opened.roles & RUNNING) and "verlauf" in request.GET
    context = {
        **_context(request, opened, row, tells=tells),
        **({} if tells else outcome.context),
    }
    return render_workspace(request, "workspace/bodies/meeting.html", context)


def _context(
    request: HttpRequest, opened: Opened, row: Meeting, *, tells: bool
) -> Mapping[str, Any]:
    """Return what the page shows beside its forms; `tells`: the history instead of them."""
    day = date_words(row.starts_on, request.LANGUAGE_CODE)
    runs = bool(opened.roles & RUNNING)
    is_out = getattr(row, "is_out", False)
    named = _("Meeting of %(day)s") % {"day": day}
    crumbs = body_crumbs(opened.body, _("Dates"), day)
    crumbs[-2] = Link(_("Dates"), address("body_dates", opened.body.slug))
    return {
        **opened.frame("body_dates", _("Dates")),
        "title": (row.name, SOURCE_LANGUAGE) if row.name else named,
        "crumbs": crumbs,
        "meeting": row,
        "marks": states_of_date(row),
        "items": [] if tells else _agenda(opened, row),
        "notes_url": address("note_on", "sitzung", row.pk) if runs else "",
        "public_url": reverse("portal:meeting", args=[row.pk]) if is_out else "",
        "history_url": f"{Sitting(opened, row).url}?verlauf=ja" if runs and not tells else "",
        "tells": tells,
        "lines": [_line(row, line) for line in history(row, newest=NEWEST)] if tells else [],
        "may_undo": Sitting(opened, row).may(Can.EDIT_LOGISTICS),
    }


def _agenda(opened: Opened, row: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.visible_to(opened.user).filter(meeting=row)
    return list(rows.order_by("position"))


def _line(row: Meeting, line: HistoryLine) -> dict[str, object]:
    return {
        "at": line.at,
        "by": line.by or _("the system"),
        "what": say_kind(line.kind),
        "field": say_field(line.field),
        "old": say_value(row, line.field, line.old),
        "new": say_value(row, line.field, line.new),
        "undo": way_back(line),
    }
