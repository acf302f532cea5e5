"""Edit the texts of a body in its source language and in others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.changes import record_renderings
from gremienwerk.foundation.texts.write import Renderings, translate_all

FIELDS = ("purpose", "work", "audience", "participation", "history", "legal_basis")
RENDERED = (*FIELDS, "name", "short_name", "contact_label", "website_label")
FACTS = ("rhythm", "next_date", "seats", "deputy_seats", "age", "venue", "status", "term")
LONGEST_PURPOSE = 500


@dataclass(frozen=True, slots=True)
class TextsEdited(Event):
    """A body's page reads differently; `fields` are those of the source language."""

    kind = "organizations.texts_edited"
    organization_id: int
    fields: list[str]
    languages: list[str]


class TextNotUsable(Refusal):
    """A text is too long, unknown, or names a fact that no data hold."""


@transaction.atomic
def edit_texts(
    organization: Organization,
    texts: Mapping[str, str],
    *,
    renderings: Renderings | None = None,
    by: User,
    now: datetime,
) -> Organization:
    """Write the `texts` of a body by field, and `renderings` of them in further languages.

    What follows from data stands as a placeholder like {next_date} (source: network.md P.4).
    Raises `NotAllowed`, `TextNotUsable`.
    """
    row = locked(organization)
    require(by, Can.EDIT_TEXTS, row)
    given = renderings or {}
    for field, text in texts.items():
        check_text(field, text, FIELDS)
    for field, found in given.items():
        for rendering in found:
            check_text(field, rendering.text, RENDERED)
    for field, text in texts.items():
        setattr(row, field, text.strip())
    row.modified_at = whole_second(now)
    changes = record_changes(row, texts, by=by, now=now)
    changes += record_renderings(row, given, by=by, now=now)
    row.save(update_fields=[*texts, "modified_at"])
    translate_all(row, given, now=row.modified_at)
    languages = sorted({one.language for found in given.values() for one in found})
    event = TextsEdited(
        organization_id=row.pk, fields=sorted(texts), languages=languages, changes=changes
    )
    publish(event, by=by, at=now)
    return row


def check_text(field: str, text: str, fields: tuple[str, ...]) -> None:
    """Check one text; needs no database. Raises `TextNotUsable`."""
    if field not in fields:
        raise TextNotUsable(
            _("There is no text “%(field)s”; there are: %(all)s.")
            % {"field": field, "all": ", ".join(fields)}
        )
    if field == "purpose" and len(text.strip()) > LONGEST_PURPOSE:
        raise TextNotUsable(
            _("The purpose is one sentence of at most 500 characters; move the rest to “work”.")
        )
    for word in re.findall(r"\{(\w+)\}", text):
        if word not in FACTS:
            near = get_close_matches(word, FACTS, n=1, cutoff=0.7)
            facts = {"word": word, "all": ", ".join(near or FACTS)}
            raise TextNotUsable(
                _("No data stand behind {%(word)s}; write one of: %(all)s.") % facts
            )
