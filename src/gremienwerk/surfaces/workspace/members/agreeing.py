"""Who of a body agrees to what? All people, all purposes, one evidence, one day, one button.

The table carries what stood there when it was drawn, so that only what this person ticked or
took away is written, whatever somebody else did meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.queries.findings import findings_of
from gremienwerk.domain.organizations.queries.seating import memberships_at_work
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.give_consent import EvidenceMissing
from gremienwerk.domain.people.commands.set_many_consents import Answer, set_many_consents
from gremienwerk.domain.people.declaring import DayNotPossible, OutOfOrder, Proof
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.workspace.agreement import (
    ROLE_STANDS,
    ProofForm,
    kept_words,
    proof_of,
    short_words,
)
from gremienwerk.surfaces.workspace.bodies.checks import may_go_out
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import incomplete
from gremienwerk.surfaces.workspace.frame import OFFICE, address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import done, signed_in

ALL = "all"

Purposes = frozenset[ConsentPurpose]


@dataclass(frozen=True)
class Box:
    """One tick: the name of its field, its value, its column, and what it says alone."""

    name: str
    value: str
    column: str
    label: str
    is_ticked: bool = False


@dataclass(frozen=True)
class Line:
    """One person: what stands there (`was`) and a tick for every purpose."""

    person: Person
    was: Purposes
    ticked: Purposes
    for_all: Purposes = field(default_factory=frozenset)
    kept: Sequence[str] = ()  # evidence and day of what holds, in words

    @property
    def given(self) -> Purposes:
        """Return what is new: ticked here or for all."""
        return (self.ticked | self.for_all) - self.was

    @property
    def withdrawn(self) -> Purposes:
        """Return what was taken away."""
        return self.was - self.ticked - self.for_all

    @property
    def token(self) -> str:
        """Return what stood there, as the form carries it."""
        return ",".join(sorted(self.was))

    @property
    def boxes(self) -> list[Box]:
        """Return the ticks of the row."""
        return [
            Box(
                _field(self.person),
                one.value,
                word,
                f"{self.person.name}: {word}",
                one in self.ticked,
            )
            for one, word in short_words().items()
        ]


def _field(person: Person) -> str:
    return f"p{person.pk}"


def _lines(opened: Opened, data: QueryDict | None) -> list[Line]:
    people = _people(opened)
    held: dict[int, list[Consent]] = {person.pk: [] for person in people}
    for consent in Consent.objects.valid().filter(person__in=people).order_by("given_on", "pk"):
        held[consent.person_id].append(consent)
    if data is None:
        return [_stored(one, held[one.pk]) for one in people]
    for_all = _purposes(data.getlist(ALL))
    return [
        Line(
            one,
            _purposes(data.get(f"{_field(one)}-was", "").split(",")),
            _purposes(data.getlist(_field(one))),
            for_all,
            kept_words(held[one.pk]),
        )
        for one in people
        if f"{_field(one)}-was" in data  # who came meanwhile was not asked about
    ]


def _stored(person: Person, held: Sequence[Consent]) -> Line:
    found = frozenset(ConsentPurpose(consent.purpose) for consent in held)
    return Line(person, found, found, kept=kept_words(held))


def _purposes(values: Iterable[str]) -> Purposes:
    known = set(ConsentPurpose.values)
    return frozenset(ConsentPurpose(value) for value in values if value in known)


def _people(opened: Opened) -> list[Person]:
    """Return who belongs to the body or is about to, by name."""
    rows = memberships_at_work(opened.body, opened.user, today()).filter(
        Q(ends_on=None) | Q(ends_on__gt=today()), person__isnull=False
    )
    found = {row.person.pk: row.person for row in rows if row.person is not None}
    return sorted(found.values(), key=lambda one: (one.family_name or one.name, one.pk))


def _save(lines: Sequence[Line], proof: Proof, opened: Opened) -> list[Line]:
    """Write what changed; return the lines of whom it changed."""
    changed = [line for line in lines if line.given or line.withdrawn]
    answers = [
        Answer(line.person, line.given, line.withdrawn, proof.evidence, proof.declared_on)
        for line in changed
    ]
    set_many_consents(answers, by=opened.user, now=timezone.now())
    return changed


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who agrees to what, and save what was ticked and taken away."""
    opened = open_body(request, slug, roles=OFFICE)
    data = request.POST if request.method == "POST" else None
    lines, form = _lines(opened, data), ProofForm(data)
    more: Mapping[str, Any] = {}
    if data is not None:
        try:
            with transaction.atomic():
                changed = _save(lines, _proof(form), opened)
                url, more_said = _then(request, opened)
        except Refusal as refusal:
            _point_at(form, refusal)
            more = {"refusal": refusal_of(refusal)}
        else:
            return done(request, url, f"{_said(changed)} {more_said}".strip())
    for_all = _purposes(data.getlist(ALL)) if data is not None else frozenset()
    context = {
        **opened.frame("members", _("Consents")),
        "way": opened.way("members_consents"),
        "lines": lines,
        "may_publish": may_go_out(opened.body, opened.user),
        "columns": list(short_words().values()),
        "all_boxes": [
            Box(ALL, one.value, word, _("All: %(word)s") % {"word": word}, one in for_all)
            for one, word in short_words().items()
        ],
        "form": form,
        "role_stands": ROLE_STANDS,
        "members_url": address("members", slug),
        **more,
    }
    return render_workspace(request, "workspace/members/consents.html", context)


def _then(request: HttpRequest, opened: Opened) -> tuple[str, str]:
    """Publish the body too where that was asked; findings are looked at first, and confirmed."""
    body, here = opened.body, address("members_consents", opened.body.slug)
    if request.POST.get("then") != "publish":
        return here, ""
    if findings_of([body])[body.pk]:
        said = _("The body is not public yet: read the hints, then publish it below.")
        return address("body_publish", body.slug), said
    publish_organization(body, by=opened.user, now=timezone.now())
    return address("body_publish", body.slug), _("The body is public.")


def _proof(form: ProofForm) -> Proof:
    """Return how and when they agreed. Raises `NotFilledIn` where the day is none."""
    if not form.is_valid():
        raise incomplete(form)
    return proof_of(form.cleaned_data)


def _point_at(form: ProofForm, refusal: Refusal) -> None:
    """Put a refusal at the field that it is about as well."""
    if isinstance(refusal, EvidenceMissing):
        form.add_error("evidence", str(refusal))
    if isinstance(refusal, DayNotPossible | OutOfOrder):
        form.add_error("declared_on", str(refusal))


def _said(changed: Sequence[Line]) -> str:
    number = len(changed)
    if not number:
        return _("Nothing was changed.")
    words = ngettext(
        "Consents of %(number)s person saved.", "Consents of %(number)s people saved.", number
    )
    return f"{words % {'number': number}} {_followed(changed)}".strip()


def _followed(changed: Sequence[Line]) -> str:
    """Return what follows of what was taken away: whose name goes, or what of whom."""
    unnamed = [line.person for line in changed if ConsentPurpose.NAME in line.withdrawn]
    if unnamed:
        facts = {"name": unnamed[0].name, "number": len(unnamed)}
        if len(unnamed) == 1:
            return _("%(name)s is not named in public any more.") % facts
        return _("%(number)s people are not named in public any more.") % facts
    less = [line for line in changed if line.withdrawn]
    if len(less) != 1:
        return _("%(number)s people withdrew something.") % {"number": len(less)} if less else ""
    what = ", ".join(word for one, word in short_words().items() if one in less[0].withdrawn)
    return _("%(name)s withdrew: %(what)s.") % {"name": less[0].person.name, "what": what}
