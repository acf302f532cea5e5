"""Does a person sit in a body, or did they in one whose record is public for good?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import Ability, Membership
from gremienwerk.domain.privacy.queries.related import Subject
from gremienwerk.foundation.periods import covering

SEATED = (MembershipKind.MEMBER, MembershipKind.STATUTORY_MEMBER, MembershipKind.DEPUTY)


@dataclass(frozen=True)
class Mandates:
    """Whether somebody belongs to a body today, and whether the name stays for good."""

    is_member_today: bool
    is_public_record: bool


def mandates_of(subject: Subject, today: date) -> Mandates:
    """Return what the person sits or sat in. One query.

    Rule: the minutes of a formal body are kept for good, and so is who was seated there
    (source: L10.7).
    """
    formal = Ability.objects.filter(
        organization=OuterRef("organization"), key="procedure", value="formal"
    )
    seated = Q(Exists(formal), kind__in=SEATED, organization__published_at__isnull=False)
    found = (
        Membership.objects.alive()
        .filter(person__in=subject.people)
        .aggregate(today=Count("pk", filter=covering(today)), recorded=Count("pk", filter=seated))
    )
    return Mandates(bool(found["today"]), bool(found["recorded"]))
