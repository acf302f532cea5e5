"""Set up the installation: the own Körperschaft and the office that runs the portal."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body, Installation
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.write import Renderings, translate_all

COLOUR = re.compile(r"#[0-9a-fA-F]{6}|")


@dataclass(frozen=True, slots=True)
class InstallationSetUp(Event):
    """A portal has an owner from now on."""

    kind = "bodies.installation_set_up"
    body_id: int


class AlreadySetUp(Refusal):
    """One installation serves one Körperschaft."""


class NotUsable(Refusal):
    """A detail of the office is missing or malformed."""


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """What is to be known of the own Körperschaft; fields as in the model `Body`.

    `renderings` are its texts in further languages.
    """

    slug: str
    name: str
    short_name: str = ""
    classification: str = ""
    ags: str = ""
    rgs: str = ""
    website: str = ""
    license: str = ""
    contact_name: str = ""
    contact_email: str = ""
    renderings: Renderings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstallationDraft:
    """What is to be known of the portal and its office; fields as in `Installation`.

    `renderings` are the texts of the portal's row in further languages. With
    `demo_reference_on` everything in the database is invented and every page says so.
    """

    portal_name: str
    office_name: str
    office_email: str
    portal_subtitle: str = ""
    office_parent: str = ""
    office_address: str = ""
    representative: str = ""
    data_protection_officer: str = ""
    supervisory_authority: str = ""
    accent_light: str = ""
    accent_dark: str = ""
    is_authority: bool = False
    demo_reference_on: date | None = None
    renderings: Renderings = field(default_factory=dict)


@transaction.atomic
def set_up_installation(
    body: BodyDraft, office: InstallationDraft, *, by: User, now: datetime
) -> Installation:
    """Make the own Körperschaft and the one row that says who runs the portal.

    A Körperschaft of our own that came with an imported body stays as it is.
    Raises `NotAllowed`, `AlreadySetUp`, `NotUsable`.
    """
    moment = whole_second(now)
    facts = {name: getattr(body, name) for name in BodyDraft.__slots__ if name != "renderings"}
    own = Body(**facts, is_own=True, is_public=True, created_at=moment, modified_at=moment)
    require(by, Can.SET_UP, own)
    if Installation.objects.exists():
        raise AlreadySetUp(_("This portal is set up already; edit its texts instead."))
    here = Body.objects.filter(is_own=True).first()
    _check(body, office, here)
    if here is None:
        own.save()
        translate_all(own, body.renderings, now=moment)
    own = here or own
    fields = {name: getattr(office, name) for name in InstallationDraft.__slots__}
    renderings = fields.pop("renderings")
    installation = Installation.objects.create(
        pk=1, body=own, created_at=moment, modified_at=moment, **fields
    )
    translate_all(installation, renderings, now=moment)
    publish(InstallationSetUp(body_id=own.pk), by=by, at=now)
    return installation


def _check(body: BodyDraft, office: InstallationDraft, here: Body | None) -> None:
    if here is None and Body.objects.filter(slug=body.slug).exists():
        raise NotUsable(_("Another district has the slug “%(slug)s”.") % {"slug": body.slug})
    for name in ("portal_name", "office_name", "office_email"):
        if not getattr(office, name).strip():
            raise NotUsable(_("Give the portal a value for “%(field)s”.") % {"field": name})
    for colour in (office.accent_light, office.accent_dark):
        if not COLOUR.fullmatch(colour):
            raise NotUsable(
                _("Write the colour “%(colour)s” as #rrggbb, for instance #004b73.")
                % {"colour": colour}
            )
