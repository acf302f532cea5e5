"""What does a colleague leave behind, and who works here?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User
from gremienwerk.domain.handover.choices import Kind
from gremienwerk.domain.handover.owned import OWNED, TITLES
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.foundation.periods import covering


@dataclass(frozen=True)
class Belonging:
    """One thing that somebody looks after.

    `title` is content; `word` one of ours beside it. What `is_personal` (an elected mandate)
    cannot be passed on, only ended.
    """

    key: str
    kind: Kind
    title: str
    model: str
    pk: int
    field: str = ""
    word: str = ""
    since: date | None = None
    is_personal: bool = False


def colleagues() -> QuerySet[User]:
    """Return all accounts that can be signed in with, by name."""
    return User.objects.filter(is_active=True).exclude(email=SYSTEM_EMAIL).order_by("name", "pk")


def leavers(on: date) -> QuerySet[User]:
    """Return all accounts that have something to hand over, also those closed already."""
    offices = Appointment.objects.on(on).values("user")
    people = Membership.objects.alive().on(on).values("person__user")
    contacts = Organization.objects.alive().values("contact_person__user")
    owned = Q()
    for label, field in OWNED:
        rows: Any = apps.get_model(label)._default_manager  # noqa: SLF001 -- Django's name
        owned |= Q(pk__in=rows.exclude(**{field: None}).values(field))
    have = Q(pk__in=offices) | Q(pk__in=people) | Q(pk__in=contacts) | owned
    return User.objects.filter(have).exclude(email=SYSTEM_EMAIL).order_by("name", "pk")


def belongings(user: User, *, on: date) -> list[Belonging]:
    """Return everything that `user` looks after on day `on`, kind by kind."""
    return [*_offices(user, on), *_memberships(user, on), *_contacts(user), *_owned(user)]


def _offices(user: User, on: date) -> Iterator[Belonging]:
    for row in Appointment.objects.on(on).filter(user=user).order_by("role", "pk"):
        yield Belonging(
            key=f"{Kind.OFFICE}:{row.pk}",
            kind=Kind.OFFICE,
            title=str(OfficeRole(row.role).label),
            model=row._meta.label,  # noqa: SLF001 -- Django's name
            pk=row.pk,
            since=row.starts_on,
        )


def _memberships(user: User, on: date) -> Iterator[Belonging]:
    rows = Membership.objects.alive().filter(covering(on), person__user=user)
    for row in rows.select_related("organization", "seat").order_by("organization__name", "pk"):
        said = (
            Role(row.role).label if row.role else MembershipKind(row.kind).label if row.kind else ""
        )
        yield Belonging(
            key=f"{Kind.MEMBERSHIP}:{row.pk}",
            kind=Kind.MEMBERSHIP,
            title=row.organization.name,
            model=row._meta.label,  # noqa: SLF001 -- Django's name
            pk=row.pk,
            word=str(said),
            since=row.starts_on,
            is_personal=row.seat_id is not None or row.role in {Role.CHAIR, Role.DEPUTY_CHAIR},
        )


def _contacts(user: User) -> Iterator[Belonging]:
    """Bodies that name this person, or this person's address, as their contact."""
    named = Q(contact_person__user=user) | Q(contact_email__iexact=user.email)
    rows = Organization.objects.alive().filter(named, body__is_own=True)
    for row in rows.select_related("contact_person").order_by("name", "pk"):
        yield Belonging(
            key=f"{Kind.CONTACT}:{row.pk}",
            kind=Kind.CONTACT,
            title=row.name,
            model=row._meta.label,  # noqa: SLF001 -- Django's name
            pk=row.pk,
            word=row.contact_email or row.contact_label,
        )


def _owned(user: User) -> Iterator[Belonging]:
    """Return the rows of all nouns that `user` owns. One query."""
    parts = [_part(label, field, user) for label, field in OWNED]
    first, *others = parts
    for label, field, key, title, body in first.union(*others, all=True):
        kind = OWNED[(label, field)]
        name = f"{label}.{field}:{key}"
        yield Belonging(name, kind, str(title or ""), label, key, field, str(body or ""))


def _part(label: str, field: str, user: User) -> Any:  # noqa: ANN401 -- a query of any noun
    model: Any = apps.get_model(label)
    rows = model._default_manager.filter(**{field: user}).order_by()  # noqa: SLF001
    paths = [NullIf(Cast(path, CharField()), Value("")) for path in TITLES[label]]
    return rows.values_list(
        Value(label, CharField()),
        Value(field, CharField()),
        "pk",
        Coalesce(*paths, Value("")),
        _body_of_draft() if _is_draft(label) else Value("", CharField()),
    )


def _is_draft(label: str) -> bool:
    return label == "texts.TextDraft"


def _body_of_draft() -> Case:
    bodies = Organization.objects.filter(pk=OuterRef("object_id")).values("name")[:1]
    named = When(content_type__model="organization", then=Cast(Subquery(bodies), CharField()))
    return Case(named, default=Value(""), output_field=CharField())
