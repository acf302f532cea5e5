"""Whom does this account know, and how does somebody new get a record?"""

from datetime import datetime

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.naming import split_name
from gremienwerk.domain.people.policy import Can
from gremienwerk.domain.people.queries import agreed_to, known_as
from gremienwerk.foundation.access import may, require
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import AUDITOR, OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in

PER_PAGE = 50


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """List the people of our own district whom this account may know, by name."""
    user = actor_of(request)
    words = request.GET.get("q", "").strip()
    offices = office_roles(user, on=today())
    reads_all = bool(offices & (OFFICE | {AUDITOR}))
    rows = _found(user, words, reads_all=reads_all)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    own = own_body()
    context = {
        "title": _("People"),
        "words": words,
        "page": page,
        "rows": [_row(person, user, reads_all=reads_all) for person in page.object_list],
        "add_url": address("person_add") if own and may(user, Can.ADD, own) else "",
        "duplicates_url": address("duplicates") if offices & OFFICE else "",
        "handover_url": address("handover") if offices & OFFICE else "",
    }
    return render_workspace(request, "workspace/people/list.html", context)


def _found(user: User, words: str, *, reads_all: bool) -> QuerySet[Person]:
    held = (
        Membership.objects.visible_to(user)
        .on(today())
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    rows = Person.objects.visible_to(user).filter(body__is_own=True)
    for word in words.split():
        asked = Q(name__icontains=word)
        if reads_all:
            asked |= Q(affiliation__icontains=word) | Q(email__icontains=word)
        rows = rows.filter(asked)
    return rows.prefetch_related(
        Prefetch("memberships", held, to_attr="held"), "consents"
    ).order_by("family_name", "name", "pk")


def _row(person: Person, user: User, *, reads_all: bool) -> dict[str, object]:
    """Return a line; where somebody works is for the office and oneself, else with consent."""
    knows = reads_all or person.user_id == user.pk
    knows = knows or agreed_to(person, ConsentPurpose.AFFILIATION)
    held: list[Membership] = getattr(person, "held", [])
    return {
        "name": person.name,
        "url": address("person", person.pk),
        "affiliation": person.affiliation if knows else "",
        "bodies": [
            Link(_of(row), address("members", row.organization.slug))
            for row in held
            if row.organization.is_listed
        ],
        "has_account": person.user_id is not None and reads_all,
    }


def _of(row: Membership) -> str:
    name = row.organization.short_name or row.organization.name
    return f"{name} ({Role(row.role).label})" if row.role else name


class AddForm(WorkspaceForm):
    """Somebody new; who has a similar record is asked about first."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    affiliation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300, required=False
    )
    is_new = forms.BooleanField(
        label=gettext_lazy("It is none of these; make a new record"), required=False
    )


def _form(user: User, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = AddForm(data, auto_id=ids)
    found = _alike(user, data)
    if not found:
        form.fields.pop("is_new")
    else:
        form.fields["is_new"].required = True
        names = "; ".join(", ".join(filter(None, (p.name, p.affiliation))) for p in found)
        form.fields["is_new"].help_text = _("There is already: %(names)s.") % {"names": names}
    return form


def _alike(user: User, data: QueryDict | None) -> list[Person]:
    name = data.get("name", "") if data is not None else ""
    email = data.get("email", "") if data is not None else ""
    return list(known_as(str(name), str(email), actor=user)[:5]) if name else []


def _add(user: User, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    own = own_body()
    given_name, family_name = split_name(given["name"])
    draft = PersonDraft(
        name=given["name"],
        given_name=given_name,
        family_name=family_name,
        email=given["email"],
        affiliation=given["affiliation"],
    )
    if own is None:
        raise LookupError
    person = add_person(own, draft, by=user, now=now)
    return Said(_("%(name)s has a record.") % {"name": person.name}, address("person", person.pk))


def _may_add(user: User) -> bool:
    own = own_body()
    return own is not None and may(user, Can.ADD, own)


ACTS = {"add": Act[User](_form, _add, _may_add)}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: HttpRequest) -> HttpResponse:
    """Ask for somebody new."""
    user = actor_of(request)
    own = own_body()
    if own is not None:
        require(user, Can.ADD, own)
    outcome = perform(request, ACTS, user)
    if outcome.answer:
        return outcome.answer
    context = {
        "title": _("New person"),
        "crumbs": [Link(_("People"), address("people")), Link(_("New person"), "")],
        **outcome.context,
    }
    return render_workspace(request, "workspace/people/add.html", context)
