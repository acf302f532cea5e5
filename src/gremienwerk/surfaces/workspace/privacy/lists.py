"""Who is written to? Mailing lists, seen by their owners alone."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import bodies_of
from gremienwerk.domain.privacy.commands.close_list import close_list
from gremienwerk.domain.privacy.commands.enter_on_list import Address, enter_on_list
from gremienwerk.domain.privacy.commands.leave_list import leave_list
from gremienwerk.domain.privacy.commands.open_list import ListDraft, open_list
from gremienwerk.domain.privacy.commands.read_entries import read_entries
from gremienwerk.domain.privacy.models import ListEntry, MailingList
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


class OpenForm(WorkspaceForm):
    """A list to be."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("What people are written to for"),
        max_length=500,
        help_text=gettext_lazy("People agree to this purpose, not to others."),
    )
    body = forms.ChoiceField(label=gettext_lazy("Whose list"), required=False)

    def __init__(self, *args: object, bodies: list[Organization], is_office: bool) -> None:
        """Offer the office, where somebody works in it, and the bodies that they lead."""
        super().__init__(*args, auto_id="open-%s")
        choices = [("", _("of the office"))] if is_office else []
        choices += [(str(one.pk), one.short_name or one.name) for one in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]


class EnterForm(WorkspaceForm):
    """An address and how its holder agreed."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    evidence = forms.CharField(
        label=gettext_lazy("How and where the person agreed"), max_length=500
    )


class LeaveForm(WorkspaceForm):
    """Which address leaves."""

    row = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Keeper:
    """Who keeps lists: somebody of the office, or who leads bodies."""

    user: User
    bodies: list[Organization]
    is_office: bool


@dataclass(frozen=True)
class Opened:
    """A list and who opened it."""

    row: MailingList
    user: User


def _open(keeper: Keeper, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    body = next((one for one in keeper.bodies if str(one.pk) == given["body"]), None)
    row = open_list(ListDraft(given["name"], given["purpose"], body), by=keeper.user, now=now)
    return Said(_("The list is open."), address("mailing_list", row.pk))


OPENING = {
    "open": Act[Keeper](
        lambda keeper, data, _ids: OpenForm(data, bodies=keeper.bodies, is_office=keeper.is_office),
        _open,
        lambda keeper: keeper.is_office or bool(keeper.bodies),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show_all(request: HttpRequest) -> HttpResponse:
    """Show the lists of whoever asks; of others nobody learns here."""
    keeper = _keeper(actor_of(request))
    outcome = perform(request, OPENING, keeper)
    if outcome.answer:
        return outcome.answer
    lists = MailingList.objects.visible_to(keeper.user).select_related("organization")
    context = {
        "title": _("Mailing lists"),
        "lists": lists.order_by("closed_at", "name"),
        **outcome.context,
    }
    return render_workspace(request, "workspace/privacy/lists.html", context)


def _keeper(user: User) -> Keeper:
    roles = bodies_of(user, on=today())
    mine = (
        Organization.objects.visible_to(user).filter(pk__in=roles, is_listed=True).order_by("name")
    )
    led = [one for one in mine if may(user, Can.OPEN_LIST, MailingList(organization=one))]
    return Keeper(user, led, may(user, Can.OPEN_LIST, MailingList()))


def _enter(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    enter_on_list(opened.row, Address(given["email"], given["evidence"]), by=opened.user, now=now)
    return Said(_("Entered."), address("mailing_list", opened.row.pk))


def _leave(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    entries = ListEntry.objects.visible_to(opened.user).filter(mailing_list=opened.row)
    entry = entries.filter(pk=form.cleaned_data["row"]).first()
    if entry is not None:
        leave_list(entry, by=opened.user, now=now)
    return Said(
        _("Nobody writes to this address any more."), address("mailing_list", opened.row.pk)
    )


def _close(opened: Opened, _form: WorkspaceForm, now: datetime) -> Said:
    close_list(opened.row, by=opened.user, now=now)
    return Said(_("The list is closed, its addresses are erased."), address("mailing_lists"))


def _is_open(opened: Opened) -> bool:
    return opened.row.closed_at is None


ACTS = {
    "enter": Act[Opened](lambda _row, data, ids: EnterForm(data, auto_id=ids), _enter, _is_open),
    "leave": Act[Opened](lambda _row, data, ids: LeaveForm(data, auto_id=ids), _leave, _is_open),
    "close": Act[Opened](
        lambda _row, data, ids: WorkspaceForm(data, auto_id=ids), _close, _is_open
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the addresses of a list to its owner; that they were read stands in the log."""
    user = actor_of(request)
    lists = MailingList.objects.visible_to(user).select_related("organization")
    row = lists.filter(pk=pk).first()
    if row is None:
        raise Http404
    opened = Opened(row, user)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    context = {
        "title": row.name,
        "crumbs": [Link(_("Mailing lists"), address("mailing_lists")), Link(row.name, "")],
        "row": row,
        "entries": read_entries(row, by=user, now=timezone.now()),
        **outcome.context,
    }
    return render_workspace(request, "workspace/privacy/list.html", context)
