"""Release drafts: from now on the public reads them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.commands.discard_draft import NoDraft
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_removed
from gremienwerk.foundation.texts.drafts import Place, drafts_of, published_text
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, TextDraft, revision
from gremienwerk.foundation.texts.write import Rendering


@dataclass(frozen=True, slots=True)
class TextsReleased(Event):
    """Somebody who may do so released drafts; `prepared_by` wrote them.

    `from_office` are the places that the office had written for an independent body (N7.8).
    """

    kind = "organizations.texts_released"
    organization_id: int
    places: tuple[str, ...]
    prepared_by: tuple[int, ...]
    from_office: tuple[str, ...]


class NotWhatWasSeen(Refusal):
    """A draft, or what is published, reads otherwise than on the page that was looked at."""


@transaction.atomic
def release_texts(
    organization: Organization, seen: Mapping[Place, str], *, by: User, now: datetime
) -> Organization:
    """Publish the drafts at the places of `seen`, as they read when their revision was that.

    Rule: an independent body releases its own texts, the office prepares them (source:
    network.md N7.8). Raises `NotAllowed`, `NoDraft`, `NotWhatWasSeen`, `TextNotUsable`.
    """
    row = locked(organization)
    require(by, Can.EDIT_TEXTS, row)
    drafts = [one for one in drafts_of(row) if Place.of(one) in seen]
    if not seen or len(drafts) != len(seen):
        raise NoDraft(_("There is no draft any more; somebody has released or discarded it."))
    for draft in drafts:
        _check(row, draft, seen[Place.of(draft)])
    texts = {one.field: one.text for one in drafts if one.language == SOURCE_LANGUAGE}
    renderings: dict[str, list[Rendering]] = defaultdict(list)
    for one in drafts:
        if one.language != SOURCE_LANGUAGE:
            renderings[one.field].append(Rendering(one.language, one.text))
    edit_texts(row, texts, renderings=renderings, by=by, now=now)
    changes = record_removed(*drafts, by=by, now=now)
    drafts_of(row).order_by().filter(pk__in=[one.pk for one in drafts]).delete()
    event = TextsReleased(
        organization_id=row.pk,
        places=tuple(f"{one.field}:{one.language}" for one in drafts),
        prepared_by=tuple(sorted({one.author_id for one in drafts})),
        from_office=tuple(f"{one.field}:{one.language}" for one in drafts if one.is_from_office),
        changes=changes,
    )
    publish(event, by=by, at=now)
    return row


def _check(row: Organization, draft: TextDraft, seen: str) -> None:
    if draft.revision != seen:
        raise NotWhatWasSeen(
            _("A draft was changed while you looked at it; read it again and then release it.")
        )
    if draft.base_revision != revision(published_text(row, Place.of(draft))):
        raise NotWhatWasSeen(
            _("The published text was changed since this draft was begun; compare both first.")
        )
