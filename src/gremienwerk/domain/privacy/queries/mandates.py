"""Did a person hold an office that belongs to the public record?"""

from datetime import date

from django.db.models import Exists, OuterRef

from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import Ability, Membership
from gremienwerk.domain.privacy.queries.related import Subject

SEATED = (MembershipKind.MEMBER, MembershipKind.STATUTORY_MEMBER, MembershipKind.DEPUTY)


def has_public_mandate(subject: Subject) -> bool:
    """Tell whether the person is or was seated in a formal body: its minutes are permanent.

    Rule: formal minutes are kept for good, so are those who sat there (source: L10.7).
    """
    formal = Ability.objects.filter(
        organization=OuterRef("organization"), key="procedure", value="formal"
    )
    held = Membership.objects.alive().filter(
        Exists(formal),
        person__in=subject.people,
        kind__in=SEATED,
        organization__published_at__isnull=False,
    )
    return held.exists()


def has_mandate_today(subject: Subject, today: date) -> bool:
    """Tell whether the person belongs to a body on that day."""
    return Membership.objects.alive().on(today).filter(person__in=subject.people).exists()
