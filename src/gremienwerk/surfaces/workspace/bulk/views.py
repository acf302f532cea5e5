"""How does a list of members come in? Paste or upload, look at what it would do, enter it.

The lines travel with the form, so that nothing of them is kept before they are entered; the
token of the preview makes sure that only what was seen is entered, and once.
"""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.enter_list import (
    EnteredAlready,
    enter_list,
)
from gremienwerk.domain.organizations.commands.take_back_list import take_back_list
from gremienwerk.domain.organizations.member_list import COLUMNS, PROPOSED
from gremienwerk.domain.organizations.models import EnteredList
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.entering import Outcome, Plan, plan
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.tables import harmless
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bulk.given import (
    SAMPLE,
    SHORT_SAMPLE,
    Given,
    ListForm,
    for_whom,
    heading,
    read_given,
    text_given,
    words,
)
from gremienwerk.surfaces.workspace.bulk.lines import line_of
from gremienwerk.surfaces.workspace.forms import NotFilledIn
from gremienwerk.surfaces.workspace.frame import address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import Undo, done, signed_in

SHOWN = 500  # so many lines of each kind are drawn; all are counted
GROUPS = (
    (Outcome.REFUSED, gettext_lazy("Stays out")),
    (Outcome.NEW, gettext_lazy("New")),
    (Outcome.CHANGED, gettext_lazy("Changes")),
    (Outcome.SAME, gettext_lazy("Stays as it is")),
)


def _opened(request: HttpRequest, slug: str) -> Opened:
    opened = open_body(request, slug)
    opened.require(Can.ADD_MEMBER)
    return opened


@require_safe
@signed_in
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the lines; the order of the columns stands above the field."""
    return _ask(request, _opened(request, slug), ListForm())


def _ask(
    request: HttpRequest, opened: Opened, form: ListForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        **opened.frame("members", _("Enter a list")),
        "crumbs": _crumbs(opened),
        "form": for_whom(form, opened),
        "heading": heading(),
        "short_heading": heading(2),
        "sample": SAMPLE,
        "short_sample": SHORT_SAMPLE,
        "words": words(),
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
        given = read_given(request, form, opened)
        planned = plan(opened.body, given.entries, actor=opened.user, on=today())
    except NotFilledIn as refusal:
        return _ask(request, opened, _with_text(request, text_given(request)), refusal)
    except Refusal as refusal:
        return _ask(request, opened, form, refusal)
    return _show(request, opened, planned, given)


def _show(
    request: HttpRequest,
    opened: Opened,
    planned: Plan,
    given: Given,
    refusal: Refusal | None = None,
) -> HttpResponse:
    found = [(planned.of(outcome), heading) for outcome, heading in GROUPS]
    counts = {outcome.value: len(planned.of(outcome)) for outcome in Outcome}
    source = given.text.split("\n")
    context = {
        **opened.frame("members", _("Look at the list")),
        "crumbs": _crumbs(opened),
        "groups": [
            (heading, len(lines), [line_of(line, source) for line in lines[:SHOWN]])
            for lines, heading in found
            if lines
        ],
        "counts": counts,
        "enters": counts["new"] + counts["changed"],
        "shown": SHOWN,
        "token": planned.token,
        "given": given,
        "text": given.text,
        "words": words(),
        "order": heading().replace(";", ","),
        "form": for_whom(_with_text(request, given.text), opened),
        "refusal": refusal_of(refusal, kept=_("The list still stands below.")) if refusal else None,
    }
    return render_workspace(request, "workspace/bulk/preview.html", context)


def _with_text(request: HttpRequest, text: str) -> ListForm:
    """Return the form as it was sent, what a file held now standing in the field."""
    data = request.POST.copy()
    data["lines"] = text
    form = ListForm(data)
    form.fields.pop("file")
    return form


@require_POST
@signed_in
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter the lines of a preview, all good ones at once."""
    opened = _opened(request, slug)
    form = ListForm(request.POST)
    form.is_valid()
    try:
        given = read_given(request, form, opened)
    except Refusal as refusal:
        return _ask(request, opened, form, refusal)
    token, user = request.POST.get("token", ""), opened.user
    try:
        entered = enter_list(opened.body, given.entries, token=token, by=user, now=timezone.now())
    except EnteredAlready as refusal:
        return _ask(request, opened, ListForm(), refusal)
    except Refusal as refusal:
        planned = plan(opened.body, given.entries, actor=user, on=today())
        return _show(request, opened, planned, given, refusal)
    number = entered.rows.count()
    said = ngettext(
        "%(number)s line of the list was entered.",
        "%(number)s lines of the list were entered.",
        number,
    )
    undo = Undo(address("members_list_back", opened.body.slug, entered.pk))
    members = address("members", opened.body.slug)
    return done(request, members, said % {"number": number}, undo=undo)


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
