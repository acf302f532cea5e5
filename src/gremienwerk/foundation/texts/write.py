"""How does a translation get in? The one writer of this table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from gremienwerk.foundation.texts.choices import TextStatus
from gremienwerk.foundation.texts.models import Translation, revision


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in another language, and who has looked at it."""

    language: str
    text: str
    status: TextStatus = TextStatus.CHECKED


Renderings = Mapping[str, Sequence[Rendering]]  # by the name of the field


def translate(row: Model, field: str, rendering: Rendering, *, now: datetime) -> None:
    """Write `rendering` of `field` of `row` as it reads now; call inside a command.

    An empty text takes the translation away.
    """
    place = {
        "content_type": ContentType.objects.get_for_model(row),
        "object_id": row.pk,
        "field": field,
        "language": rendering.language,
    }
    if not rendering.text:
        Translation.objects.filter(**place).delete()
        return
    Translation.objects.update_or_create(
        **place,
        defaults={
            "text": rendering.text,
            "source_revision": revision(getattr(row, field)),
            "status": rendering.status,
            "modified_at": now,
        },
    )


def translate_all(row: Model, renderings: Renderings, *, now: datetime) -> None:
    """Write what `renderings` hold for each field of `row`; call inside a command."""
    for field, found in renderings.items():
        for rendering in found:
            translate(row, field, rendering, now=now)
