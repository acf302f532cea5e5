"""What is out, as files to take away: per Körperschaft and type one of JSON Lines and one CSV.

Made from the projection, so that nothing is in here that the server does not give out.
Tombstones are left out: what stopped being public leaves. A republished council has a folder
of its own, for it has a licence of its own (source: decision 2).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Max

from gremienwerk.domain.bodies.models import Body
from gremienwerk.foundation.editions import Draft, Edition, current, publish
from gremienwerk.surfaces.oparl.addresses import with_origin
from gremienwerk.surfaces.oparl.choices import TYPE_NAMES, Kind
from gremienwerk.surfaces.oparl.dumps.cells import Lines
from gremienwerk.surfaces.oparl.models import PublishedObject

AT_ONCE: Final = 500  # objects that are held in memory
TRIES: Final = 3
JSON_LINES, CSV = "jsonl", "csv"
MEDIA_TYPES: Final = {JSON_LINES: "application/x-ndjson", CSV: "text/csv; charset=utf-8"}
ORDER: Final = sorted(Kind, key=lambda kind: TYPE_NAMES[kind])
TOLD: Final = ("name", "license", "ags", "rgs", "contactName", "contactEmail", "web")


def renew(*, now: datetime) -> Edition | None:
    """Make the files anew if anything changed since; return the present ones.

    None where nothing is out yet. What changed while the files were written is written
    again, a few times; whoever calls next does the rest.
    """
    root = Path(settings.OPEN_DATA)
    present = current(root)
    for _try in range(TRIES):
        state = state_of_all()
        if state["objects"] == 0:
            return None
        if present is not None and present.about["state"] == state:
            return present
        present = publish(root, _filler(state), created=now)
    return present


def state_of_all() -> dict[str, Any]:
    """Return what differs whenever anything that is out differs.

    Rule: each change of an object moves its own moment, and no moment lies before one given
    out earlier. So the newest moment, and how many objects have it, say whether one changed.
    """
    rows = PublishedObject.objects.public()
    found = rows.aggregate(newest=Max("modified"), number=Count("pk"))
    newest = found["newest"]
    return {
        "origin": settings.PUBLIC_ORIGIN,
        "objects": found["number"],
        "modified": newest.isoformat() if newest else None,
        "at_once": rows.filter(modified=newest).count() if newest else 0,
    }


def _filler(state: Mapping[str, Any]) -> Callable[[Draft], Mapping[str, Any]]:
    """Return what writes all files, and says so."""

    def fill(draft: Draft) -> Mapping[str, Any]:
        sets = list(_sets())
        for told in sets:
            kinds = [k for k in ORDER if told["isOwn"] or k != Kind.SYSTEM]
            for kind in kinds:
                _write(draft, told["folder"], told["key"], kind)
        told_of = [{k: v for k, v in told.items() if k != "key"} for told in sets]
        return {"state": state, "sets": told_of}

    return fill


def _sets() -> Iterator[dict[str, Any]]:
    """Yield what there is to say of each Körperschaft that is out, our own first."""
    known = {body.pk: body for body in Body.objects.public()}
    out = PublishedObject.objects.public().live().filter(kind=Kind.BODY, object_id__in=known)
    rows = [(known[key], text) for key, text in out.values_list("object_id", "json")]
    for body, text in sorted(rows, key=lambda row: (not row[0].is_own, row[0].slug)):
        told = json.loads(with_origin(text))
        yield {
            "key": body.pk,
            "folder": body.slug,
            "isOwn": body.is_own,
            "body": told["id"],
            "licenseName": told.get("Gremienwerk:license") or body.license,
            **{name: told[name] for name in TOLD if name in told},
        }


def _write(draft: Draft, folder: str, body: int, kind: Kind) -> None:
    """Write both files of one type; each object is read once and none is kept."""
    word = TYPE_NAMES[kind]
    plain, table = (
        draft.sheet(
            f"{folder}/{word}.{form}",
            {"folder": folder, "type": word, "format": form, "mediaType": MEDIA_TYPES[form]},
        )
        for form in (JSON_LINES, CSV)
    )
    lines = Lines(kind)
    table.put(lines.header(), records=0)
    found = PublishedObject.objects.public().live().filter(kind=kind, body_id=body)
    for text in found.order_by("object_id").values_list("json", flat=True).iterator(AT_ONCE):
        told = with_origin(text)
        plain.put(told + b"\n")
        table.put(lines.line(json.loads(told)))
    draft.close()
