"""Which lists of organisations are there besides the network: other councils, the districts?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gremienwerk.domain.organizations.models import CommissionerEntry, Organization


def bodies_of_council(body_ids: Iterable[int]) -> QuerySet[Organization]:
    """Return the organisations of mirrored councils that have a page, grouped by kind."""
    listed = Organization.objects.listed().filter(body__in=list(body_ids), body__is_own=False)
    return listed.order_by("body", "classification_label", "name", "pk")


def commissioners(today: date) -> QuerySet[CommissionerEntry]:
    """Return today's entry of each district, in the order of the districts (N1.1)."""
    known = CommissionerEntry.objects.on(today).filter(
        organization__in=Organization.objects.public()
    )
    return known.select_related("organization").order_by("district_key", "pk")
