"""Who convenes, supports, visits and neighbours a body, and who may see names?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import EndReason, MembershipKind, RelationKind
from gremienwerk.domain.organizations.commands.add_convenor import add_convenor
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.add_relation import RelationDraft, add_relation
from gremienwerk.domain.organizations.commands.add_supporter import Support, add_supporter
from gremienwerk.domain.organizations.commands.agree_on_data import Agreement, agree_on_data
from gremienwerk.domain.organizations.commands.end_agreement import end_agreement
from gremienwerk.domain.organizations.commands.end_convenor import end_convenor
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.end_supporter import end_supporter
from gremienwerk.domain.organizations.commands.remove_relation import remove_relation
from gremienwerk.domain.organizations.commands.reorder_convenors import reorder_convenors
from gremienwerk.domain.organizations.models import Convenor, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.parties import Around, around
from gremienwerk.foundation.access import Permission
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import NOTHING, DayField, WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

Row = TypeVar("Row", bound=Model)


class PartyForm(WorkspaceForm):
    """An office, association or body, from a day on."""

    party = forms.ModelChoiceField(label=gettext_lazy("Who"), queryset=Organization.objects.none())
    starts_on = DayField(label=gettext_lazy("From"), required=False)


class SupportForm(WorkspaceForm):
    """Who supports, and with what."""

    party = forms.ModelChoiceField(label=gettext_lazy("Who"), queryset=Organization.objects.none())
    contribution = forms.CharField(label=gettext_lazy("With what"), max_length=300, required=False)


class AgreementForm(WorkspaceForm):
    """An agreement under Art. 26 or 28 DSGVO."""

    party = forms.ModelChoiceField(
        label=gettext_lazy("With whom"), queryset=Organization.objects.none()
    )
    article = forms.TypedChoiceField(
        label=gettext_lazy("Kind of agreement"),
        coerce=int,
        choices=[
            (26, gettext_lazy("Art. 26: responsible together")),
            (28, gettext_lazy("Art. 28: works on our behalf")),
        ],
    )
    reference = forms.CharField(
        label=gettext_lazy("Where it lies"),
        max_length=300,
        help_text=gettext_lazy("File number or folder."),
    )
    starts_on = DayField(label=gettext_lazy("Holds from"))


class RelationForm(WorkspaceForm):
    """How the body is connected with another."""

    kind = forms.ChoiceField(label=gettext_lazy("This body …"), choices=RelationKind.choices)
    other = forms.ModelChoiceField(
        label=gettext_lazy("Another body"),
        queryset=Organization.objects.none(),
        required=False,
    )
    other_label = forms.CharField(
        label=gettext_lazy("or somebody known by name only"), max_length=300, required=False
    )


class RowForm(WorkspaceForm):
    """Which row is meant."""

    row = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class PartiesPage:
    """A body with everybody around it, and who could be chosen."""

    opened: Opened
    around: Around

    @property
    def url(self) -> str:
        """Where this page is."""
        return address("body_parties", self.opened.body.slug)


def _choosing(
    kind: type[WorkspaceForm], name: str = "party"
) -> Callable[[PartiesPage, QueryDict | None, str], WorkspaceForm]:
    def drawn(page: PartiesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
        form = kind(data, auto_id=ids, initial={"starts_on": today()})
        rows = Organization.objects.visible_to(page.opened.user).filter(body__is_own=True)
        field = form.fields[name]
        field.queryset = rows.exclude(pk=page.opened.body.pk).order_by("name", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]
        if data is None:  # one list of names for all forms of the page
            field.choices = [NOTHING, *page.around.choices]  # type: ignore[attr-defined]
        return form

    return drawn


def _row(_page: PartiesPage, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return RowForm(data, auto_id=ids)


def _allowed(permission: Permission[Any, Any]) -> Callable[[PartiesPage], bool]:
    return lambda page: page.opened.may(permission)


def _convenor(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    body, by = page.opened.body, page.opened.user
    add_convenor(body, given["party"], starts_on=given["starts_on"], by=by, now=now)
    return Said(_("Convenes from now on: %(name)s.") % {"name": given["party"].name}, page.url)


def _supporter(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    support = Support(given["contribution"])
    add_supporter(page.opened.body, given["party"], support=support, by=page.opened.user, now=now)
    return Said(_("Supports from now on: %(name)s.") % {"name": given["party"].name}, page.url)


def _guest(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    draft = MemberDraft(
        given["party"], MembershipKind.STANDING_GUEST.value, starts_on=given["starts_on"]
    )
    add_member(page.opened.body, draft, by=page.opened.user, now=now)
    return Said(_("Standing guest: %(name)s.") % {"name": given["party"].name}, page.url)


def _agreement(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    agreement = Agreement(**form.cleaned_data)
    agree_on_data(page.opened.body, agreement, by=page.opened.user, now=now)
    return Said(_("The agreement is recorded; names are seen from its day on."), page.url)


def _relation(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    draft = RelationDraft(RelationKind(given["kind"]), given["other"], given["other_label"])
    add_relation(page.opened.body, draft, by=page.opened.user, now=now)
    return Said(_("The connection is entered."), page.url)


def _found(rows: Sequence[Row], form: WorkspaceForm) -> Row:
    found = next((row for row in rows if row.pk == form.cleaned_data["row"]), None)
    if found is None:
        raise Http404
    return found


def _end_convenor(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    end_convenor(_found(page.around.convenors, form), today(), by=page.opened.user, now=now)
    return Said(_("Convenes no longer; that it did stays known."), page.url)


def _end_supporter(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    end_supporter(_found(page.around.supporters, form), today(), by=page.opened.user, now=now)
    return Said(_("Supports no longer; that it did stays known."), page.url)


def _end_guest(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    row = _found(page.around.guests, form)
    end_membership(row, today(), reason=EndReason.OTHER, by=page.opened.user, now=now)
    return Said(_("Is a standing guest no longer."), page.url)


def _end_agreement(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    end_agreement(_found(page.around.agreements, form), today(), by=page.opened.user, now=now)
    return Said(_("The agreement has ended; from today on no names are seen."), page.url)


def _remove_relation(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    remove_relation(_found(page.around.relations, form), by=page.opened.user, now=now)
    return Said(_("The connection is removed."), page.url)


def _up(page: PartiesPage, form: WorkspaceForm, now: datetime) -> Said:
    row: Convenor = _found(page.around.convenors, form)
    order = [one.pk for one in page.around.convenors]
    place = order.index(row.pk)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    reorder_convenors(page.opened.body, order, by=page.opened.user, now=now)
    return Said(
        _("Named earlier: %(name)s. Their rank is equal.") % {"name": row.party.name}, page.url
    )


ACTS = {
    "convenor": Act[PartiesPage](_choosing(PartyForm), _convenor, _allowed(Can.ADD_CONVENOR)),
    "supporter": Act[PartiesPage](_choosing(SupportForm), _supporter, _allowed(Can.ADD_SUPPORTER)),
    "guest": Act[PartiesPage](_choosing(PartyForm), _guest, _allowed(Can.ADD_MEMBER)),
    "agreement": Act[PartiesPage](
        _choosing(AgreementForm), _agreement, _allowed(Can.AGREE_ON_DATA)
    ),
    "relation": Act[PartiesPage](
        _choosing(RelationForm, "other"), _relation, _allowed(Can.ADD_RELATION)
    ),
    "end_convenor": Act[PartiesPage](_row, _end_convenor, _allowed(Can.ADD_CONVENOR)),
    "up": Act[PartiesPage](_row, _up, _allowed(Can.ADD_CONVENOR)),
    "end_supporter": Act[PartiesPage](_row, _end_supporter, _allowed(Can.ADD_SUPPORTER)),
    "end_guest": Act[PartiesPage](_row, _end_guest, _allowed(Can.ADD_MEMBER)),
    "end_agreement": Act[PartiesPage](_row, _end_agreement, _allowed(Can.AGREE_ON_DATA)),
    "remove_relation": Act[PartiesPage](_row, _remove_relation, _allowed(Can.ADD_RELATION)),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change who is around a body."""
    opened = open_body(request, slug)
    page = PartiesPage(opened, around(opened.body, opened.user, today()))
    outcome = perform(request, ACTS, page)
    if outcome.answer:
        return outcome.answer
    context = {
        **opened.frame("body_parties", _("Partners")),
        "around": page.around,
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/parties.html", context)
