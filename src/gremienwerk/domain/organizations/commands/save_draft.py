"""Save a draft of a text; what is published stays as it is."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.commands.edit_texts import FIELDS, RENDERED, check_text
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may, require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.texts.choices import DraftState
from gremienwerk.foundation.texts.drafts import Place, current_text, drafts_of, published_text
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, TextDraft, revision


@dataclass(frozen=True, slots=True)
class TextDrafted(Event):
    """Somebody wrote on a text; nothing of it is public."""

    kind = "organizations.text_drafted"
    organization_id: int
    field: str
    language: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written at a place, and the revision of what the writer saw before.

    `compared` is the revision of the published text if the writer decided with it in view: then
    the draft counts as begun on it.
    """

    place: Place
    text: str
    seen: str
    compared: str = ""


class ChangedMeanwhile(Refusal):
    """Somebody else wrote there since; `theirs` is what now stands there."""

    def __init__(self, message: str, theirs: str) -> None:
        """Keep what the other wrote."""
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def save_draft(
    organization: Organization, writing: Writing, *, by: User, now: datetime
) -> TextDraft | None:
    """Keep `writing` as the draft of its place; None if it reads as what is published.

    Raises `NotAllowed`, `TextNotUsable`, `ChangedMeanwhile`.
    """
    row, place = locked(organization), writing.place
    require(by, Can.PREPARE_TEXTS, row)
    is_source = place.language == SOURCE_LANGUAGE
    text = writing.text.replace("\r\n", "\n").strip()
    check_text(place.field, text, FIELDS if is_source else RENDERED)
    held = drafts_of(row).filter(field=place.field, language=place.language)
    draft = held.select_for_update(of=("self",)).first()
    there, there_revision = current_text(row, place, draft)
    public = published_text(row, place)
    is_rebased = draft is not None and writing.compared == revision(public) != draft.base_revision
    if text == there.strip() and not is_rebased:
        return draft
    if writing.seen != there_revision:
        raise ChangedMeanwhile(
            _("Somebody else has changed this text meanwhile; both versions are kept."), there
        )
    kept = None
    if text == public.strip():
        held.delete()
    else:
        kept = draft or _new(row, place)
        if is_rebased:
            kept.base_revision = writing.compared
        _keep(row, kept, text, by=by, now=now)
    event = TextDrafted(organization_id=row.pk, field=place.field, language=place.language)
    publish(event, by=by, at=now)
    return kept


def _new(row: Organization, place: Place) -> TextDraft:
    return TextDraft(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        field=place.field,
        language=place.language,
        base_revision=revision(published_text(row, place)),
    )


def _keep(row: Organization, draft: TextDraft, text: str, *, by: User, now: datetime) -> None:
    """Write the draft; what was asked to be released has to be asked anew by who cannot."""
    releases = may(by, Can.EDIT_TEXTS, row)
    draft.text, draft.author, draft.saved_at = text, by, now
    draft.is_from_office = draft.is_from_office or not releases
    if not releases:
        draft.state = DraftState.OPEN
    draft.save()
