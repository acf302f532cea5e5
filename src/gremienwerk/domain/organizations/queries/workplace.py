"""In which bodies does an account work, and what stands there that the public never sees?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import (
    Ability,
    DataAgreement,
    Membership,
    Organization,
    Rule,
    RuleProfile,
    StatusPeriod,
)
from gremienwerk.domain.organizations.queries.roles import bodies_of, office_roles
from gremienwerk.domain.organizations.queries.standing import in_network_order, with_standing
from gremienwerk.domain.people.models import Consent
from gremienwerk.foundation.texts.choices import DraftState
from gremienwerk.foundation.texts.models import LintAcceptance, LintFinding, TextDraft


def bodies_at_work(actor: User, today: date) -> QuerySet[Organization]:
    """Return the listed bodies in which `actor` has a part, all for an office; see `with_standing`.

    What was not published is among them. One query.
    """
    rows = Organization.objects.visible_to(actor).filter(body__is_own=True, is_listed=True)
    if not office_roles(actor, on=today):
        rows = rows.filter(pk__in=list(bodies_of(actor, on=today)))
    return in_network_order(with_standing(rows, today))


def with_text_work(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    """Add `waiting_drafts` and `open_findings`: texts to release, hints that nobody decided."""
    kind = ContentType.objects.get_for_model(Organization)
    here = {"content_type": kind, "object_id": OuterRef("pk")}
    drafts = TextDraft.objects.filter(**here, state=DraftState.AWAITING_RELEASE)
    accepted = LintAcceptance.objects.filter(
        content_type=kind,
        object_id=OuterRef("object_id"),
        field=OuterRef("field"),
        key=OuterRef("key"),
    )
    findings = LintFinding.objects.filter(~Exists(accepted), **here)
    return rows.annotate(waiting_drafts=_number(drafts), open_findings=_number(findings))


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("object_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def body_at_work(actor: User, slug: str, today: date) -> Organization | None:
    """Return one of these bodies by its slug."""
    return bodies_at_work(actor, today).filter(slug=slug).first()


def ability_history(organization: Organization) -> Sequence[Ability]:
    """Return all a body could ever do, by ability, the newest first."""
    rows = Ability.objects.filter(organization=organization)
    return list(rows.order_by("key", "-starts_on", "-pk"))


def rule_history(organization: Organization) -> Sequence[Rule]:
    """Return all rules that a body ever had of its own, by key, the newest first."""
    return list(Rule.objects.filter(organization=organization).order_by("key", "-starts_on", "-pk"))


def status_history(organization: Organization) -> Sequence[StatusPeriod]:
    """Return all status periods of a body, the newest first."""
    rows = StatusPeriod.objects.filter(organization=organization)
    return list(rows.order_by("-starts_on", "-pk"))


def agreements_of(organization: Organization) -> Sequence[DataAgreement]:
    """Return the agreements that let co-hosts and supporters of a body see names."""
    rows = DataAgreement.objects.filter(organization=organization)
    return list(rows.select_related("party").order_by("-starts_on", "-pk"))


def rule_profiles() -> Sequence[RuleProfile]:
    """Return the templates from which a new body starts, by name."""
    return list(RuleProfile.objects.order_by("name", "pk"))


def holders_of(organization: Organization, day: date) -> int:
    """Return how many members' seats are held on `day`."""
    rows = (
        Membership.objects.alive()
        .on(day)
        .filter(organization=organization, seat__kind=MembershipKind.MEMBER)
    )
    return rows.values("seat").distinct().count()


def has_members(organization: Organization) -> tuple[bool, bool]:
    """Return whether a body has members, and whether any of them agreed to anything.

    One query.
    """
    consents = Consent.objects.valid().filter(person=OuterRef("person"))
    held = Membership.objects.alive().filter(organization=organization).order_by()
    answers = held.annotate(agrees=Exists(consents)).values_list("agrees", flat=True).distinct()
    found = set(answers)
    return bool(found), True in found
