"""What does the page of a body need before the public may see it, and is it all there?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.abilities import ABILITIES
from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import abilities_on
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.frame import address


@dataclass(frozen=True)
class Check:
    """One thing that the page needs or should have; `is_needed`: without it nothing is public."""

    label: str
    is_met: bool
    url: str
    is_needed: bool = True


def checks_of(body: Organization, known: Mapping[str, str]) -> Iterable[Check]:
    """Return what is looked at before a body is published, the needed things first.

    `known` are the abilities of the body today.
    """
    details = address("body_details", body.slug)
    texts = address("texts", body.slug) or details
    yield Check(_("It has a sphere, its heading in the list"), bool(body.sphere), details)
    yield Check(_("The role of the office is given"), bool(body.stewardship), details)
    yield Check(_("One sentence says what it is there for"), bool(body.purpose), texts)
    rules = address("body_rules", body.slug)
    yield Check(_("All its rules are known"), not set(ABILITIES) - set(known), rules)
    contact = bool(body.contact_email or body.contact_label)
    yield Check(_("Somebody answers questions"), contact, details, is_needed=False)
    yield Check(_("It says what it does"), bool(body.work), texts, is_needed=False)
    yield Check(
        _("Somebody decided about a picture"),
        body.image_decision != ImageDecision.OPEN,
        address("images", body.slug) or details,
        is_needed=False,
    )


def may_go_out(body: Organization, user: User) -> bool:
    """Tell whether an account may publish a body now, and nothing needed is missing. One query."""
    if body.published_at is not None or not may(user, Can.PUBLISH, body):
        return False
    known = abilities_on([body], today()).get(body.pk, {})
    return all(check.is_met for check in checks_of(body, known) if check.is_needed)
