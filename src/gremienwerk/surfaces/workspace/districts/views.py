"""Who is the commissioner of each district, and when did somebody last compare that?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link, State
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.add_commissioner import (
    CommissionerDraft,
    add_commissioner,
)
from gremienwerk.domain.organizations.commands.check_commissioner import check_commissioner
from gremienwerk.domain.organizations.commands.correct_commissioner import (
    Correction,
    correct_commissioner,
)
from gremienwerk.domain.organizations.models import CommissionerEntry
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import (
    AUDITOR,
    OFFICE,
    address,
    refusal_of,
    render_workspace,
)
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in

FRESH = timedelta(days=180)  # then somebody compares the entry again (N1.3)
FIELDS = ("title", "name", "email", "url")


class EntryForm(WorkspaceForm):
    """Who holds the post; without a name it is vacant."""

    title = forms.CharField(label=gettext_lazy("Title of the post"), max_length=300)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Leave it empty while the post is vacant."),
    )
    email = forms.EmailField(label=gettext_lazy("Official e-mail"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Official page"), required=False, assume_scheme="https", max_length=500
    )

    def __init__(self, *args: Any, with_day: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask from which day on, too, `with_day`."""
        super().__init__(*args, **kwargs)
        if with_day:
            self.fields["starts_on"] = DayField(label=gettext_lazy("From"))
            self.fields["starts_on"].widget.attrs.setdefault("class", "f")


@dataclass(frozen=True)
class Looked:
    """An entry, and who looks at it."""

    entry: CommissionerEntry
    user: User

    def may(self) -> bool:
        """Tell whether the account keeps the directory."""
        return may(self.user, Can.CHECK_COMMISSIONER, self.entry)


def _reader(request: HttpRequest) -> User:
    user = actor_of(request)
    if not office_roles(user, on=today()) & (OFFICE | {AUDITOR}):
        raise NotAllowed
    return user


def _current() -> list[CommissionerEntry]:
    rows = CommissionerEntry.objects.on(today()).filter(organization__deleted_at=None)
    return list(rows.select_related("organization__body").order_by("district_key", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def districts(request: HttpRequest) -> HttpResponse:
    """List the entries by district; a POST says that one is right today."""
    user = _reader(request)
    entries, refusal = _current(), None
    if request.method == "POST":
        found = next((one for one in entries if str(one.pk) == request.POST.get("entry")), None)
        if found is None:
            raise Http404
        try:
            check_commissioner(found, by=user, now=timezone.now())
        except Refusal as refused:
            refusal = refusal_of(refused)
        else:
            said = _("%(district)s was checked today.") % {"district": found.district_name}
            return done(request, address("districts"), said)
    old = [one for one in entries if is_old(one)]
    context = {
        "title": _("Districts"),
        "entries": [_row(one) for one in entries],
        "old": len(old),
        "may_check": bool(entries) and Looked(entries[0], user).may(),
        "refusal": refusal,
    }
    return render_workspace(request, "workspace/districts/list.html", context)


def is_old(entry: CommissionerEntry, day: date | None = None) -> bool:
    """Tell whether nobody has compared an entry for too long."""
    return entry.checked_on is None or entry.checked_on + FRESH <= (day or today())


def _row(entry: CommissionerEntry) -> dict[str, Any]:
    if is_old(entry):
        state = State("overdue", _("to be checked"))
    else:
        state = State("current", _("checked"))
    return {
        "row": entry,
        "title": (entry.title, SOURCE_LANGUAGE),
        "state": state,
        "url": address("district", entry.district_key),
        "is_today": entry.checked_on == today(),
    }


def _entry(_looked: Looked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return EntryForm(
        data, auto_id=ids, initial={name: getattr(_looked.entry, name) for name in FIELDS}
    )


def _succession(looked: Looked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    initial = {"title": looked.entry.title, "starts_on": today()}
    return EntryForm(data, auto_id=ids, initial=initial, with_day=True)


def _correct(looked: Looked, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    correct_commissioner(looked.entry, Correction(**given), by=looked.user, now=now)
    return Said(_("Corrected, and checked today."), _here(looked))


def _succeed(looked: Looked, form: WorkspaceForm, now: datetime) -> Said:
    given, entry = form.cleaned_data, looked.entry
    draft = CommissionerDraft(
        district_key=entry.district_key,
        district_name=entry.district_name,
        title=given["title"],
        name=given["name"],
        email=given["email"],
        url=given["url"],
        checked_on=timezone.localdate(now),
        starts_on=given["starts_on"],
    )
    add_commissioner(entry.organization, draft, by=looked.user, now=now)
    return Said(
        _("The new entry holds from its day on; the old one stays in the history."), _here(looked)
    )


def _here(looked: Looked) -> str:
    return address("district", looked.entry.district_key)


ACTS = {
    "correct": Act[Looked](
        _entry, _correct, Looked.may, lambda looked: initial_of(looked.entry, FIELDS)
    ),
    "succeed": Act[Looked](_succession, _succeed, Looked.may),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def district(request: HttpRequest, key: str) -> HttpResponse:
    """Show one district: correct its entry, or write down who comes next."""
    user = _reader(request)
    entry = next((one for one in _current() if one.district_key == key), None)
    if entry is None:
        raise Http404
    outcome = perform(request, ACTS, Looked(entry, user))
    if outcome.answer:
        return outcome.answer
    before = CommissionerEntry.objects.filter(
        organization=entry.organization, district_key=key
    ).exclude(pk=entry.pk)
    context = {
        "title": (entry.district_name, SOURCE_LANGUAGE),
        "crumbs": [
            Link(_("Districts"), address("districts")),
            Link((entry.district_name, SOURCE_LANGUAGE), ""),
        ],
        "entry": _row(entry),
        "others": list(before.order_by("-starts_on", "-pk")),
        **outcome.context,
    }
    return render_workspace(request, "workspace/districts/show.html", context)
