"""From where do mirrored rows come, what did the source say, and what became of it?

Mirrored rows are ordinary rows of their noun; source, hash and time stand here and point to
them by type and key (decision 12).
"""

from gremienwerk.domain.mirror.models.answers import MirrorRun, Quarantined, RawAnswer, RawBody
from gremienwerk.domain.mirror.models.objects import MirrorObject, UnresolvedReference
from gremienwerk.domain.mirror.models.source import Capability, MirroredBody, MirrorSource

__all__ = [
    "Capability",
    "MirrorObject",
    "MirrorRun",
    "MirrorSource",
    "MirroredBody",
    "Quarantined",
    "RawAnswer",
    "RawBody",
    "UnresolvedReference",
]
