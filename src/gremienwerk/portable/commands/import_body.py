"""Import one body: whole, or not at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.estimates import renew_estimates
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.portable.choices import Fate, Mode
from gremienwerk.portable.commands._content import check_files, drop_files, keep_files
from gremienwerk.portable.commands._keys import Keys, is_neighbour
from gremienwerk.portable.commands._write import write_all
from gremienwerk.portable.forms import ORGANIZATION
from gremienwerk.portable.policy import Can
from gremienwerk.portable.reading import portions_of
from gremienwerk.portable.unpacking import Archive, ArchiveRefused, opened


@dataclass(frozen=True, slots=True)
class BodyImported(Event):
    """A body came out of an archive; `rows` were made for it."""

    kind = "portable.body_imported"
    body_ids: tuple[int, ...]
    organization_id: int
    rows: int


class AlreadyHere(Refusal):
    """A body of this slug exists; nothing is overwritten."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an import did, or would do.

    `fates` is form to how many rows were made, here before, filled, or held back because they
    hang on what was here; `renumbered` is form to how many got another key.
    """

    slug: str
    name: str
    origin: str
    key: int
    fates: Mapping[str, Counter[Fate]]
    renumbered: Mapping[str, int]
    files: int

    def rows(self, fate: Fate) -> int:
        """Return how many rows had a fate."""
        return sum(counted[fate] for counted in self.fates.values())


@transaction.atomic
def import_body(source: IO[bytes], *, by: User, now: datetime, is_trial: bool = False) -> Arrival:
    """Make a body from its archive; a trial does the same and takes all of it back.

    Rule: keys, moments and digests are kept, so that an export from an empty installation gives
    the same bytes (source: decision 14). Who acted is not named by an archive: `by` stands there.
    Raises `NotAllowed`, `ArchiveRefused`, `AlreadyHere`, and what uploads of files raise.
    """
    require(by, Can.IMPORT, by)
    archive = opened(source)
    if archive.manifest.mode != Mode.WHOLE:
        raise ArchiveRefused(
            _("This archive holds only what is public; a body needs one made without --public.")
        )
    _refuse_known(archive)
    check_files(archive)
    keys = Keys(archive)
    arrival = _arrival(archive, keys, write_all(keys, by))
    event = BodyImported(
        body_ids=_bodies(archive, keys), organization_id=arrival.key, rows=arrival.rows(Fate.MADE)
    )
    new = keep_files(archive)
    renew_estimates(arrival.rows(Fate.MADE))
    try:
        publish(event, by=by, at=now)
    except BaseException:
        drop_files(new)
        raise
    if is_trial:
        drop_files(new)
        transaction.set_rollback(True)
    return arrival


def _arrival(archive: Archive, keys: Keys, fates: dict[str, Counter[Fate]]) -> Arrival:
    organization = Organization.objects.get(slug=archive.manifest.slug)
    return Arrival(
        slug=organization.slug,
        name=organization.name,
        origin=archive.manifest.origin,
        key=organization.pk,
        fates=fates,
        renumbered=dict(keys.renumbered),
        files=len(archive.places()),
    )


def _bodies(archive: Archive, keys: Keys) -> tuple[int, ...]:
    """Return the Körperschaften to which something came."""
    named = [row.named["body"] for part in portions_of(archive, ORGANIZATION) for row in part]
    return tuple(sorted({keys.key_of(model, key) for model, key in named}))


def _refuse_known(archive: Archive) -> None:
    """Refuse what is here already: the body or a round of it; a mere name is no body."""
    slugs: set[str] = set()
    for portion in portions_of(archive, ORGANIZATION):
        slugs |= {row.values["slug"] for row in portion}
        found = Organization.objects.filter(slug__in=[row.values["slug"] for row in portion])
        known = [one for one in found.select_related("body").order_by("slug") if one.body.is_own]
        for one in known:
            if not is_neighbour(one):
                raise AlreadyHere(
                    _("There is a body “%(slug)s” here already; nothing is overwritten.")
                    % {"slug": one.slug}
                )
    if archive.manifest.slug not in slugs:
        raise ArchiveRefused(
            _("The archive does not hold the body “%(slug)s” that it names.")
            % {"slug": archive.manifest.slug[:100]}
        )
