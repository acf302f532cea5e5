"""How does a list of members come in? Paste or upload, look at what it would do, enter it.

The lines travel with the form, so that nothing of them is kept before they are entered; the
token of the preview makes sure that only what was seen is entered, and once.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from gremienwerk.design.parts import Link, State
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.enter_list import (
    EnteredAlready,
    PreviewOutOfDate,
    enter_list,
)
from gremienwerk.domain.organizations.commands.take_back_list import take_back_list
from gremienwerk.domain.organizations.member_list import (
    COLUMNS,
    PROPOSED,
    REQUIRED,
    Entry,
    entry_of,
    role_words,
)
from gremienwerk.domain.organizations.models import EnteredList
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.entering import Outcome, Plan, plan
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.tables import NotATable, harmless, read_table, text_of
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bulk.lines import line_of
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import Undo, done, signed_in

SHOWN = 500  # so many lines of each kind are drawn; all are counted


class ListForm(WorkspaceForm):
    """Lines of a spreadsheet, pasted or as a file."""

    lines = forms.CharField(
        label=gettext_lazy("Paste lines from a spreadsheet here"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        strip=False,
        help_text=gettext_lazy("The first line names the columns. At most 5,000 lines."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a CSV file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )


def _opened(request: HttpRequest, slug: str) -> Opened:
    opened = open_body(request, slug)
    opened.require(Can.ADD_MEMBER)
    return opened


@require_safe
@signed_in
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the lines."""
    return _ask(request, _opened(request, slug), ListForm())


def _ask(
    request: HttpRequest, opened: Opened, form: ListForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        **opened.frame("members", _("Enter a list")),
        "crumbs": _crumbs(opened),
        "form": form,
        "heading": "; ".join(COLUMNS[key][0] for key in PROPOSED),
        "refusal": refusal_of(refusal) if refusal else None,
    }
    return render_workspace(request, "workspace/bulk/paste.html", context)


def _crumbs(opened: Opened) -> list[Link]:
    body = opened.body
    return [
        Link(_("Bodies"), address("bodies")),
        Link((body.short_name or body.name, "de"), address("body", body.slug)),
        Link(_("Members"), address("members", body.slug)),
        Link(_("Enter a list"), ""),
    ]


@require_POST
@signed_in
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show line by line what a list would do; nothing is changed."""
    opened = _opened(request, slug)
    form = ListForm(request.POST, request.FILES)
    form.is_valid()
    try:
        text = _text(request)
        entries, ignored = _read(text)
        planned = plan(opened.body, entries, actor=opened.user, on=today())
    except Refusal as refusal:
        return _ask(request, opened, form, refusal)
    return _show(request, opened, planned, {"text": text, "ignored": ignored})


def _text(request: HttpRequest) -> str:
    """Return what was pasted, or what the file holds; line ends as the browser sends them."""
    upload = request.FILES.get("file")
    pasted = request.POST.get("lines", "")
    if upload is not None and pasted.strip():
        raise NotATable(_("Paste lines or choose a file, not both."))
    text = text_of(upload.read()) if upload is not None else pasted
    text_of(text.encode())  # the size holds for pasted lines too
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(text: str) -> tuple[list[Entry], Sequence[str]]:
    table = read_table(text, COLUMNS, REQUIRED)
    words = role_words()
    return [entry_of(line, words) for line in table.lines], table.ignored


def _show(
    request: HttpRequest,
    opened: Opened,
    planned: Plan,
    given: Mapping[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    groups = [
        (Outcome.REFUSED, _("Stays out"), "missing"),
        (Outcome.NEW, _("New"), "current"),
        (Outcome.CHANGED, _("Changes"), "stale"),
        (Outcome.SAME, _("Stays as it is"), ""),
    ]
    found = [
        (planned.of(outcome), heading, State(kind, heading)) for outcome, heading, kind in groups
    ]
    counts = {outcome.value: len(planned.of(outcome)) for outcome in Outcome}
    context = {
        **opened.frame("members", _("Look at the list")),
        "crumbs": _crumbs(opened),
        "groups": [
            (heading, state, len(lines), [line_of(line) for line in lines[:SHOWN]])
            for lines, heading, state in found
            if lines
        ],
        "counts": counts,
        "enters": counts["new"] + counts["changed"],
        "shown": SHOWN,
        "token": planned.token,
        "refusal": refusal_of(refusal, kept=_("The list still stands below.")) if refusal else None,
        **given,
    }
    return render_workspace(request, "workspace/bulk/preview.html", context)


@require_POST
@signed_in
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter the lines of a preview, all good ones at once."""
    opened = _opened(request, slug)
    members = address("members", opened.body.slug)
    try:
        text = _text(request)
        entries, ignored = _read(text)
    except Refusal as refusal:
        return _ask(request, opened, ListForm(request.POST), refusal)
    token = request.POST.get("token", "")
    try:
        entered = enter_list(opened.body, entries, token=token, by=opened.user, now=timezone.now())
    except EnteredAlready as refusal:
        return _ask(request, opened, ListForm(), refusal)
    except Refusal as refusal:
        planned = plan(opened.body, entries, actor=opened.user, on=today())
        given = {"text": text, "ignored": ignored}
        is_new = isinstance(refusal, PreviewOutOfDate)
        return _show(request, opened, planned, {**given, "is_new_preview": is_new}, refusal)
    number = entered.rows.count()
    words = ngettext(
        "%(number)s line of the list was entered.",
        "%(number)s lines of the list were entered.",
        number,
    )
    undo = Undo(address("members_list_back", opened.body.slug, entered.pk))
    return done(request, members, words % {"number": number}, undo=undo)


@require_POST
@signed_in
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo a list."""
    opened = _opened(request, slug)
    entered = get_object_or_404(EnteredList, pk=pk, organization=opened.body)
    try:
        take_back_list(entered, by=opened.user, now=timezone.now())
    except Refusal as refusal:
        return _ask(request, opened, ListForm(), refusal)
    return done(request, address("members", opened.body.slug), _("The list was taken back."))


@require_safe
@signed_in
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an empty list with the right heading, as a spreadsheet of Windows reads it."""
    opened = _opened(request, slug)
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";")
    lines.writerow([harmless(COLUMNS[key][0]) for key in PROPOSED])
    response = HttpResponse(f"\ufeff{written.getvalue()}", content_type="text/csv; charset=utf-8")
    name = f"mitglieder-{opened.body.slug}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
