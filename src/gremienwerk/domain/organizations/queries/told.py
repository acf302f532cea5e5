"""Who belonged to a body, and how are organisations called that its history names?"""

from collections.abc import Iterable

from gremienwerk.domain.organizations.models import Membership, Organization

Holder = tuple[int | None, int | None]


def holders_of(body: Organization) -> dict[int, Holder]:
    """Return the person or party, by key, of every membership of a body, those taken back too.

    Keys alone say nothing; whoever shows a name asks `visible_to`. One query.
    """
    rows = Membership.objects.filter(organization=body)
    return {
        key: (person, party) for key, person, party in rows.values_list("pk", "person", "party")
    }


def called(keys: Iterable[int]) -> dict[int, str]:
    """Return how organisations are called, by key: partners of a body are no secret. One query."""
    rows = Organization.objects.filter(pk__in=keys)
    return {row.pk: row.short_name or row.name for row in rows}
