"""Publish a body: from now on it has its page in the portal."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.abilities import ABILITIES
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class OrganizationPublished(Event):
    """Anyone may know of a body."""

    kind = "organizations.published"
    organization_id: int


class NotToBePublished(Refusal):
    """A page without sphere, purpose or abilities would answer nobody's question."""


@transaction.atomic
def publish_organization(organization: Organization, *, by: User, now: datetime) -> Organization:
    """Publish a body, or an office that others name.

    Rule: a body without sphere cannot be published (source: network.md P.1).
    Raises `NotAllowed`, `NotToBePublished`.
    """
    row = locked(organization)
    require(by, Can.PUBLISH, row)
    if row.published_at is not None:
        raise NotToBePublished(_("This body is public already."))
    if row.is_listed:
        _check_page(row, now)
    row.published_at = row.modified_at = whole_second(now)
    changes = record_changes(row, ["published_at"], by=by, now=now)
    row.save(update_fields=["published_at", "modified_at"])
    publish(OrganizationPublished(organization_id=row.pk, changes=changes), by=by, at=now)
    return row


def _check_page(row: Organization, now: datetime) -> None:
    if not row.stewardship:
        raise NotToBePublished(_("Say what the office is to this body (stewardship)."))
    if not row.sphere:
        raise NotToBePublished(_("Say to which sphere this body belongs: it is its heading."))
    if not row.purpose:
        raise NotToBePublished(_("Say in one sentence what this body is there for (purpose)."))
    held = Ability.objects.on(timezone.localtime(now).date()).filter(organization=row)
    missing = sorted(set(ABILITIES) - set(held.values_list("key", flat=True)))
    if missing:
        raise NotToBePublished(
            _("Say what this body can do; nothing is known about: %(keys)s.")
            % {"keys": ", ".join(missing)}
        )
