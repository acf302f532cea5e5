"""How does a body stand in an archive, with all that is dated about it?"""

from typing import Final

from django.db.models import Q

from gremienwerk.domain.organizations.models import (
    Ability,
    CommissionerEntry,
    Convenor,
    DataAgreement,
    Membership,
    Organization,
    OrganizationAlias,
    OrganizationRelation,
    Rule,
    Seat,
    StatusPeriod,
    Supporter,
    Term,
    VotingRight,
)
from gremienwerk.portable.forms.base import of_bodies
from gremienwerk.portable.forms.form import PERIOD, RECORD, Form, Listing, Openness, Rows

DATED: Final = ("starts_on", "ends_on")
OF_BODY: Final = ("organization",)
NEIGHBOUR_FIELDS: Final = (
    *("body", "slug", "name", "short_name", "organization_type", "classification"),
    *("classification_label", "website", "web", *DATED, "published_at", *RECORD),
)
NAMES: Final = {
    **PERIOD,
    "short_name": "shortName",
    "parent": "subOrganizationOf",
    "location": "location",
    "website": "website",
}
WORDS: Final = {
    "organizationType": ("organization_type", ""),
    "classification": ("classification", "classification_label"),
}
NEIGHBOURS_STAY: Final = "of a neighbour only so much is told as names it"


def _current(rows: Rows, openness: Openness) -> Rows:
    current: Rows = rows.on(openness.today)  # type: ignore[attr-defined]
    return current


def _aliases(rows: Rows, openness: Openness) -> Rows:
    begun = Q(starts_on=None) | Q(starts_on__lte=openness.today)
    return rows.filter(begun, Q(ends_on=None) | Q(ends_on__gt=openness.today))


def _memberships(rows: Rows, openness: Openness) -> Rows:
    public: Rows = rows.public()  # type: ignore[attr-defined]
    return public.filter(organization__body__in=openness.bodies)


def _relations(rows: Rows, openness: Openness) -> Rows:
    others = Organization.objects.public().filter(body__in=openness.bodies)
    return rows.filter(Q(other=None) | Q(other__in=others))


NEIGHBOUR: Final = Form(
    Organization,
    "neighbour",
    word="organization",
    public=NEIGHBOUR_FIELDS,
    internal=("deleted_at",),
    left_out={
        field.name: NEIGHBOURS_STAY
        for field in Organization._meta.concrete_fields  # noqa: SLF001 -- Django's name
        if field.name not in (*NEIGHBOUR_FIELDS, "deleted_at", "id")
    },
    opened=of_bodies,
    same=("slug",),
    names=NAMES,
    words=WORDS,
)
WHOLE: Final = Form(
    Organization,
    "organization",
    public=(
        *(*NEIGHBOUR_FIELDS, "sphere", "stewardship", "position", "parent", "mirrors"),
        *("purpose", "work", "audience", "participation", "history", "legal_basis"),
        *("founded_year", "location", "website_label", "contact_label", "contact_email"),
        *("image", "is_independent", "is_listed"),
    ),
    internal=("contact_person", "image_decision", "deleted_at"),
    opened=of_bodies,
    same=("slug",),
    names=NAMES,
    words=WORDS,
    lists={"membership": Listing("membership", "organization")},
)
ORGANIZATIONS: Final = (
    NEIGHBOUR,
    WHOLE,
    Form(
        OrganizationAlias,
        "alias",
        public=("organization", "name", "slug", "is_former", *DATED),
        owners=OF_BODY,
        opened=_aliases,
    ),
    Form(
        StatusPeriod,
        "statusperiod",
        public=(
            *("organization", "status", "since_is_known", "reason", "decided_by", "review_on"),
            *("contact_label", "contact_email", *DATED),
        ),
        internal=("internal_reason", "recorded_at"),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Term,
        "term",
        public=("organization", "name", "legislative_term", *DATED),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Seat,
        "seat",
        public=("organization", "term", "number", "kind", "holder", *DATED),
        internal=("deputy_of",),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Membership,
        "membership",
        public=(
            *("organization", "person", "party", "kind", "role", "role_label", "on_behalf_of"),
            *(*DATED, "web", *RECORD),
        ),
        internal=("seat", "deputy_of", "end_reason", "votes_at_source", "deleted_at"),
        owners=OF_BODY,
        opened=_memberships,
        names={
            **PERIOD,
            "organization": "organization",
            "person": "person",
            "on_behalf_of": "onBehalfOf",
        },
        words={"role": ("role", "role_label")},
    ),
    Form(
        VotingRight,
        "votingright",
        public=("membership", *DATED),
        internal=("source",),
        owners=("membership",),
        opened=_current,
    ),
    Form(
        Convenor,
        "convenor",
        public=("organization", "party", "position", *DATED),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Supporter,
        "supporter",
        public=("organization", "party", "position", "contribution", *DATED),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        DataAgreement,
        "dataagreement",
        public=(),
        internal=("organization", "party", "article", "reference", *DATED),
        owners=OF_BODY,
    ),
    Form(
        OrganizationRelation,
        "relation",
        public=("organization", "kind", "other", "other_label", "position"),
        owners=OF_BODY,
        opened=_relations,
    ),
    Form(
        CommissionerEntry,
        "commissioner",
        public=(
            *("organization", "district_key", "district_name", "title", "name", "is_vacant"),
            *("email", "url", "checked_on", *DATED),
        ),
        internal=("link_good_on",),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Ability,
        "ability",
        public=("organization", "key", "value", *DATED),
        internal=("source", "mark"),
        owners=OF_BODY,
        opened=_current,
    ),
    Form(
        Rule,
        "rule",
        public=(),
        internal=(
            *("organization", "key", "value", "unit", "counting", "source", "mark"),
            *("verified_on", "verified_by", "note", *DATED),
        ),
        left_out={"pack": "a rule of a pack belongs to no body; that of a body has none"},
        owners=OF_BODY,
    ),
)
