"""Is this an archive of ours, whole and harmless? Read strictly: anything else is refused.

Only plain members of the oldest tar are read, so there is nothing to follow, to expand or to
unpack outside. Nothing is written before every digest was compared.
"""

import hashlib
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext as _

from gremienwerk.domain.files.kinds import LARGEST
from gremienwerk.foundation.errors import Refusal
from gremienwerk.portable.forms import FORMS, Form
from gremienwerk.portable.manifest import NAME, Manifest, NewerVersion, Part, read_manifest

MOST_MEMBERS: Final = 100_000
LONGEST_MANIFEST: Final = 50_000_000  # bytes
LONGEST_LINE: Final = 20_000_000  # bytes
STORED: Final = re.compile(r"files/(?P<place>[0-9a-f]{2}/[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?)")
_ROWS: Final = {form.file_name for form in FORMS}
_BAD: Final = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class ArchiveRefused(Refusal):
    """A file is no archive of ours, damaged, of another version, or made to do harm."""


@dataclass(slots=True)
class Archive:
    """An archive whose every byte was compared with its manifest."""

    source: IO[bytes]
    manifest: Manifest
    members: dict[str, tuple[int, int]] = field(default_factory=dict)  # name: offset, bytes

    def lines(self, form: Form) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and object of each line of a form."""
        if form.file_name not in self.members:
            return
        offset, size = self.members[form.file_name]
        end, number = offset + size, 0
        while offset < end:
            self.source.seek(offset)
            text = self.source.readline(min(LONGEST_LINE, end - offset))
            offset, number = offset + len(text), number + 1
            try:
                found = json.loads(text) if text.endswith(b"\n") else None
            except _BAD:
                found = None
            if not isinstance(found, dict):
                raise broken(form, number, _("this is no line of an archive"))
            yield number, found

    def content(self, place: str) -> bytes | None:
        """Return the bytes of a stored file, at most 50 MB; None if it is not there."""
        found = self.members.get(f"files/{place}")
        if found is None:
            return None
        self.source.seek(found[0])
        return self.source.read(found[1])

    def places(self) -> set[str]:
        """Return where its files lie below the store."""
        return {name.removeprefix("files/") for name in self.members if name.startswith("files/")}


def broken(form: Form, number: int, why: str) -> ArchiveRefused:
    """Return the refusal of one line."""
    facts = {"file": form.file_name, "number": number, "why": why}
    return ArchiveRefused(_("%(file)s, line %(number)s: %(why)s.") % facts)


def opened(source: IO[bytes]) -> Archive:
    """Return the archive in `source` once all of it was checked. Raises `ArchiveRefused`."""
    members = _members(source)
    offset, size = members.pop(NAME, (0, 0))
    if not 0 < size <= LONGEST_MANIFEST:
        raise ArchiveRefused(_no_archive())
    source.seek(offset)
    manifest = _manifest(source.read(size))
    archive = Archive(source, manifest, members)
    _compare(archive)
    return archive


def _no_archive() -> str:
    return _("This is no archive made by “gremienwerk export”.")


def _manifest(content: bytes) -> Manifest:
    try:
        return read_manifest(content)
    except NewerVersion as version:
        raise ArchiveRefused(
            _("The archive is of version %(version)s; this installation reads another one.")
            % {"version": version}
        ) from None
    except _BAD as error:
        raise ArchiveRefused(_no_archive()) from error


def _members(source: IO[bytes]) -> dict[str, tuple[int, int]]:
    """Return where each member lies; only plain files with a name of ours pass."""
    found: dict[str, tuple[int, int]] = {}
    source.seek(0, 2)
    end, offset = source.tell(), 0
    while True:
        source.seek(offset)
        block = source.read(tarfile.BLOCKSIZE)
        if not block.strip(b"\0"):
            break
        try:
            member = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError, ValueError):
            raise ArchiveRefused(_no_archive()) from None
        start = offset + tarfile.BLOCKSIZE
        if member.type != tarfile.REGTYPE or not _is_expected(member):
            raise ArchiveRefused(
                _("“%(name)s” has no place in an archive.") % {"name": member.name[:100]}
            )
        if member.name in found or len(found) >= MOST_MEMBERS or start + member.size > end:
            raise ArchiveRefused(_damaged(member.name))
        found[member.name] = (start, member.size)
        offset = start + member.size + (-member.size % tarfile.BLOCKSIZE)
    return found


def _is_expected(member: tarfile.TarInfo) -> bool:
    if member.name == NAME or member.name in _ROWS:
        return member.size >= 0
    return bool(STORED.fullmatch(member.name)) and 0 <= member.size <= LARGEST


def _compare(archive: Archive) -> None:
    """Compare every member with what the manifest says of it."""
    told, there = archive.manifest.parts, archive.members
    if told.keys() != there.keys():
        raise ArchiveRefused(_damaged(min(told.keys() ^ there.keys())))
    for name, (offset, size) in there.items():
        section = _Section(archive.source, offset, size)
        digest = hashlib.file_digest(section, "sha256").hexdigest()
        rows = section.line_ends if name in _ROWS else told[name].rows
        if section.left or told[name] != Part(size, digest, rows):
            raise ArchiveRefused(_damaged(name))


class _Section:
    """A part of a file, read once; `line_ends` are counted as it goes by."""

    def __init__(self, source: IO[bytes], offset: int, size: int) -> None:
        source.seek(offset)
        self.source, self.left, self.line_ends = source, size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 -- any buffer
        found = self.source.read(min(len(buffer), self.left))
        buffer[: len(found)] = found
        self.left -= len(found)
        self.line_ends += found.count(b"\n")
        return len(found)


def _damaged(name: str) -> str:
    return _("The archive is damaged at “%(name)s”; export it once more.") % {"name": name[:100]}


def archive_of(path: Path) -> IO[bytes]:
    """Open the file of an archive. Raises `ArchiveRefused`."""
    try:
        return path.open("rb")
    except OSError as error:
        facts = {"file": path, "reason": error.strerror}
        raise ArchiveRefused(_("%(file)s cannot be read: %(reason)s.") % facts) from error
