"""Look over the texts of all bodies, and keep what is found for the list of the morning."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.findings import Placed, findings_of
from gremienwerk.domain.organizations.queries.standing import with_standing
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.texts.models import LintFinding


@dataclass(frozen=True, slots=True)
class TextsLookedOver(Event):
    """The editorial check went over all bodies."""

    kind = "organizations.texts_looked_over"
    bodies: int
    findings: int


@transaction.atomic
def look_over_texts(*, by: User, now: datetime) -> int:
    """Write anew what is found in texts, drafts and pictures of our own bodies; return how many.

    Raises `NotAllowed`.
    """
    own = own_body()
    if own is None:
        return 0
    require(by, Can.ADD, own)
    bodies = Organization.objects.alive().filter(body=own, is_listed=True)
    found = findings_of(with_standing(bodies, timezone.localdate(now)).order_by("pk"))
    kind = ContentType.objects.get_for_model(Organization)
    LintFinding.objects.filter(content_type=kind).delete()
    rows = [
        _row(kind, pk, placed, now=now) for pk, findings in found.items() for placed in findings
    ]
    LintFinding.objects.bulk_create(rows)
    publish(TextsLookedOver(bodies=len(found), findings=len(rows)), by=by, at=now)
    return len(rows)


def _row(kind: ContentType, pk: int, placed: Placed, *, now: datetime) -> LintFinding:
    finding = placed.finding
    return LintFinding(
        content_type=kind,
        object_id=pk,
        field=placed.field,
        kind=finding.kind,
        key=finding.key,
        passage=finding.passage,
        proposal=finding.proposal,
        replaces=finding.replaces,
        is_draft=placed.is_draft,
        found_at=now,
    )
