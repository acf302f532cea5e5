"""In which bodies has somebody which part today? Conditions for `visible_to`, here and above.

Each part is a list of organization keys, as a query inside the query. Who belongs to an office
has a part in what that office convenes or supports (source: decision 18).
"""

from typing import Any

from django.db.models import Q, QuerySet

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.accounts.sight import Actor, is_at_work
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.models.memberships import Membership
from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.domain.organizations.models.parties import Convenor, DataAgreement, Supporter
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.sight import NOBODY, open_also

RUNS_IT = (Role.CHAIR, Role.DEPUTY_CHAIR, Role.SECRETARY, Role.MINUTE_TAKER)
Keys = QuerySet[Any, Any]  # of organizations
Part = list[Keys]


def seated(actor: Actor) -> Part:
    """Bodies to which the person of `actor` belongs, in whatever kind."""
    return [_own(actor).values("organization")]


def convened(actor: Actor) -> Part:
    """Bodies that an office of `actor` convenes."""
    return [Convenor.objects.on(today()).filter(party__in=_parties(actor)).values("organization")]


def supported(actor: Actor) -> Part:
    """Bodies that a party of `actor` supports: logistics and totals, nothing else (N3.3)."""
    return [Supporter.objects.on(today()).filter(party__in=_parties(actor)).values("organization")]


def inside(actor: Actor) -> Part:
    """Bodies whose papers and items are for `actor` to read; supporters stay outside."""
    return seated(actor) + convened(actor)


def worked_on(actor: Actor) -> Part:
    """Bodies whose meetings `actor` prepares: board, secretary, convenors."""
    leading = _own(actor).filter(role__in=RUNS_IT).values("organization")
    return [leading, *convened(actor)]


def named(actor: Actor) -> Part:
    """Bodies whose members `actor` may know by name.

    Rule: co-hosts and supporters only after an agreement (source: L10.11; Art. 26, 28 DSGVO).
    """
    leading = _own(actor).filter(role__in=RUNS_IT).values("organization")
    agreed = DataAgreement.objects.on(today()).filter(
        within("organization", convened(actor) + supported(actor)), party__in=_parties(actor)
    )
    return [leading, agreed.values("organization")]


def within(path: str, part: Part) -> Q:
    """Return the condition that the organization at `path` is one of a part."""
    found = NOBODY
    for keys in part:
        found |= Q(**{f"{path}__in": keys})
    return found


def _own(actor: Actor) -> QuerySet[Membership]:
    if not is_at_work(actor):
        return Membership.objects.none()
    return Membership.objects.alive().on(today()).filter(person__user=actor)


def _parties(actor: Actor) -> Keys:
    return _own(actor).values("organization")


def _people_named(actor: Actor) -> Q:
    """People who belong to a body whose names are open, or who agreed to be on its lists."""
    rows = Membership.objects.alive()
    agreed = Consent.objects.valid().filter(purpose=ConsentPurpose.PARTICIPANT_LIST)
    listed = within("organization", inside(actor)) & Q(person__in=agreed.values("person"))
    known = rows.filter(within("organization", named(actor)) | listed)
    return Q(pk__in=known.values("person"))


def _memberships_named(actor: Actor) -> Q:
    """Memberships of such people there, one's own, and those of organisations."""
    agreed = Consent.objects.valid().filter(purpose=ConsentPurpose.PARTICIPANT_LIST)
    listed = Q(person=None) | Q(person__in=agreed.values("person"))
    fellows = within("organization", inside(actor)) & listed
    own = Q(person__user=actor) if is_at_work(actor) else NOBODY  # former ones too
    return within("organization", named(actor)) | fellows | own


def _bodies_of_somebody(actor: Actor) -> Q:
    return within("pk", seated(actor) + convened(actor) + supported(actor))


open_also(Organization, _bodies_of_somebody)
open_also(Person, _people_named)
open_also(Membership, _memberships_named)
