"""Who comes to a body: somebody we know, somebody new, or an organisation?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import MembershipKind, Role, SeatHolder
from gremienwerk.domain.organizations.commands.admit import Admission, admit
from gremienwerk.domain.organizations.models import Organization, Seat
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.seating import vacant_seats
from gremienwerk.domain.people.commands.add_person import PersonDraft
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.naming import split_name
from gremienwerk.domain.people.queries import known_as
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

NEW = "new"
PARTY = "party"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Coming:
    """A body that admits, its vacant seats, and the one that was chosen."""

    opened: Opened
    seats: Sequence[Seat]
    chosen: str


class AdmitForm(WorkspaceForm):
    """Whom, where, as what, how long. Who has a similar record is asked about before."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=300,
        help_text=gettext_lazy("First name and family name, or the name of an organisation."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("For letters. Never public."),
    )
    affiliation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300, required=False
    )
    place = forms.ChoiceField(label=gettext_lazy("Seat"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Belongs as"),
        choices=MembershipKind.choices,
        initial=MembershipKind.MEMBER,
        required=False,
        help_text=gettext_lazy("Where a seat is chosen, the seat decides."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("no role")), *Role.choices],
        required=False,
    )
    starts_on = DayField(label=gettext_lazy("From"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)
    record = forms.ChoiceField(
        label=gettext_lazy("Who is it?"), widget=forms.RadioSelect, required=False
    )

    candidates: Sequence[Person | Organization] = ()

    def clean(self) -> dict[str, Any]:
        """Ask who it is where records are alike and nothing was chosen."""
        given = super().clean() or {}
        if self.candidates and not given.get("record"):
            self.add_error("record", _("There are similar records; say which one it is."))
        return given


def _form(coming: Coming, data: QueryDict | None, ids: str) -> WorkspaceForm:
    body = coming.opened.body
    initial = {"place": coming.chosen, "starts_on": today()}
    form = AdmitForm(data, auto_id=ids, initial=initial)
    fields: dict[str, Any] = form.fields
    fields["place"].choices = [("", _("no seat")), *((str(s.pk), _said(s)) for s in coming.seats)]
    if not coming.opened.may(Can.ADD_CONVENOR):  # who steers appoints
        fields.pop("role")
    form.candidates = _alike(coming, data) if data is not None else ()
    if form.candidates:
        fields["record"].choices = [
            *((_key(one), _told(one)) for one in form.candidates),
            (NEW, _("somebody else, a new record")),
        ]
    else:
        fields.pop("record")
    if not coming.seats:
        fields.pop("place")
    form.order_fields(["record", "name", "email", "affiliation"])
    form.fields["kind"].widget.attrs["data-of"] = body.slug
    return form


def _said(seat: Seat) -> str:
    words = {
        "number": seat.number,
        "kind": MembershipKind(seat.kind).label,
        "holder": SeatHolder(seat.holder).label,
    }
    if seat.holder == SeatHolder.ORGANIZATION:
        return _("Seat %(number)s, %(kind)s (%(holder)s)") % words
    return _("Seat %(number)s, %(kind)s") % words


def _alike(coming: Coming, data: QueryDict) -> Sequence[Person | Organization]:
    name, email = data.get("name", "").strip(), data.get("email", "").strip()
    if not name:
        return ()
    user, body = coming.opened.user, coming.opened.body.body_id
    people = known_as(name, email, actor=user).filter(body=body)[:8]
    parties = Organization.objects.visible_to(user).filter(name__iexact=name, body=body)[:3]
    return [*people, *parties]


def _key(one: Person | Organization) -> str:
    return f"{PARTY if isinstance(one, Organization) else 'person'}:{one.pk}"


def _told(one: Person | Organization) -> str:
    if isinstance(one, Organization):
        return _("%(name)s (organisation)") % {"name": one.name}
    return ", ".join(filter(None, (one.name, one.affiliation, one.email)))


def _holder(form: WorkspaceForm) -> Person | PersonDraft | Organization:
    given = form.cleaned_data
    candidates: Sequence[Person | Organization] = getattr(form, "candidates", ())
    found = {_key(one): one for one in candidates}
    chosen = found.get(given.get("record", ""))
    if chosen is not None:
        return chosen
    given_name, family_name = split_name(given["name"])
    return PersonDraft(
        name=given["name"],
        given_name=given_name,
        family_name=family_name,
        email=given["email"],
        affiliation=given["affiliation"],
    )


def _admit(coming: Coming, form: WorkspaceForm, now: datetime) -> Said:
    given, opened = form.cleaned_data, coming.opened
    seats = {str(seat.pk): seat for seat in coming.seats}
    admission = Admission(
        holder=_holder(form),
        place=seats.get(given.get("place", "")),
        kind=given["kind"] or MembershipKind.MEMBER.value,
        role=Role(given["role"]) if given.get("role") else None,
        starts_on=given["starts_on"],
        ends_on=given["last_day"] + ONE_DAY if given["last_day"] else None,
    )
    admit(opened.body, admission, by=opened.user, now=now)
    text = _("%(name)s belongs to the body now.") % {"name": given["name"]}
    return Said(text, address("members", opened.body.slug))


ACTS = {"admit": Act[Coming](_form, _admit, lambda coming: coming.opened.may(Can.ADD_MEMBER))}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whom to admit; `?sitz=` chooses a seat beforehand."""
    opened = open_body(request, slug)
    opened.require(Can.ADD_MEMBER)
    coming = Coming(opened, vacant_seats(opened.body, today()), request.GET.get("sitz", ""))
    outcome = perform(request, ACTS, coming)
    if outcome.answer:
        return outcome.answer
    context = {**opened.frame("members", _("Admit somebody")), **outcome.context}
    return render_workspace(request, "workspace/members/admit.html", context)
