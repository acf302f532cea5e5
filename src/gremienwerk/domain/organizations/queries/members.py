"""Who belongs to a body, and what of it may be shown?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from gremienwerk.domain.organizations.models import Membership, Organization, VotingRight
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent


def members_of(organization: Organization, today: date) -> QuerySet[Membership]:
    """Return everyone who belongs to a body today, by seat, with what each agreed to.

    Also those who may not be named: they count. Whoever shows them asks `may_name` and
    its kin (source: network.md N7.5).
    """
    votes = VotingRight.objects.on(today).filter(membership=OuterRef("pk"))
    held = Membership.objects.alive().on(today).filter(organization=organization)
    loaded = held.select_related("person__body", "party__body", "seat", "on_behalf_of__body")
    return loaded.annotate(
        agreed_name=_agreed(ConsentPurpose.NAME),
        agreed_function=_agreed(ConsentPurpose.FUNCTION),
        agreed_affiliation=_agreed(ConsentPurpose.AFFILIATION),
        may_vote=Exists(votes),
    ).order_by(F("seat__number").asc(nulls_last=True), "pk")


def _agreed(purpose: ConsentPurpose) -> Exists:
    valid = Consent.objects.valid().filter(person=OuterRef("person"), purpose=purpose)
    return Exists(valid)


def may_name(membership: Membership) -> bool:
    """Test whether a membership from `members_of` may be shown with its holder's name.

    Rule: own people only with their consent, people of a mirrored council as their source
    publishes them (source: decision 11).
    """
    if membership.party is not None:
        party = membership.party
        return party.published_at is not None and party.deleted_at is None
    person = membership.person
    if person is None or person.is_deleted or not person.body.is_public:
        return False
    return bool(getattr(membership, "agreed_name", False)) or not person.body.is_own


def may_tell(membership: Membership, what: ConsentPurpose) -> bool:
    """Test whether function or affiliation of a named person may be shown."""
    return may_name(membership) and bool(getattr(membership, f"agreed_{what}", False))
