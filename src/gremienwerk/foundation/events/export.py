"""How do auditors get the log? As JSON Lines with the hashes, as CSV, with checksums of both.

Who has the JSON Lines can compute the chain without us: `hash` is the SHA-256 of the JSON list
[previous_hash, kind, actor, payload, recorded_at] with sorted keys, without spaces, in UTF-8.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from gremienwerk.foundation.events.chain import moment
from gremienwerk.foundation.events.models import Entry

COLUMNS = ("number", "recorded_at", "kind", "actor", "payload", "previous_hash", "hash")
JSON_LINES, TABLE, SUMS = "log.jsonl", "log.csv", "SHA256SUMS"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values; the actor by key, never by name."""
    return {
        "number": entry.pk,
        "recorded_at": moment(entry.recorded_at),
        "kind": entry.kind,
        "actor": entry.actor_id,
        "payload": entry.payload,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one line of JSON per entry."""
    for entry in entries:
        yield json.dumps(row_of(entry), sort_keys=True, ensure_ascii=False) + "\n"


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a heading and one line of CSV per entry; nothing in it is taken for a formula."""
    yield _line(COLUMNS)
    for entry in entries:
        row = row_of(entry)
        row["payload"] = json.dumps(row["payload"], sort_keys=True, ensure_ascii=False)
        yield _line([_harmless(row[name]) for name in COLUMNS])


def write_export(entries: Iterable[Entry], folder: Path) -> int:
    """Write both files and their checksums into `folder`; return the number of entries."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = list(entries)
    sums = []
    for name, lines in ((JSON_LINES, json_lines(found)), (TABLE, csv_lines(found))):
        content = "".join(lines).encode()
        (folder / name).write_bytes(content)
        sums.append(f"{sha256(content).hexdigest()}  {name}\n")
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return len(found)


def _line(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
