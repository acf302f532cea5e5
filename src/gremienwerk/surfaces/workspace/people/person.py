"""What is known of a person, where do they belong, what did they agree to?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Link, State
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.choices import EndReason, MembershipKind, Role
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.edit_person import FIELDS, edit_person
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.domain.people.queries import agreed_to, merges_of
from gremienwerk.foundation.access import Permission, may
from gremienwerk.foundation.events.reads import log_read, reads_of
from gremienwerk.foundation.history import history
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.agreement import ConsentsForm, proof_of, say_agreement
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_field, say_kind, say_value, way_back
from gremienwerk.surfaces.workspace.http import actor_of, signed_in

ONE_DAY = timedelta(days=1)
CONTACT = "people.contact"


@dataclass(frozen=True)
class Known:
    """A person as an account knows them."""

    user: User
    person: Person

    def may(self, permission: Permission) -> bool:  # type: ignore[type-arg]
        """Tell whether the account holds a permission on the person."""
        return may(self.user, permission, self.person)

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return address("person", self.person.pk)


class PersonForm(WorkspaceForm):
    """All that may be known of a person."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=200, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=200, required=False)
    form_of_address = forms.CharField(
        label=gettext_lazy("Form of address"), max_length=50, required=False
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    affix = forms.CharField(label=gettext_lazy("Affix of the name"), max_length=200, required=False)
    gender = forms.CharField(
        label=gettext_lazy("Gender"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("Only if the person wants it to be known."),
    )
    function = forms.CharField(label=gettext_lazy("Function"), max_length=300, required=False)
    affiliation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("For letters. Never public."),
    )
    public_email = forms.EmailField(
        label=gettext_lazy("Official e-mail address"),
        required=False,
        help_text=gettext_lazy("Public only with consent."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Letters in"), choices=[("de", "Deutsch"), ("en", "English")]
    )
    web = forms.URLField(label=gettext_lazy("Own page"), required=False, assume_scheme="https")


def _form(known: Known, data: QueryDict | None, ids: str) -> WorkspaceForm:
    form = PersonForm(data, auto_id=ids, initial=_shown(known))
    languages: list[tuple[str, str]] = [(code, str(name)) for code, name in settings.LANGUAGES]
    form.fields["language"].choices = languages  # type: ignore[attr-defined]
    return form


def _shown(known: Known) -> dict[str, str]:
    return initial_of(known.person, FIELDS)


def _edit(known: Known, form: WorkspaceForm, now: datetime) -> Said:
    edit_person(known.person, form.texts(), by=known.user, now=now)
    return Said(_("%(name)s: saved.") % {"name": known.person.name}, known.url)


def _consents_form(known: Known, data: QueryDict | None, ids: str) -> WorkspaceForm:
    held = [one.purpose for one in known.person.consents.all() if one.withdrawn_on is None]
    return ConsentsForm(data, auto_id=ids, initial={"agreed": held})


def _consents(known: Known, form: WorkspaceForm, now: datetime) -> Said:
    agreed = [ConsentPurpose(value) for value in form.cleaned_data["agreed"]]
    proof = proof_of(form.cleaned_data)
    changed = set_consents(known.person, agreed, proof=proof, by=known.user, now=now)
    words = ", ".join(str(purpose.label) for purpose in changed) or _("nothing")
    facts = {"name": known.person.name, "words": words}
    return Said(_("%(name)s: consent changed: %(words)s.") % facts, f"{known.url}#consents")


ACTS = {
    "edit": Act[Known](_form, _edit, lambda known: known.may(Can.EDIT), _shown),
    "consents": Act[Known](
        _consents_form,
        _consents,
        lambda known: known.person.body.is_own and known.may(Can.GIVE_CONSENT),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what this account may know of a person, and change it."""
    user = actor_of(request)
    people = Person.objects.visible_to(user).select_related("body").prefetch_related("consents")
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    known = Known(user, person)
    outcome = perform(request, ACTS, known)
    if outcome.answer:
        return outcome.answer
    is_own_page = person.user_id == user.pk
    sees_contact = known.may(Can.VIEW_CONTACT)
    tells = "verlauf" in request.GET and sees_contact and not is_own_page
    reads = list(reads_of(person.pk)) if tells else []
    if sees_contact and not is_own_page and person.body.is_own:
        now = timezone.now()
        log_read(CONTACT, [person.pk], by=user, now=now, person_id=person.pk)
    context = {
        "title": person.name,
        "crumbs": [Link(_("People"), address("people")), Link((person.name, ""), "")],
        "person": person,
        "sees_contact": sees_contact,
        "function": _where_allowed(known, ConsentPurpose.FUNCTION, person.function),
        "affiliation": _where_allowed(known, ConsentPurpose.AFFILIATION, person.affiliation),
        "reads": [{"at": one.recorded_at, "by": getattr(one.actor, "name", "")} for one in reads],
        "memberships": _memberships(known),
        "consents": _consent_rows(known),
        "merges": merges_of(person) if known.may(Can.MERGE) else (),
        "tells": tells,
        "history_url": f"{known.url}?verlauf=ja" if sees_contact and not is_own_page else "",
        "lines": _lines(known) if tells else [],
        **outcome.context,
    }
    return render_workspace(request, "workspace/people/show.html", context)


def _where_allowed(known: Known, purpose: ConsentPurpose, text: str) -> str:
    """Return what whoever reads the contact may know, and others with consent alone."""
    return text if known.may(Can.VIEW_CONTACT) or agreed_to(known.person, purpose) else ""


def _memberships(known: Known) -> list[dict[str, object]]:
    rows = Membership.objects.visible_to(known.user).filter(person=known.person)
    loaded = rows.select_related("organization", "seat").order_by("-starts_on", "-pk")
    return [
        {
            "body": row.organization.short_name or row.organization.name,
            "url": address("members", row.organization.slug) if row.organization.is_listed else "",
            "role": _role(row),
            "seat": row.seat.number if row.seat else None,
            "since": row.starts_on,
            "last_day": row.ends_on - ONE_DAY if row.ends_on else None,
            "reason": str(EndReason(row.end_reason).label) if row.end_reason else "",
        }
        for row in loaded
    ]


def _role(row: Membership) -> str:
    words = [row.role_label]
    if row.role:
        words.append(str(Role(row.role).label))
    if row.kind:
        words.append(str(MembershipKind(row.kind).label))
    return ", ".join(filter(None, words))


def _consent_rows(known: Known) -> list[dict[str, object]]:
    """Return every consent with its evidence, also those withdrawn, for whoever may see them."""
    if not known.may(Can.VIEW_CONTACT):
        return []
    rows = sorted(known.person.consents.all(), key=lambda one: (one.purpose, -one.pk))
    return [
        {
            "purpose": ConsentPurpose(row.purpose).label,
            "state": State("no", _("withdrawn")) if row.withdrawn_on else State("yes", _("given")),
            "given_on": row.given_on,
            "withdrawn_on": row.withdrawn_on,
            "evidence": row.evidence,
        }
        for row in rows
    ]


def _lines(known: Known) -> list[dict[str, object]]:
    """Return who changed what; values only for whoever may see the contact."""
    if not known.may(Can.VIEW_CONTACT) or known.person.user_id == known.user.pk:
        return []
    return [
        {
            "at": line.at,
            "by": line.by or _("the system"),
            "what": ", ".join(filter(None, [say_kind(line.kind), say_agreement(line.payload)])),
            "field": say_field(line.field),
            "old": say_value(known.person, line.field, line.old),
            "new": say_value(known.person, line.field, line.new),
            "is_erased": line.is_erased,
            "undo": way_back(line),
        }
        for line in history(known.person, newest=30)
    ]
