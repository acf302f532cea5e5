"""How many seats has a body, for whom, in which term?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import MembershipKind, SeatHolder
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft, add_seats
from gremienwerk.domain.organizations.commands.add_term import TermDraft, add_term
from gremienwerk.domain.organizations.commands.remove_seat import remove_seat
from gremienwerk.domain.organizations.models import Seat, Term
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.seating import vacant_seats
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

ONE_DAY = timedelta(days=1)
SEATED = [(kind.value, kind.label) for kind in (MembershipKind.MEMBER, MembershipKind.DEPUTY)]


class AddForm(WorkspaceForm):
    """How many seats more, for whom."""

    count = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=500, initial=1
    )
    kind = forms.ChoiceField(label=gettext_lazy("For"), choices=SEATED)
    holder = forms.ChoiceField(label=gettext_lazy("Held by"), choices=SeatHolder.choices)
    term = forms.ModelChoiceField(
        label=gettext_lazy("Term"), queryset=Term.objects.none(), required=False
    )
    starts_on = DayField(label=gettext_lazy("From"), required=False)


class RemoveForm(WorkspaceForm):
    """Which seat goes, and from when on."""

    seat = forms.ModelChoiceField(label=gettext_lazy("Seat"), queryset=Seat.objects.none())
    last_day = DayField(label=gettext_lazy("Last day"))


class TermForm(WorkspaceForm):
    """A term of office."""

    name = forms.CharField(label=gettext_lazy("Name of the term"), max_length=200)
    starts_on = DayField(label=gettext_lazy("From"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)


def _add_form(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = AddForm(data, auto_id=ids)
    terms = Term.objects.filter(organization=opened.body).order_by("-starts_on", "-pk")
    field: Any = form.fields["term"]
    field.queryset = terms
    field.label_from_instance = lambda term: term.name
    field.empty_label = _("no term")
    return form


def _add(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    draft = SeatsDraft(**form.cleaned_data)
    seats = add_seats(opened.body, draft, by=opened.user, now=now)
    text = ngettext("%(n)s seat more.", "%(n)s seats more.", len(seats)) % {"n": len(seats)}
    return Said(text, address("seats", opened.body.slug))


def seat_words(seat: Seat) -> str:
    """Return what one calls a seat."""
    words = {"number": seat.number, "kind": MembershipKind(seat.kind).label}
    return _("Seat %(number)s, %(kind)s") % words


def _remove_form(opened: Opened, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = RemoveForm(data, auto_id=ids, initial={"last_day": today()})
    field: Any = form.fields["seat"]
    field.queryset = (
        Seat.objects.on(today()).filter(organization=opened.body).order_by("-kind", "number")
    )
    field.label_from_instance = seat_words
    return form


def _remove(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    seat, last_day = form.cleaned_data["seat"], form.cleaned_data["last_day"]
    text = _("%(seat)s is gone.") % {"seat": seat_words(seat)}
    remove_seat(seat, last_day + ONE_DAY, by=opened.user, now=now)
    return Said(text, address("seats", opened.body.slug))


def _term(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    ends_on = given["last_day"] + ONE_DAY if given["last_day"] else None
    draft = TermDraft(name=given["name"], starts_on=given["starts_on"], ends_on=ends_on)
    add_term(opened.body, draft, by=opened.user, now=now)
    return Said(_("The term was added."), address("seats", opened.body.slug))


ACTS = {
    "add": Act[Opened](_add_form, _add, lambda opened: opened.may(Can.ADD_SEATS)),
    "remove": Act[Opened](_remove_form, _remove, lambda opened: opened.may(Can.ADD_SEATS)),
    "term": Act[Opened](
        lambda _opened, data, ids: TermForm(data, auto_id=ids),
        _term,
        lambda opened: opened.may(Can.ADD_TERM),
    ),
}


@dataclass(frozen=True)
class Count:
    """How many seats of one kind there are, and how many of them nobody holds."""

    name: str
    number: int
    vacant: int


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change the seats and terms of a body."""
    opened = open_body(request, slug, roles=RUNNING)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    seats = list(Seat.objects.on(today()).filter(organization=opened.body))
    vacant = vacant_seats(opened.body, today()) if seats else []
    terms = Term.objects.filter(organization=opened.body).order_by("-starts_on", "-pk")
    context = {
        **opened.frame("seats", _("Seats")),
        "counts": _counts(seats, vacant),
        "terms": [(term, term.ends_on - ONE_DAY if term.ends_on else None) for term in terms],
        **outcome.context,
    }
    return render_workspace(request, "workspace/members/seats.html", context)


def _counts(seats: list[Seat], vacant: list[Seat]) -> list[Count]:
    kinds = sorted({(seat.kind, seat.holder) for seat in seats}, reverse=True)
    return [
        Count(
            f"{MembershipKind(kind).label}, {SeatHolder(holder).label}",
            sum((s.kind, s.holder) == (kind, holder) for s in seats),
            sum((s.kind, s.holder) == (kind, holder) for s in vacant),
        )
        for kind, holder in kinds
    ]
