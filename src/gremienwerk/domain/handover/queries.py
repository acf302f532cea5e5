"""What does a colleague leave behind, and who works here?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User
from gremienwerk.domain.handover.choices import Kind
from gremienwerk.domain.handover.owned import OWNED
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
    row: Model
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
            row=row,
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
            row=row,
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
            row=row,
            word=row.contact_email or row.contact_label,
        )


def _owned(user: User) -> Iterator[Belonging]:
    for (label, field), kind in OWNED.items():
        rows: Any = apps.get_model(label)._default_manager  # noqa: SLF001 -- Django's name
        found = list(rows.filter(**{field: user}).order_by("pk"))
        titles = _titles(found)
        for row, title in zip(found, titles, strict=True):
            key = f"{label}.{field}:{row.pk}"
            yield Belonging(key=key, kind=kind, title=title, row=row, field=field)


def _titles(rows: list[Any]) -> list[str]:
    """Return what a draft or note is about, in few queries."""
    about = [_about(row) for row in rows]
    names: dict[tuple[int, int], str] = {}
    for content_type in {kind for kind, _pk in about}:
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        keys = [pk for kind, pk in about if kind == content_type]
        found = model._base_manager.in_bulk(keys)  # noqa: SLF001 -- Django's name
        names |= {(content_type, pk): _name(row) for pk, row in found.items()}
    return [
        " ".join(filter(None, (names.get(key, ""), str(getattr(row, "field", "") or ""))))
        for key, row in zip(about, rows, strict=True)
    ]


def _about(row: Any) -> tuple[int, int]:  # noqa: ANN401 -- a row of any noun
    if hasattr(row, "object_id"):
        return row.content_type_id, row.object_id
    if hasattr(row, "meeting_id"):
        model: type[Model] = row._meta.get_field("meeting").related_model  # noqa: SLF001
        return ContentType.objects.get_for_model(model).pk, row.meeting_id
    return ContentType.objects.get_for_model(type(row)).pk, row.pk


def _name(row: Any) -> str:  # noqa: ANN401 -- a row of any noun
    name = getattr(row, "name", "")
    day = getattr(row, "starts_on", None)
    return " ".join(filter(None, (str(name or ""), day.isoformat() if day else "")))
