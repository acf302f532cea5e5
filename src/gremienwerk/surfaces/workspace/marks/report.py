"""What will the office report in one meeting of the committee? Prepared here, never public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.domain.notes.commands.prepare_report import TEXTS, prepare_report
from gremienwerk.domain.notes.models import Mark, Report
from gremienwerk.domain.notes.policy import Can
from gremienwerk.domain.notes.queries import marks_at
from gremienwerk.domain.organizations.queries.members import members_of
from gremienwerk.foundation.access import may
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.marks.acting import TEXT_ACT, Marked
from gremienwerk.surfaces.workspace.marks.subjects import ITEM, state_of, thing_of, told
from gremienwerk.surfaces.workspace.marks.versions import versions
from gremienwerk.surfaces.workspace.marks.views import reader


@dataclass(frozen=True)
class Looked:
    """A meeting with its report and marks, and who looks at them."""

    meeting: Meeting
    report: Report | None
    marks: Sequence[Mark]
    user: User

    @property
    def url(self) -> str:
        """Return the page of the report."""
        return address("report", self.meeting.pk)

    def texts(self) -> dict[str, str]:
        """Return what stands before and after the items."""
        return {name: getattr(self.report, name, "") for name in TEXTS}


class FrameForm(WorkspaceForm):
    """What is said before and after the items."""

    opening = forms.CharField(
        label=gettext_lazy("Before the items"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closing = forms.CharField(
        label=gettext_lazy("After the items"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _frame_form(looked: Looked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return FrameForm(data, auto_id=ids, initial=looked.texts())


def _prepare(looked: Looked, form: WorkspaceForm, now: datetime) -> Said:
    texts = {name: form.cleaned_data[name] for name in TEXTS}
    prepare_report(looked.meeting, texts, by=looked.user, now=now)
    return Said(_("Saved; the version before stays in the history."), looked.url)


FRAME_ACT = Act[Looked](
    _frame_form,
    _prepare,
    lambda looked: may(looked.user, Can.PREPARE_REPORT, looked.meeting),
    lambda looked: looked.texts(),
)


def _item_act(mark: Mark) -> Act[Looked]:
    """Return the act that writes the text of one item."""

    def within(looked: Looked) -> Marked:
        return Marked(mark, looked.user, f"{looked.url}#m{mark.pk}")

    shown = TEXT_ACT.shown
    assert shown is not None  # noqa: S101 -- defined with it
    return Act[Looked](
        lambda looked, data, ids: TEXT_ACT.form(within(looked), data, ids),
        lambda looked, form, now: TEXT_ACT.run(within(looked), form, now),
        lambda looked: TEXT_ACT.is_allowed(within(looked)),
        lambda looked: shown(within(looked)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report for a mirrored meeting, to be written, read, printed and copied."""
    user = reader(request)
    meetings = Meeting.objects.visible_to(user).with_organizations().select_related("report")
    meeting = meetings.filter(pk=pk, body__is_own=False).first()
    if meeting is None:
        raise Http404
    report = getattr(meeting, "report", None)  # whoever is a reader may read it
    looked = Looked(meeting, report, marks_at(meeting, user), user)
    acts = {"frame": FRAME_ACT} | {f"item-{one.pk}": _item_act(one) for one in looked.marks}
    outcome = perform(request, acts, looked)
    if outcome.answer:
        return outcome.answer
    context = {
        "title": _("Report from the district office"),
        "crumbs": [Link(_("What touches us"), address("marks")), Link(_("Report"), "")],
        "meeting": meeting,
        "meeting_name": (meeting.name or _("Meeting"), SOURCE_LANGUAGE),
        "meeting_url": reverse("portal:meeting", args=[meeting.pk]),
        "source": source_of([meeting.body]).get(meeting.body_id),
        "texts": looked.texts(),
        "entries": [_entry(one, outcome.context) for one in looked.marks],
        "agenda": _agenda(meeting, user),
        "members": _members(meeting),
        "as_text": as_text(looked),
        "versions": versions(report, TEXTS),
        "frame": outcome.context["acts"].get("frame"),
        **outcome.context,
    }
    return render_workspace(request, "workspace/marks/report.html", context)


def _entry(mark: Mark, context: Any) -> dict[str, Any]:  # noqa: ANN401 -- of a template
    name = f"item-{mark.pk}"
    return {
        "mark": mark,
        "thing": told(thing_of(mark)),
        "state": state_of(mark),
        "url": address("mark", mark.pk),
        "act": context["acts"].get(name),
        "is_open": context.get("open") == name,
    }


def _agenda(meeting: Meeting, user: User) -> list[dict[str, Any]]:
    """Return the agenda with who is marked; one query."""
    items = AgendaItem.objects.visible_to(user).filter(meeting=meeting).select_related("mark")
    return [
        {
            "item": item,
            "name": (item.name or _("Agenda item"), SOURCE_LANGUAGE),
            "mark": getattr(item, "mark", None),
            "url": address("mark", item.mark.pk)
            if hasattr(item, "mark")
            else address("mark_new", ITEM, item.pk),
        }
        for item in items.order_by("position", "pk")
    ]


def _members(meeting: Meeting) -> list[dict[str, Any]]:
    """Return who belonged to each body of the meeting on its day, by name."""
    found = []
    for link in meeting.links.all():
        held = members_of(link.organization, meeting.starts_on)
        names = sorted(
            (
                {"name": one.person.name, "role": one.role_label or one.get_role_display()}
                for one in held
                if one.person is not None and not one.person.is_deleted
            ),
            key=lambda one: one["name"],
        )
        if names:
            found.append({"body": (link.organization.name, SOURCE_LANGUAGE), "people": names})
    return found


def as_text(looked: Looked) -> str:
    """Return the report as plain text, to be copied."""
    meeting, texts = looked.meeting, looked.texts()
    day = date_words(meeting.starts_on, SOURCE_LANGUAGE)
    parts = [f"{_('Report from the district office')}\n{meeting.name}, {day}", texts["opening"]]
    for mark in looked.marks:
        thing = told(thing_of(mark))
        title = thing.title if isinstance(thing.title, str) else thing.title[0]
        head = " ".join(filter(None, (thing.number, title)))
        parts.append("\n".join(filter(None, (head, mark.text))))
    return "\n\n".join(filter(None, [*parts, texts["closing"]]))
