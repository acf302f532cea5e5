"""Which records may be one person? Compare, merge, keep apart, and take a merge back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.keep_apart import keep_apart
from gremienwerk.domain.people.commands.merge_people import merge_people
from gremienwerk.domain.people.commands.unmerge_people import unmerge_people
from gremienwerk.domain.people.models import Consent, MergeRecord, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.domain.people.queries import Duplicate, duplicates
from gremienwerk.foundation.access import may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.reads import log_read
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import (
    OFFICE,
    address,
    refusal_of,
    render_workspace,
)
from gremienwerk.surfaces.workspace.http import Undo, actor_of, done, signed_in
from gremienwerk.surfaces.workspace.people.office import in_office_only

MOST = 100
CONTACT = "people.contact"
COMPARED = (
    ("name", gettext_lazy("Name")),
    ("title", gettext_lazy("Title")),
    ("function", gettext_lazy("Function")),
    ("affiliation", gettext_lazy("Organisation")),
    ("email", gettext_lazy("E-mail address")),
    ("public_email", gettext_lazy("Official e-mail address")),
    ("language", gettext_lazy("Letters in")),
)


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """List pairs of records that may be one person, and say why."""
    user = in_office_only(request, OFFICE)
    found = duplicates(user)
    shown = found[:MOST]
    context = {
        "title": _("Duplicates"),
        "crumbs": [Link(_("People"), address("people")), Link(_("Duplicates"), "")],
        "pairs": [_pair(pair) for pair in shown],
        "more": len(found) - len(shown),
    }
    return render_workspace(request, "workspace/people/duplicates.html", context)


def _pair(pair: Duplicate) -> dict[str, object]:
    return {
        "first": pair.first,
        "second": pair.second,
        "reasons": [reason.label for reason in pair.reasons],
        "is_likely": pair.is_likely,
        "url": address("people_compare", pair.first.pk, pair.second.pk),
    }


@dataclass(frozen=True)
class Pair:
    """Two records on the desk of an account."""

    user: User
    first: Person
    second: Person

    @property
    def may_merge(self) -> bool:
        """Tell whether the account merges both."""
        return may(self.user, Can.MERGE, self.first) and may(self.user, Can.MERGE, self.second)


class MergeForm(WorkspaceForm):
    """Which of the two records stays."""

    kept = forms.ChoiceField(label=gettext_lazy("This record stays"), widget=forms.RadioSelect)


def _form(pair: Pair, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = MergeForm(data, auto_id=ids, initial={"kept": pair.first.pk})
    form.fields["kept"].choices = [  # type: ignore[attr-defined]
        (person.pk, f"{person.name}, #{person.pk}") for person in (pair.first, pair.second)
    ]
    return form


def _merge(pair: Pair, form: WorkspaceForm, now: datetime) -> Said:
    by_key = {str(person.pk): person for person in (pair.first, pair.second)}
    kept = by_key.pop(form.cleaned_data["kept"])
    [merged] = by_key.values()
    record = merge_people(kept, merged, by=pair.user, now=now)
    undo = Undo(address("people_unmerge", record.pk))
    text = _("%(name)s: two records are one now.") % {"name": kept.name}
    return Said(text, address("person", kept.pk), undo)


def _apart(pair: Pair, form: WorkspaceForm, now: datetime) -> Said:  # noqa: ARG001
    keep_apart(pair.first, pair.second, by=pair.user, now=now)
    return Said(_("They stay two people and are not proposed again."), address("duplicates"))


ACTS = {
    "merge": Act[Pair](_form, _merge, lambda pair: pair.may_merge),
    "apart": Act[Pair](
        lambda _pair, data, ids: WorkspaceForm(data, auto_id=ids),
        _apart,
        lambda pair: pair.may_merge,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show two records side by side; merge them or keep them apart."""
    user = in_office_only(request, OFFICE)
    people = Person.objects.visible_to(user).filter(body__is_own=True).select_related("body")
    found = people.in_bulk([pk, other])
    if len(found) != len({pk, other}) or pk == other:
        raise Http404
    pair = Pair(user, found[pk], found[other])
    outcome = perform(request, ACTS, pair)
    if outcome.answer:
        return outcome.answer
    now = timezone.now()
    for person in (pair.first, pair.second):
        log_read(CONTACT, [person.pk], by=user, now=now, person_id=person.pk)
    context = {
        "title": _("Is this one person?"),
        "crumbs": [
            Link(_("People"), address("people")),
            Link(_("Duplicates"), address("duplicates")),
            Link(_("Compare"), ""),
        ],
        "first": pair.first,
        "second": pair.second,
        "facts": _facts(pair),
        "twice": _twice(pair),
        **outcome.context,
    }
    return render_workspace(request, "workspace/people/compare.html", context)


def _facts(pair: Pair) -> list[tuple[str, str, str, bool]]:
    """Return what each record says, line by line, and whether both say the same."""
    found = [
        (str(label), str(getattr(pair.first, name)), str(getattr(pair.second, name)))
        for name, label in COMPARED
    ]
    held = [_held(pair, person) for person in (pair.first, pair.second)]
    found.append((_("Memberships"), held[0], held[1]))
    agreed = [_agreed(person) for person in (pair.first, pair.second)]
    found.append((_("Consents"), agreed[0], agreed[1]))
    has = [_("yes") if p.user_id else _("no") for p in (pair.first, pair.second)]
    found.append((_("Account"), has[0], has[1]))
    return [(label, one, two, one == two) for label, one, two in found]


def _rows(pair: Pair, person: Person) -> Sequence[Membership]:
    rows = Membership.objects.visible_to(pair.user).filter(person=person)
    return list(rows.select_related("organization").order_by("-starts_on", "-pk"))


def _held(pair: Pair, person: Person) -> str:
    rows = _rows(pair, person)
    return "; ".join(row.organization.short_name or row.organization.name for row in rows)


def _agreed(person: Person) -> str:
    held = Consent.objects.valid().filter(person=person).values_list("purpose", flat=True)
    return ", ".join(str(ConsentPurpose(purpose).label) for purpose in held.order_by("purpose"))


def _twice(pair: Pair) -> list[str]:
    """Return the bodies to which both records belong: two memberships stay there."""
    first, second = (
        {row.organization.name for row in _rows(pair, p) if row.ends_on is None}
        for p in (pair.first, pair.second)
    )
    return sorted(first & second)


@require_POST
@signed_in
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    user = actor_of(request)
    in_office_only(request, OFFICE)
    record = get_object_or_404(MergeRecord.objects.select_related("kept", "merged"), pk=pk)
    try:
        unmerge_people(record, by=user, now=timezone.now())
    except Refusal as refusal:
        context = {"title": _("Duplicates"), "pairs": [], "refusal": refusal_of(refusal)}
        return render_workspace(request, "workspace/people/duplicates.html", context)
    text = _("The merge was taken back; each record has again what it had.")
    return done(request, address("person", record.kept_id), text)
