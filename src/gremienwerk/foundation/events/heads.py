"""What was the newest hash, and when? Noted in a file that operations copy off the machine.

Who owns the database can recompute the whole chain. He cannot change what was written
elsewhere: each line says that the entry with this number had this hash. `verify` compares.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gremienwerk.foundation.events.chain import moment
from gremienwerk.foundation.events.models import Head

FILE = "log-heads.txt"
PARTS = 3


@dataclass(frozen=True)
class Note:
    """That an entry had a hash."""

    number: int
    hash: str


def note_head(folder: Path, *, now: datetime) -> Note | None:
    """Write the newest number and hash to the file in `folder`; None if nothing happened yet."""
    head = Head.objects.first()
    if head is None or not head.number:
        return None
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"{moment(now)} {head.number} {head.hash}\n")
    return Note(head.number, head.hash)


def notes_in(path: Path) -> Iterator[Note]:
    """Yield what the file at `path` says, nothing if there is none.

    Raises `ValueError` naming a line that is none of ours.
    """
    if not path.exists():
        return
    for count, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        parts = line.split(" ")
        if len(parts) != PARTS or not parts[1].isdigit():
            message = f"{path.name}:{count}"
            raise ValueError(message)
        yield Note(int(parts[1]), parts[2])
