"""What of the councils touches the office, what might, and how far are we with it?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Field, Link, Option
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.queries import (
    REQUESTS,
    WORDS,
    marks,
    meetings_to_report,
    proposed_items,
    proposed_papers,
    sources_of,
)
from gremienwerk.domain.organizations.queries import bodies_at_work
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.acts import perform
from gremienwerk.surfaces.workspace.frame import AUDITOR, OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.marks.acting import ACTS, NEW, Marked, ToMark
from gremienwerk.surfaces.workspace.marks.subjects import (
    ITEM,
    PAPER,
    REQUEST,
    Thing,
    state_of,
    thing_of,
    told,
)
from gremienwerk.surfaces.workspace.marks.versions import versions

MOST: Final = 200
PROPOSED: Final = 12
MEETINGS: Final = 8
NOT_DONE: Final = "offen"
RECENT: Final = timedelta(days=31)


def reader(request: HttpRequest) -> User:
    """Return who looks: office or auditor. Raises `NotAllowed`."""
    user = actor_of(request)
    if not office_roles(user, on=today()) & (OFFICE | {AUDITOR}):
        raise NotAllowed
    return user


@require_safe
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """List what is marked by `?zustand=&art=&wer=`, and what might be by `?woerter=`."""
    user, day = reader(request), today()
    chosen = {name: request.GET.get(name, "") for name in ("zustand", "art", "wer")}
    chosen["zustand"] = chosen["zustand"] or NOT_DONE
    everything = marks(user)
    shown = _chosen(everything, chosen, user)
    typed = request.GET.get("woerter", "").strip()
    words = [word.strip() for word in typed.split(",") if word.strip()] or list(WORDS)
    mirrored = sources_of(bodies_at_work(user, day))
    context = {
        "title": _("What touches us"),
        "rows": [row_of(mark, day) for mark in shown[:MOST]],
        "total": everything.count(),
        "fields": _fields(chosen),
        "words": typed or ", ".join(WORDS),
        "proposed": _proposed(user, mirrored, words, day),
        "meetings": _meetings(user, mirrored),
        "may_mark": bool(office_roles(user, on=day) & OFFICE),
    }
    return render_workspace(request, "workspace/marks/list.html", context)


def _chosen(rows: QuerySet[Mark], chosen: dict[str, str], user: User) -> QuerySet[Mark]:
    """Narrow marks by what was chosen; a word that is none of ours narrows nothing."""
    if chosen["zustand"] == NOT_DONE:
        rows = rows.exclude(state=MarkState.DONE)
    elif chosen["zustand"] in MarkState.values:
        rows = rows.filter(state=chosen["zustand"])
    if chosen["art"] == ITEM:
        rows = rows.filter(paper=None)
    elif chosen["art"] == REQUEST:
        rows = rows.filter(paper__paper_type__in=REQUESTS)
    elif chosen["art"] == PAPER:
        rows = rows.exclude(paper=None).exclude(paper__paper_type__in=REQUESTS)
    return rows.filter(responsible=user) if chosen["wer"] == "ich" else rows


def _fields(chosen: dict[str, str]) -> list[Field]:
    states = [
        Option(NOT_DONE, _("not done yet")),
        *[Option(value, str(label)) for value, label in MarkState.choices],
        Option("alle", _("all")),
    ]
    kinds = [
        Option("", _("all")),
        Option(ITEM, _("agenda items")),
        Option(PAPER, _("papers")),
        Option(REQUEST, _("requests")),
    ]
    who = [Option("", _("everybody")), Option("ich", _("I"))]
    return [
        Field("zustand", _("State"), states, chosen["zustand"]),
        Field("art", _("What"), kinds, chosen["art"]),
        Field("wer", _("Who sees to it"), who, chosen["wer"]),
    ]


def row_of(mark: Mark, day: date) -> dict[str, Any]:
    """Return a mark as a list shows it."""
    thing = told(thing_of(mark))
    is_late = bool(mark.due_on and mark.due_on < day and mark.state != MarkState.DONE)
    return {
        "mark": mark,
        "url": address("mark", mark.pk),
        "thing": thing,
        "state": state_of(mark),
        "who": mark.responsible.name or mark.responsible.email if mark.responsible else "",
        "is_late": is_late,
    }


def _proposed(
    user: User, mirrored: list[int], words: Iterable[str], day: date
) -> list[dict[str, Any]]:
    listed = list(words)
    items = proposed_items(user, mirrored, listed, since=day - RECENT)[:PROPOSED]
    papers = proposed_papers(user, mirrored, listed, today=day)[:PROPOSED]
    things: list[Thing] = [*items, *papers]
    return [
        {"thing": told(thing), "url": address("mark_new", _kind(thing), thing.pk)}
        for thing in things
    ]


def _kind(thing: Thing) -> str:
    return ITEM if isinstance(thing, AgendaItem) else PAPER


def _meetings(user: User, mirrored: list[int]) -> list[dict[str, Any]]:
    """Return the meetings for which a report is or can be prepared. One query."""
    return [
        {
            "name": (meeting.name or _("Meeting"), SOURCE_LANGUAGE),
            "day": meeting.starts_on,
            "url": address("report", meeting.pk),
            "is_begun": hasattr(meeting, "report"),
        }
        for meeting in meetings_to_report(user, mirrored)[:MEETINGS]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Mark an agenda item or a paper; what is marked already has its page."""
    user = reader(request)
    thing = _find(user, kind, pk)
    before = getattr(thing, "mark", None)
    if before is not None:
        return HttpResponseRedirect(address("mark", before.pk))
    outcome = perform(request, NEW, ToMark(thing, user, {}))
    if outcome.answer:
        return outcome.answer
    context = {
        "title": _("Does this touch us?"),
        "crumbs": [Link(_("What touches us"), address("marks")), Link(_("Mark"), "")],
        "thing": told(thing),
        **outcome.context,
    }
    return render_workspace(request, "workspace/marks/show.html", context)


def _find(user: User, kind: str, pk: int) -> Thing:
    found: Thing | None = None
    if kind == ITEM:
        items = AgendaItem.objects.visible_to(user).select_related("meeting", "mark")
        found = items.filter(pk=pk, meeting__body__is_own=False).first()
    elif kind == PAPER:
        papers = Paper.objects.visible_to(user).select_related("mark")
        found = papers.filter(pk=pk, body__is_own=False).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mark, and change it."""
    user = reader(request)
    row = marks(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    outcome = perform(request, ACTS, Marked(row, user, address("mark", row.pk)))
    if outcome.answer:
        return outcome.answer
    thing = told(thing_of(row))
    context = {
        "title": thing.title,
        "crumbs": [Link(_("What touches us"), address("marks")), Link(thing.title, "")],
        "thing": thing,
        "row": row_of(row, today()),
        "versions": versions(row, ["text"]),
        **outcome.context,
    }
    return render_workspace(request, "workspace/marks/show.html", context)
