"""Who and what is around a body: convenors, supporters, relations, child rounds, other names?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    F,
    Field,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.organizations.models import (
    Convenor,
    Organization,
    OrganizationAlias,
    OrganizationRelation,
    Supporter,
)
from gremienwerk.foundation.prepared import Prepared

COLUMNS = (
    *("role", "place", "id_in_role", "org", "org_name", "org_short_name", "org_slug"),
    *("org_purpose", "org_is_listed", "words", "former", "first", "last"),
)


@dataclass(frozen=True)
class Neighbour:
    """Somebody or something around a body: a convenor, a relation, a further name.

    `role` is `convenor`, `supporter`, `alias`, `child`, or a relation: `to:advises` for one of
    the body's own, `from:advises` for one of another's. `organization` holds names, slug
    and purpose only; it is None for a further name and for somebody known by a label only.
    """

    role: str
    organization: Organization | None
    label: str
    has_page: bool
    is_former: bool
    starts_on: date | None
    ends_on: date | None


def neighbours_of(organization: Organization, today: date) -> list[Neighbour]:
    """Return everything around a body that the public may know of; one query for all of it."""
    return [_neighbour(row) for row in ROWS.rows(body=organization.pk, today=today)]


def _rows(body: int, today: date) -> QuerySet[Any, Any]:
    public = Organization.objects.public()
    mine = {"organization": body}
    parties = Convenor.objects.on(today).filter(**mine, party__in=public)
    supporters = Supporter.objects.on(today).filter(**mine, party__in=public)
    relations = OrganizationRelation.objects.filter(**mine)
    rows = _around(parties, Value("convenor"), "party__").union(
        _around(supporters, Value("supporter"), "party__", label="contribution"),
        _around(
            relations.filter(Q(other=None) | Q(other__in=public)),
            _prefixed("to:"),
            "other__",
            label="other_label",
        ),
        _around(
            OrganizationRelation.objects.filter(other=body, organization__in=public),
            _prefixed("from:"),
            "organization__",
        ),
        _around(public.filter(parent=body, is_listed=False), Value("child"), ""),
        _around(OrganizationAlias.objects.filter(**mine), Value("alias"), None, label="name"),
        all=True,
    )
    ordered: QuerySet[Any, Any] = rows.order_by("role", "place", "id_in_role")
    return ordered


def _prefixed(direction: str) -> Case:
    whens = [When(kind=kind, then=Value(f"{direction}{kind}")) for kind in RelationKind.values]
    return Case(*whens, default=Value(direction), output_field=CharField())


def _around(rows: QuerySet[Any], role: Value | Case, to: str | None, *, label: str = "") -> Any:  # noqa: ANN401  (annotated rows have no type of their own)
    """Bring rows of any of these tables into the same columns; `to` leads to the organization."""
    fields = {field.name for field in rows.model._meta.get_fields()}  # noqa: SLF001

    def column(name: str, kind: Field[Any, Any], *, there: bool, default: object = None) -> Cast:
        return Cast(F(name) if there else Value(default), kind)

    def of_party(name: str, kind: Field[Any, Any], default: object = None) -> Cast:
        return column(f"{to}{name}", kind, there=to is not None, default=default)

    return (
        rows.order_by()
        .annotate(
            role=Cast(role, CharField()),
            place=column("position", IntegerField(), there="position" in fields, default=0),
            id_in_role=Cast(F("pk"), IntegerField()),
            org=of_party("id", IntegerField()),
            org_name=of_party("name", CharField()),
            org_short_name=of_party("short_name", CharField()),
            org_slug=of_party("slug", CharField()),
            org_purpose=of_party("purpose", CharField()),
            org_is_listed=of_party("is_listed", BooleanField(), default=False),
            words=column(label, CharField(), there=bool(label), default=""),
            former=column("is_former", BooleanField(), there="is_former" in fields, default=False),
            first=column("starts_on", DateField(), there="starts_on" in fields),
            last=column("ends_on", DateField(), there="ends_on" in fields),
        )
        .values(*COLUMNS)
    )


def _neighbour(row: Mapping[str, Any]) -> Neighbour:
    party = None
    if row["org"] is not None:
        party = Organization(
            pk=row["org"],
            name=row["org_name"],
            short_name=row["org_short_name"] or "",
            slug=row["org_slug"],
            purpose=row["org_purpose"] or "",
            is_listed=bool(row["org_is_listed"]),
        )
    return Neighbour(
        role=row["role"],
        organization=party,
        label=row["words"] or "",
        has_page=bool(row["org_is_listed"]),
        is_former=bool(row["former"]),
        starts_on=row["first"],
        ends_on=row["last"],
    )


ROWS = Prepared(_rows, body=int, today=date)
