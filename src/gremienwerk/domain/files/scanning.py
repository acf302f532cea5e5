"""Is there a virus in a file? ClamAV says so, where the office has set it up.

`CLAMD` is the socket of clamd, or `host:port`. Without it nothing is scanned, and pages that take
files say so. If it is set and does not answer, the file is refused: who asked for a scanner does
not want files past it.
"""

import socket
import struct
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from gremienwerk.foundation.errors import Refusal

PORTION = 64_000  # bytes
PATIENCE = 20  # seconds
SHORT_PATIENCE = 1  # seconds, for the question whether it is there


class Scanner(StrEnum):
    """Whether files are scanned."""

    NONE = "none"
    READY = "ready"
    SILENT = "silent"


class VirusFound(Refusal):
    """The scanner knows what is in the file."""


class ScannerSilent(Refusal):
    """A scanner is set up and does not answer."""


def scanner() -> Scanner:
    """Tell whether a scanner is set up, and whether it answers."""
    if not settings.CLAMD:
        return Scanner.NONE
    try:
        answer = _ask(b"zPING\0", patience=SHORT_PATIENCE)
    except OSError:
        return Scanner.SILENT
    return Scanner.READY if answer == "PONG" else Scanner.SILENT


def check_for_viruses(content: bytes) -> None:
    """Let the scanner read `content`, if there is one. Raises `VirusFound`, `ScannerSilent`."""
    if not settings.CLAMD:
        return
    parts = [content[n : n + PORTION] for n in range(0, len(content), PORTION)]
    stream = b"".join(struct.pack("!L", len(part)) + part for part in parts)
    try:
        answer = _ask(b"zINSTREAM\0" + stream + struct.pack("!L", 0), patience=PATIENCE)
    except OSError:
        answer = ""
    if answer.endswith("FOUND"):
        name = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise VirusFound(
            _("The virus scanner found “%(name)s” in this file; it was not kept.") % {"name": name}
        )
    if not answer.endswith("OK"):
        raise ScannerSilent(_("The virus scanner does not answer; try again in some minutes."))


def _ask(words: bytes, *, patience: int) -> str:
    with _connected(patience) as line:
        line.sendall(words)
        answer = b""
        while not answer.endswith(b"\0"):
            part = line.recv(4096)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connected(patience: int) -> socket.socket:
    place = str(settings.CLAMD)
    host, colon, port = place.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=patience)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(patience)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line
