"""What did the texts of a report read before, and who wrote that?"""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from gremienwerk.foundation.events.models import Revision
from gremienwerk.foundation.events.revisions import label_of

NEWEST = 20


def versions(row: Model | None, fields: Iterable[str]) -> list[dict[str, Any]]:
    """Return the earlier wordings of `fields` of a row, the newest first. One query."""
    if row is None:
        return []
    changes = (
        Revision.objects.filter(
            row_model=label_of(row), object_id=row.pk, field__in=list(fields), erased_at=None
        )
        .select_related("by")
        .order_by("-pk")[:NEWEST]
    )
    found = ({"at": c.recorded_at, "by": c.by, "text": _read(c.old)} for c in changes)
    return [one for one in found if one["text"]]


def _read(value: str) -> str:
    read = json.loads(value) if value else ""
    return read if isinstance(read, str) else ""
