"""How does what hangs on rows of any kind stand in an archive: texts, notes, origin, holds?"""

from typing import Final

from gremienwerk.domain.mirror.models import (
    Capability,
    MirroredBody,
    MirrorObject,
    MirrorSource,
)
from gremienwerk.domain.notes.models import Mark, Note, Report
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.foundation.texts.models import LintAcceptance, TextDraft, Translation
from gremienwerk.portable.forms.form import Form, Openness, Rows
from gremienwerk.portable.forms.meetings import linked

MACHINE: Final = "how this machine reaches the source; set anew by a person"
PLACE: Final = ("content_type", "object_id")


def _translations(rows: Rows, _openness: Openness) -> Rows:
    published: Rows = rows.published()  # type: ignore[attr-defined]
    return published


def _sources(rows: Rows, openness: Openness) -> Rows:
    return rows.filter(bodies__body__in=openness.bodies).distinct()


AROUND: Final = (
    Form(
        Translation,
        "translation",
        public=(*PLACE, "field", "language", "text", "source_revision", "status"),
        internal=("modified_at",),
        pointer=PLACE,
        opened=_translations,
    ),
    Form(
        TextDraft,
        "textdraft",
        public=(),
        internal=(
            *(*PLACE, "field", "language", "text", "base_revision", "author", "is_from_office"),
            *("state", "note", "saved_at"),
        ),
        pointer=PLACE,
    ),
    Form(
        LintAcceptance,
        "lintacceptance",
        public=(),
        internal=(
            *(*PLACE, "field", "key", "kind", "passage", "reason", "accepted_by"),
            "accepted_at",
        ),
        pointer=PLACE,
    ),
    Form(
        Note,
        "note",
        public=(),
        internal=("organization", "paper", "person", "author", "text", "created_at"),
        owners=("organization", "paper", "person"),
    ),
    Form(
        Mark,
        "mark",
        public=(),
        internal=(
            *("agenda_item", "paper", "reason", "text", "due_on", "state", "responsible"),
            *("marked_by", "created_at", "modified_at"),
        ),
        owners=("agenda_item", "paper"),
    ),
    Form(
        Report,
        "report",
        public=(),
        internal=("meeting", "opening", "closing", "prepared_by", "created_at", "modified_at"),
        owners=("meeting",),
    ),
    Form(
        LegalHold,
        "legalhold",
        public=(),
        internal=(
            *("person", "reason", "placed_by", "placed_at", "lifted_by", "lifted_at"),
            "kind",
        ),
        owners=("person",),
    ),
    Form(
        MirrorSource,
        "mirrorsource",
        public=("name", "url", "label", "license"),
        internal=(
            *("shown", "shown_by", "shown_at", "is_republished", "volatile", "rewrites"),
            *("hosts", "id_rules", "is_swapped", "created_at", "last_success_at"),
        ),
        left_out={
            **dict.fromkeys(("pause_seconds", "is_private_allowed", "ca_file"), MACHINE),
            **dict.fromkeys(("alarm_to", "alarms"), "who gets alarms is said anew"),
            **dict.fromkeys(
                ("lock_token", "lock_host", "lock_pid", "heartbeat_at"),
                "which process syncs just now",
            ),
            "rests_until": "the server is asked anew after a move",
            "is_paused": "a source arrives paused, until somebody has looked at it",
            "loss_confirmed": "somebody's word about one sync",
            "probed_at": "the next sync probes the server anew",
            "removed_at": "a source that travels is in use",
        },
        opened=_sources,
        same=("name", "url"),
    ),
    Form(
        MirroredBody,
        "mirroredbody",
        public=("source", "body"),
        owners=("body",),
        opened=linked,
    ),
    Form(
        MirrorObject,
        "mirrorobject",
        public=(),
        internal=(
            *("source", "object_type", "url", "row_id", "parent", "coercions", "fetched_at"),
            "gone_at_source",
        ),
        left_out={"digest": "the next sync compares every object anew"},
        pointer=("object_type", "row_id"),
        same=("source", "url"),
    ),
    Form(
        Capability,
        "capability",
        public=(),
        internal=(
            *("source", "feature", "corrected", "reason", "corrected_by", "corrected_at"),
            *("found", "found_at"),
        ),
        owners=("source",),
    ),
)
