"""How is a set of files put out at once, so that nobody ever sees half of it?

A set is written beside the present one and takes its place in one step. `root/current` leads
to the folder of the present edition; the one before is removed, for what it held may not be
public any more. Whoever has one of its files open reads on to its end.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final, Self

MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
CURRENT: Final = "current"
PARTIAL: Final = ".part-"
TRIES: Final = 5  # how often a reader looks again when the edition changes under its hands


@dataclass(frozen=True)
class Part:
    """One file of an edition. `file` is its path in it, `count` how many records it holds."""

    file: str
    count: int
    bytes: int
    sha256: str
    created: str
    about: Mapping[str, Any]


@dataclass(frozen=True)
class Edition:
    """A set of files: `created` when it came to be, `about` what whoever made it says of it."""

    folder: Path
    created: datetime
    about: Mapping[str, Any]
    parts: tuple[Part, ...]

    def part(self, file: str) -> Part | None:
        """Return the file of that name, if it is in here."""
        return next((part for part in self.parts if part.file == file), None)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read an edition by its manifest.

        Raises:
            FileNotFoundError: There is none, or it was replaced meanwhile.

        """
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        parts = tuple(
            Part(about=_about(entry, Part), **_own(entry, Part)) for entry in told["files"]
        )
        rest = {name: value for name, value in told.items() if name not in ("created", "files")}
        return cls(folder, datetime.fromisoformat(told["created"]), rest, parts)


class Sheet:
    """A file that is being written: it counts records and bytes as they come."""

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        self._path, self._file = path, path.open("wb")
        self.count = self.bytes = 0

    def put(self, text: bytes, *, records: int = 1) -> None:
        """Append some bytes, which are so many records."""
        self._file.write(text)
        self.bytes += len(text)
        self.count += records

    def end(self) -> str:
        """Close the file; return its checksum."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self.abandon()
        with self._path.open("rb") as written:
            return file_digest(written, "sha256").hexdigest()

    def abandon(self) -> None:
        """Close the file without a word."""
        self._file.close()


class Draft:
    """An edition that is being written, known to nobody yet."""

    def __init__(self, folder: Path, created: datetime) -> None:
        """Begin in an empty folder."""
        self.folder = folder
        self.created = created.astimezone(UTC).replace(microsecond=0)
        self._open: list[tuple[str, Sheet, Mapping[str, Any]]] = []
        self.parts: list[Part] = []

    def sheet(self, file: str, about: Mapping[str, Any]) -> Sheet:
        """Begin a file; what is said about it stands in the manifest."""
        made = Sheet(self.folder / file)
        self._open.append((file, made, about))
        return made

    def close(self) -> None:
        """End the files that were begun since the last call."""
        told = self.created.isoformat()
        for file, sheet, about in self._open:
            digest = sheet.end()
            self.parts.append(Part(file, sheet.count, sheet.bytes, digest, told, about))
        self._open.clear()

    def abandon(self) -> None:
        """Let go of what was begun."""
        for _file, sheet, _about in self._open:
            sheet.abandon()


def publish(
    root: Path,
    fill: Callable[[Draft], Mapping[str, Any]],
    *,
    created: datetime,
) -> Edition:
    """Write a set of files by `fill`, which returns what there is to say of it, and put it out.

    The same files make no new edition: the present one stays, with its date.
    """
    root.mkdir(mode=0o750, parents=True, exist_ok=True)
    _remove(path for path in root.glob(f"{PARTIAL}*") if _is_old(path, created))
    folder = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=root))
    draft = Draft(folder, created)
    try:
        about = fill(draft)
        draft.close()
        present = current(root)
        if present is not None and _says_the_same(present, about, draft.parts):
            return present
        _describe(draft, about)
        _put_out(root, folder)
    finally:
        draft.abandon()
        shutil.rmtree(folder, ignore_errors=True)
    found = current(root)
    if found is None:  # somebody took the folder away
        raise FileNotFoundError(root)
    return found


def current(root: Path) -> Edition | None:
    """Return the present edition, None while there is none."""
    for _try in range(TRIES):
        folder = _present(root)
        if folder is None:
            return None
        try:
            return Edition.read(folder)
        except FileNotFoundError:
            continue
    return None


def _present(root: Path) -> Path | None:
    try:
        return root / (root / CURRENT).readlink()
    except FileNotFoundError:
        return None


def _describe(draft: Draft, about: Mapping[str, Any]) -> None:
    """Write manifest and checksums, the latter as `sha256sum -c` reads them."""
    files = [_entry(part) for part in draft.parts]
    told = {"created": draft.created.isoformat(), **about, "files": files}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (draft.folder / MANIFEST).write_text(text, "utf-8")
    sums = "".join(f"{part.sha256}  {part.file}\n" for part in draft.parts)
    (draft.folder / SUMS).write_text(sums, "utf-8")


def _entry(part: Part) -> dict[str, Any]:
    told = asdict(part)
    about: Mapping[str, Any] = told.pop("about")
    return {"file": told.pop("file"), **about, **told}


def _own(entry: Mapping[str, Any], kind: type[Part]) -> dict[str, Any]:
    return {name: entry[name] for name in kind.__annotations__ if name != "about"}


def _about(entry: Mapping[str, Any], kind: type[Part]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in kind.__annotations__}


def _says_the_same(present: Edition, about: Mapping[str, Any], parts: list[Part]) -> bool:
    mine = [(part.file, part.sha256, dict(part.about)) for part in parts]
    theirs = [(part.file, part.sha256, dict(part.about)) for part in present.parts]
    return mine == theirs and dict(present.about) == json.loads(json.dumps(about))


def _put_out(root: Path, folder: Path) -> None:
    """Let `current` lead to the new folder, in one step; then remove what was before."""
    named = sha256((folder / MANIFEST).read_bytes()).hexdigest()[:16]
    target = root / named
    folder.chmod(0o750)
    if not target.exists():
        folder.rename(target)
    beside = root / f"{PARTIAL}{os.getpid()}-{named}"
    beside.unlink(missing_ok=True)
    beside.symlink_to(named)
    beside.replace(root / CURRENT)
    others = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
    _remove(p for p in others if p != target and not p.name.startswith(PARTIAL))


def _is_old(path: Path, now: datetime) -> bool:
    """Test whether a run left this behind that was interrupted: it is a day old."""
    try:
        return now.timestamp() - path.lstat().st_mtime > 24 * 3600
    except FileNotFoundError:
        return False


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_symlink():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path, ignore_errors=True)
