"""What can be changed in one membership, while its row stands open?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import EndReason, MembershipKind, Role
from gremienwerk.domain.organizations.commands.change_membership import (
    MembershipFacts,
    change_membership,
)
from gremienwerk.domain.organizations.commands.continue_membership import continue_membership
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.take_back_member import take_back_member
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.seating import memberships_at_work
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import Permission, may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.agreement import ConsentsForm, proof_of
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm, as_text
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.members.page import page_of

ONE_DAY = timedelta(days=1)
VOTES = [("yes", gettext_lazy("has a vote")), ("no", gettext_lazy("has no vote"))]
REASONS = [("", gettext_lazy("choose a reason")), *EndReason.choices]


@dataclass(frozen=True)
class OpenRow:
    """One membership on the desk of an account."""

    opened: Opened
    row: Membership

    def may(self, permission: Permission) -> bool:  # type: ignore[type-arg]
        """Tell whether the account holds a permission on the membership."""
        return may(self.opened.user, permission, self.row)

    @property
    def url(self) -> str:
        """Return the address of the open row."""
        return address("member", self.opened.body.slug, self.row.pk)

    @property
    def name(self) -> str:
        """Return who it is about."""
        holder = self.row.person or self.row.party
        return holder.name if holder else ""


class FactsForm(WorkspaceForm):
    """What a membership is; `last_day` is the last day on which it holds.

    `affiliation` and the fields of ConsentsForm stand there where this account keeps them.
    """

    affiliation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Belongs as"), choices=MembershipKind.choices)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("no role")), *Role.choices],
        required=False,
    )
    vote = forms.ChoiceField(label=gettext_lazy("Vote"), choices=VOTES)
    starts_on = DayField(label=gettext_lazy("From"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)
    role_label = forms.CharField(
        label=gettext_lazy("Own word for the role"), max_length=200, required=False
    )


class EndForm(WorkspaceForm):
    """When and why a membership ends; no reason is proposed."""

    last_day = DayField(label=gettext_lazy("Last day"))
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=REASONS)


def _shown(open_row: OpenRow) -> dict[str, str]:
    row = open_row.row
    return {
        "kind": row.kind,
        "role": row.role,
        "vote": "yes" if getattr(row, "may_vote", False) else "no",
        "starts_on": as_text(row.starts_on),
        "last_day": as_text(row.ends_on - ONE_DAY if row.ends_on else None),
        "role_label": row.role_label,
        **_shown_of_person(open_row),
    }


def _shown_of_person(open_row: OpenRow) -> dict[str, str]:
    person = open_row.row.person
    if person is None or not _keeps_person(open_row):
        return {}
    held = set(person.consents.valid().values_list("purpose", flat=True))
    agreed = ",".join(value for value in ConsentPurpose.values if value in held)
    return {"affiliation": person.affiliation, "agreed": agreed}


def _facts_form(open_row: OpenRow, data: QueryDict | None, ids: str) -> WorkspaceForm:
    shown = _shown(open_row)
    initial = {**shown, "agreed": shown.get("agreed", "").split(",")}
    form = FactsForm(data, auto_id=ids, initial=initial)
    if "agreed" in shown:
        form.fields |= ConsentsForm().fields
    else:
        del form.fields["affiliation"]
    if open_row.row.seat_id is not None or not open_row.may(Can.CHANGE_MEMBERSHIP):
        form.fields["kind"].choices = [  # type: ignore[attr-defined]
            (open_row.row.kind, MembershipKind(open_row.row.kind).label)
        ]
    if not open_row.may(Can.APPOINT):
        held = open_row.row.role
        form.fields["role"].choices = [(held, Role(held).label if held else _("no role"))]  # type: ignore[attr-defined]
    return form


def _change(open_row: OpenRow, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    facts = MembershipFacts(
        kind=given["kind"],
        starts_on=given["starts_on"],
        ends_on=_after(given["last_day"]),
        role_label=given["role_label"],
        on_behalf_of=open_row.row.on_behalf_of,
        has_vote=given["vote"] == "yes",
        role=given["role"],
    )
    with transaction.atomic():
        change_membership(open_row.row, facts, by=open_row.opened.user, now=now)
        _change_person(open_row, given, now)
    return Said(_("%(name)s: saved.") % {"name": open_row.name}, open_row.url)


def _change_person(open_row: OpenRow, given: Mapping[str, Any], now: datetime) -> None:
    person, user = open_row.row.person, open_row.opened.user
    if person is None or "agreed" not in given:
        return
    edit_person(person, {"affiliation": given["affiliation"]}, by=user, now=now)
    agreed = [ConsentPurpose(value) for value in given["agreed"]]
    set_consents(person, agreed, proof=proof_of(given), by=user, now=now)


def _after(last_day: date | None) -> date | None:
    return last_day + ONE_DAY if last_day else None


def _end(open_row: OpenRow, form: WorkspaceForm, now: datetime) -> Said:
    last_day, reason = form.cleaned_data["last_day"], EndReason(form.cleaned_data["reason"])
    end_membership(
        open_row.row, last_day + ONE_DAY, reason=reason, by=open_row.opened.user, now=now
    )
    text = _("%(name)s: the membership ends with %(day)s.") % {
        "name": open_row.name,
        "day": last_day.strftime("%d.%m.%Y"),
    }
    return Said(text, _list(open_row))


def _continue(open_row: OpenRow, form: WorkspaceForm, now: datetime) -> Said:  # noqa: ARG001
    continue_membership(open_row.row, by=open_row.opened.user, now=now)
    return Said(_("%(name)s: the membership goes on.") % {"name": open_row.name}, _list(open_row))


def _take_back(open_row: OpenRow, form: WorkspaceForm, now: datetime) -> Said:  # noqa: ARG001
    take_back_member(open_row.row, by=open_row.opened.user, now=now)
    text = _("%(name)s: the entry was taken back.") % {"name": open_row.name}
    return Said(text, _list(open_row))


def _list(open_row: OpenRow) -> str:
    return address("members", open_row.opened.body.slug)


def _nothing(_open_row: OpenRow, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return WorkspaceForm(data, auto_id=ids)


def _keeps_person(open_row: OpenRow) -> bool:
    person, user = open_row.row.person, open_row.opened.user
    kept = (CanPeople.GIVE_CONSENT, CanPeople.EDIT)
    return person is not None and all(may(user, one, person) for one in kept)


ACTS = {
    "change": Act[OpenRow](
        _facts_form, _change, lambda one: one.may(Can.CHANGE_MEMBERSHIP), _shown
    ),
    "end": Act[OpenRow](
        lambda _one, data, ids: EndForm(data, auto_id=ids, initial={"last_day": today()}),
        _end,
        lambda one: one.row.ends_on is None and one.may(Can.END_MEMBERSHIP),
    ),
    "continue": Act[OpenRow](
        _nothing,
        _continue,
        lambda one: one.row.ends_on is not None and one.may(Can.END_MEMBERSHIP),
    ),
    "back": Act[OpenRow](_nothing, _take_back, lambda one: one.may(Can.END_MEMBERSHIP)),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the members of a body with one row open, and do what its forms ask."""
    opened = open_body(request, slug)
    rows = memberships_at_work(opened.body, opened.user, today())
    membership = rows.filter(Q(("is_known", True)), pk=pk).first()
    if membership is None:
        raise Http404
    membership.organization = opened.body  # loaded already
    opened.require(Can.ADD_MEMBER)
    subject = OpenRow(opened, membership)
    outcome = perform(request, ACTS, subject)
    if outcome.answer:
        return outcome.answer
    person = membership.person
    context = {
        **page_of(request, opened, row=pk),
        "open_row": subject,
        "person_url": address("person", person.pk) if person else "",
        **outcome.context,
    }
    return render_workspace(request, "workspace/members/show.html", context)
