"""How is a rhythm entered? By the day in the month, an interval, words, or a rule as such."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gremienwerk.domain.meetings.choices import HolidayPolicy, RhythmKind
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft
from gremienwerk.domain.meetings.models import Recurrence
from gremienwerk.surfaces.workspace.forms import NOTHING, DayField, WorkspaceForm, initial_of

NAMES = (
    *("kind", "rule", "first_on", "interval_months", "is_approximate", "words"),
    *("weekday", "time", "duration_minutes", "holidays"),
)
WEEKDAYS = [
    NOTHING,
    ("0", gettext_lazy("Monday")),
    ("1", gettext_lazy("Tuesday")),
    ("2", gettext_lazy("Wednesday")),
    ("3", gettext_lazy("Thursday")),
    ("4", gettext_lazy("Friday")),
    ("5", gettext_lazy("Saturday")),
    ("6", gettext_lazy("Sunday")),
]


class RhythmForm(WorkspaceForm):
    """A rhythm; what does not belong to the chosen kind is left empty."""

    kind = forms.ChoiceField(label=gettext_lazy("How dates come about"), choices=RhythmKind.choices)
    rule = forms.CharField(
        label=gettext_lazy("Exact rule"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("FREQ=MONTHLY;BYDAY=1WE is every first Wednesday of the month."),
    )
    first_on = DayField(
        label=gettext_lazy("Counts from"),
        required=False,
        help_text=gettext_lazy("A day on which it took or takes place; for the exact rule."),
    )
    interval_months = forms.IntegerField(
        label=gettext_lazy("Interval in months"), required=False, min_value=1, max_value=24
    )
    is_approximate = forms.BooleanField(label=gettext_lazy("only about"), required=False)
    words = forms.CharField(
        label=gettext_lazy("In words"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Where neither rule nor interval is known."),
    )
    weekday = forms.ChoiceField(
        label=gettext_lazy("Usual weekday"), choices=WEEKDAYS, required=False
    )
    time = forms.TimeField(
        label=gettext_lazy("Time of day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Only if it is known; none is invented."),
    )
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Lasts how many minutes"), required=False, min_value=5, max_value=1440
    )
    holidays = forms.ChoiceField(
        label=gettext_lazy("On public holidays"), choices=HolidayPolicy.choices
    )


def shown_rhythm(rhythm: Recurrence | None) -> Mapping[str, str]:
    """Return the values of a rhythm as the form shows them."""
    if rhythm is None:
        return dict.fromkeys(NAMES, "")
    found = initial_of(rhythm, NAMES)
    return {**found, "time": rhythm.time.strftime("%H:%M:%S") if rhythm.time else ""}


def draft_of(given: Mapping[str, Any]) -> RhythmDraft:
    """Return what a form says as the command takes it."""
    return RhythmDraft(
        kind=RhythmKind(given["kind"]),
        rule=given["rule"],
        first_on=given["first_on"],
        interval_months=given["interval_months"],
        is_approximate=given["is_approximate"],
        words=given["words"],
        weekday=int(given["weekday"]) if given["weekday"] else None,
        time=given["time"],
        duration_minutes=given["duration_minutes"],
        holidays=HolidayPolicy(given["holidays"]),
    )
