"""What did translations read before they were written? Recorded like any other change."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from gremienwerk.foundation.events.revisions import Change, record
from gremienwerk.foundation.texts.models import Translation
from gremienwerk.foundation.texts.write import Renderings


def record_renderings(
    row: Model, renderings: Renderings, *, by: AbstractBaseUser, now: datetime
) -> tuple[str, ...]:
    """Record how `renderings` differ from what is stored; return the hashes. Two queries.

    Call it before `translate_all`.
    """
    if not renderings:
        return ()
    stored = Translation.objects.filter(
        content_type=ContentType.objects.get_for_model(row), object_id=row.pk
    )
    texts = {(one.field, one.language): one.text for one in stored}
    changes = [
        Change(field, texts.get((field, one.language), ""), one.text, one.language)
        for field, found in renderings.items()
        for one in found
    ]
    return record(row, changes, by=by, now=now)
