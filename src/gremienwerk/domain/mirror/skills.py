"""What can the server of a source do, as far as we know? The probe's record, as corrected."""

from dataclasses import dataclass
from typing import Any

from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.models import Capability, MirrorSource


@dataclass(frozen=True, slots=True)
class Skills:
    """What a sync relies on; without a probe nothing is relied on."""

    since: bool = False
    spelling: str = "encoded"
    volatile: tuple[str, ...] = ()
    conditional: bool = True


def record(source: MirrorSource) -> dict[Feature, Any]:
    """Return each feature as found, or as a person corrected it; one query."""
    rows = Capability.objects.filter(source=source)
    return {Feature(row.feature): row.corrected if row.corrected_at else row.found for row in rows}


def skills(source: MirrorSource) -> Skills:
    """Return what a sync of `source` may rely on."""
    known = record(source)
    return Skills(
        since=known.get(Feature.SINCE) is True,
        spelling=known.get(Feature.SPELLING) or "encoded",
        volatile=tuple(known.get(Feature.VOLATILE) or ()),
        conditional=known.get(Feature.CONDITIONAL) is not False,
    )
