"""Export one body: everything that belongs to it, in one archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files import store
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.portable.addresses import Addresses
from gremienwerk.portable.archive import pack, part_of, write_lines
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.choosing import choose, openness_on, portions
from gremienwerk.portable.forms import FORMS, Form, form_of
from gremienwerk.portable.manifest import Manifest, Part
from gremienwerk.portable.policy import Can
from gremienwerk.portable.rows import View, lines

WITH_FILES: Final = ("file", "image")


@dataclass(frozen=True, slots=True)
class BodyExported(Event):
    """A body left as an archive; of a whole one this is the record that internal data were read."""

    kind = "portable.body_exported"
    organization_id: int
    mode: str
    rows: int


class NotExportable(Refusal):
    """There is nothing to hand out, or a file of it is missing."""


@transaction.atomic
def export_body(
    organization: Organization, target: IO[bytes], *, mode: Mode, by: User, now: datetime
) -> Manifest:
    """Write the archive of a body to `target`; return its manifest.

    Rule: deterministic; internal data only in mode `whole` (source: decision 14). What is public
    is decided for the day of `now`. Memory: one number per row, and a portion of rows.
    Raises `NotAllowed`, `NotExportable`.
    """
    require(by, Can.EXPORT, organization)
    today = timezone.localtime(now).date()
    openness = openness_on(today) if mode == Mode.PUBLIC else None
    chosen = choose(organization, openness)
    if organization.pk not in chosen["organization"]:
        raise NotExportable(
            _("“%(name)s” is not public; without --public it can be exported.")
            % {"name": organization.name}
        )
    view = View(Addresses(settings.PUBLIC_ORIGIN), chosen, openness is not None)
    with TemporaryDirectory(prefix="gremienwerk-export-") as folder:
        places, parts = _written(Path(folder), view)
        manifest = Manifest(
            origin=view.addresses.origin,
            body=view.addresses.of("organization", organization.pk),
            slug=organization.slug,
            name=organization.name,
            mode=mode,
            day=today.isoformat() if openness else "",
            parts=parts,
        )
        pack(target, manifest, places)
    event = BodyExported(organization_id=organization.pk, mode=mode.value, rows=manifest.rows())
    publish(event, by=by, at=now)
    return manifest


def _written(folder: Path, view: View) -> tuple[dict[str, Path], dict[str, Part]]:
    """Write the lines of every form that has some; return where all members lie."""
    places: dict[str, Path] = {}
    parts: dict[str, Part] = {}
    for form in FORMS:
        if view.chosen[form.name]:
            places[form.file_name] = folder / f"{form.name}.jsonl"
            parts[form.file_name] = write_lines(places[form.file_name], lines(form, view))
    for place in _stored(view):
        path = store.path_of(place)
        if not path.is_file():
            raise NotExportable(
                _("The file %(place)s is missing in the data folder; see “gremienwerk doctor”.")
                % {"place": place}
            )
        places[f"files/{place}"] = path
        parts[f"files/{place}"] = part_of(path)
    return places, parts


def _stored(view: View) -> Iterator[str]:
    """Yield where the content of each file and picture lies, each place once."""
    seen: set[str] = set()
    for form in map(form_of, WITH_FILES):
        for place in _places(form, view):
            if place and place not in seen:
                seen.add(place)
                yield place


def _places(form: Form, view: View) -> Iterator[str]:
    for keys in portions(view.chosen[form.name]):
        rows = form.model._base_manager.filter(pk__in=keys)  # noqa: SLF001 -- tombstones too
        yield from rows.values_list("stored_as", flat=True)
