"""Are the files of an archive what their rows say, and where do they lie afterwards?"""

from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _

from gremienwerk.domain.files import pictures, store
from gremienwerk.domain.files.kinds import mime_type_of
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.scanning import check_for_viruses
from gremienwerk.portable.forms import Form, form_of
from gremienwerk.portable.reading import Told, portions_of
from gremienwerk.portable.unpacking import Archive, ArchiveRefused, broken


def check_files(archive: Archive) -> None:
    """Check every stored file like an upload, one in memory at a time (at most 50 MB).

    Raises `ArchiveRefused`, `VirusFound`, `ScannerSilent`, and what uploads raise.
    """
    named: set[str] = set()
    for form, row in _rows(archive):
        place = row.values["stored_as"]
        if not place:
            continue
        content = archive.content(place)
        if content is None:
            raise broken(form, row.number, _("its file is missing"))
        if place not in named:
            named.add(place)
            if store.place_of(content, PurePath(place).suffix) != place:
                raise broken(form, row.number, _("its file is another one"))
            check_for_viruses(content)
        _check(form, row, content)
    stray = sorted(archive.places() - named)
    if stray:
        raise ArchiveRefused(_("No row names the file “%(place)s”.") % {"place": stray[0]})


def _rows(archive: Archive) -> Iterator[tuple[Form, Told]]:
    for form in (form_of("file"), form_of("image")):
        for portion in portions_of(archive, form):
            for row in portion:
                yield form, row


def _check(form: Form, row: Told, content: bytes) -> None:
    """Check that the content is of the kind that the row says, and the row says nothing else."""
    values, place = row.values, PurePath(row.values["stored_as"])
    if form.model is Image:
        found = pictures.measure(place.name, content)
        told = (values["mime_type"], values["width"], values["height"])
        fits = told == (found.mime_type, found.width, found.height)
    else:
        fits = (
            store.safe_name(values["file_name"]) == values["file_name"]
            and PurePath(values["file_name"]).suffix == place.suffix
            and values["mime_type"] == mime_type_of(values["file_name"], content)
            and values["sha512"] == store.digest_of(content)
            and values["size"] == len(content)
        )
    if not fits:
        raise broken(form, row.number, _("its file is another one"))


def keep_files(archive: Archive) -> list[str]:
    """Put the files into the store; return the places that were empty before."""
    new = []
    try:
        for place in sorted(archive.places()):
            if not store.path_of(place).exists():
                new.append(place)
                store.keep(archive.content(place) or b"", PurePath(place).suffix)
    except BaseException:
        drop_files(new)
        raise
    return new


def drop_files(places: list[str]) -> None:
    """Take away what was kept for rows that did not come into being."""
    for place in places:
        store.drop(place)
