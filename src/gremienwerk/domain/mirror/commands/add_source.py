"""Add a source: from then on its council can be mirrored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.mapping.values import is_web_address
from gremienwerk.domain.mirror.models import MirroredBody, MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish

LONGEST_NAME = 50
RESERVED = {"neu"}  # the page that adds a source stands there
LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """What is known of a source before it was ever asked.

    An empty `url` is for the demo: such a source is never asked. `last_success_at` is when
    its data were current, if they came by another way.
    """

    name: str
    url: str = ""
    label: str = ""
    license: str = ""
    shown: str = Shown.INTERNAL
    pause_seconds: float = 0.5
    is_private_allowed: bool = False
    last_success_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceAdded(Event):
    """A source is known; nothing was asked yet."""

    kind = "mirror.source-added"
    source_id: int


class NotASource(Refusal):
    """Name or address cannot be used."""


@transaction.atomic
def add_source(
    draft: SourceDraft, *, by: User, now: datetime, bodies: Sequence[Body] = ()
) -> MirrorSource:
    """Add a source; `bodies` are Körperschaften that already came from it.

    One that was removed comes back with all its rows, once it is synced. Raises `NotAllowed`,
    `NotASource`.
    """
    removed = MirrorSource.objects.filter(name=draft.name, url=draft.url.strip())
    if before := removed.exclude(removed_at=None).first():
        return _bring_back(before, by=by, now=now)
    source = MirrorSource(
        name=draft.name,
        url=draft.url.strip(),
        label=draft.label,
        license=draft.license,
        shown=draft.shown,
        pause_seconds=draft.pause_seconds,
        is_private_allowed=draft.is_private_allowed,
        last_success_at=draft.last_success_at,
        created_at=now,
    )
    require(by, Can.ADD, source)
    _check(source)
    if source.shown == Shown.PUBLIC:
        require(by, Can.SHOW, source)
        source.shown_by, source.shown_at = by, now
    source.save(force_insert=True)
    MirroredBody.objects.bulk_create(MirroredBody(source=source, body=body) for body in bodies)
    publish(SourceAdded(source_id=source.pk), by=by, at=now)
    return source


def _bring_back(source: MirrorSource, *, by: User, now: datetime) -> MirrorSource:
    require(by, Can.ADD, source)
    source.removed_at, source.is_paused = None, False
    source.save(update_fields=["removed_at", "is_paused"])
    publish(SourceAdded(source_id=source.pk), by=by, at=now)
    return source


def _check(source: MirrorSource) -> None:
    """Refuse what could not work."""
    try:
        validate_slug(source.name)
    except ValidationError as error:
        message = _("A name consists of letters, digits and hyphens, for example: meine-stadt.")
        raise NotASource(message) from error
    if len(source.name) > LONGEST_NAME:
        raise NotASource(_("The name is too long: at most 50 characters."))
    if source.url and (not is_web_address(source.url) or len(source.url) > LONGEST_ADDRESS):
        raise NotASource(_("The address must begin with https:// or http:// and name a server."))
    if source.pause_seconds < 0:
        raise NotASource(_("The pause between two requests cannot be negative."))
    if source.name in RESERVED or MirrorSource.objects.filter(name=source.name).exists():
        raise NotASource(_("There is a source called %(name)s already.") % {"name": source.name})
    if source.url and MirrorSource.objects.filter(url=source.url).exists():
        raise NotASource(_("There is a source with this address already."))
