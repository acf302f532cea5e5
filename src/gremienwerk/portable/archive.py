"""How are rows and files put into one tar, the same bytes for the same content?"""

import hashlib
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from gremienwerk.portable.manifest import NAME, Manifest, Part

MODE: Final = 0o644
PORTION: Final = 1 << 20  # bytes read at a time


def write_lines(path: Path, found: Iterable[bytes]) -> Part:
    """Write lines to a file; return how many, how long, and their digest."""
    rows = 0
    with path.open("wb") as target:
        for one in found:
            target.write(one)
            rows += 1
    return replace(part_of(path), rows=rows)


def part_of(path: Path) -> Part:
    """Return length and digest of a file."""
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256")
    return Part(path.stat().st_size, digest.hexdigest())


def pack(target: IO[bytes], manifest: Manifest, places: dict[str, Path]) -> None:
    """Write the archive: the manifest first, then all members by name.

    Rule: no clock, no owner, no way of this machine is in it; plain ustar, so that any tar can
    read it. Raises `ValueError` for a member of 8 GiB or more.
    """
    content = manifest.written()
    target.write(_head(NAME, len(content)))
    target.write(content + _filling(len(content)))
    for name, path in sorted(places.items()):
        size = manifest.parts[name].size
        target.write(_head(name, size))
        with path.open("rb") as source:
            shutil.copyfileobj(source, target, PORTION)
        target.write(_filling(size))
    target.write(bytes(2 * tarfile.BLOCKSIZE))


def _head(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, MODE
    return member.tobuf(tarfile.USTAR_FORMAT)


def _filling(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)
