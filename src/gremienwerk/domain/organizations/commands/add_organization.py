"""Add a body, a child round of one, or an office; nobody outside knows of it yet."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.organizations.checks import check_period, check_slug
from gremienwerk.domain.organizations.choices import OrganizationType, Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.write import Renderings, translate_all

WORKING = (OrganizationType.BODY, OrganizationType.EXTERNAL)
EARLIEST = 1800


@dataclass(frozen=True, slots=True)
class OrganizationAdded(Event):
    """A body, a child round or an office has a record."""

    kind = "organizations.added"
    organization_id: int


class NotUsable(Refusal):
    """A fact about the body is missing or cannot be."""


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """What is known of a body at its beginning; fields as in the model `Organization`.

    `active_since` is the day from which it is known to work, if that is not `starts_on`.
    `renderings` are names and labels in further languages, by field.
    """

    slug: str
    name: str
    short_name: str = ""
    organization_type: str = OrganizationType.BODY.value
    classification: str = ""
    sphere: str = ""
    stewardship: str = ""
    position: int = 0
    parent: Organization | None = None
    founded_year: int | None = None
    starts_on: date | None = None
    location: Location | None = None
    website: str = ""
    website_label: str = ""
    contact_label: str = ""
    contact_email: str = ""
    active_since: date | None = None
    is_independent: bool = False
    is_listed: bool = False
    renderings: Renderings = field(default_factory=dict)


@transaction.atomic
def add_organization(
    body: Body, draft: OrganizationDraft, *, by: User, now: datetime
) -> Organization:
    """Add the organization of `draft` to `body`; a body that meets starts as active.

    Raises `NotAllowed`, `SlugNotUsable`, `NotUsable`.
    """
    require(by, Can.ADD, body)
    _check(draft, now)
    moment = whole_second(now)
    fields = {name: getattr(draft, name) for name in OrganizationDraft.__slots__}
    renderings = fields.pop("renderings")
    since = fields.pop("active_since") or draft.starts_on
    made = Organization.objects.create(body=body, created_at=moment, modified_at=moment, **fields)
    if made.organization_type in WORKING:
        StatusPeriod.objects.create(
            organization=made,
            status=Status.ACTIVE,
            starts_on=since,
            since_is_known=since is not None,
            recorded_at=moment,
        )
    translate_all(made, renderings, now=moment)
    publish(OrganizationAdded(organization_id=made.pk), by=by, at=now)
    return made


def _check(draft: OrganizationDraft, now: datetime) -> None:
    check_slug(draft.slug)
    check_period(draft.starts_on, None)
    if not draft.name.strip():
        raise NotUsable(_("Give the body a name."))
    if draft.founded_year is not None and not EARLIEST <= draft.founded_year <= now.year:
        raise NotUsable(
            _("“%(year)s” is no year of foundation: it lies between 1800 and this year.")
            % {"year": draft.founded_year}
        )
    if draft.parent is not None and draft.is_listed:
        raise NotUsable(
            _("A child round has no page of its own: it cannot be listed and have a parent.")
        )
