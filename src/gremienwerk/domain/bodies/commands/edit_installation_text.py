"""Edit a text of the duties pages: imprint, privacy, accessibility, easy language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.models import Installation, InstallationText
from gremienwerk.domain.bodies.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.changes import record_renderings
from gremienwerk.foundation.texts.write import Rendering, translate_all


@dataclass(frozen=True, slots=True)
class InstallationTextEdited(Event):
    """A duties page reads differently."""

    kind = "bodies.installation_text_edited"
    name: str


class TextMissing(Refusal):
    """A duties page is never empty."""


class NotSetUp(Refusal):
    """A text belongs to an installation."""


@transaction.atomic
def edit_installation_text(
    name: TextName, text: str, *, renderings: Sequence[Rendering] = (), by: User, now: datetime
) -> InstallationText:
    """Write the text `name`, in Markdown, and its `renderings` in further languages.

    Raises `NotAllowed`, `NotSetUp`, `TextMissing`.
    """
    installation = Installation.objects.select_for_update().first()
    if installation is None:
        raise NotSetUp(_("Set the portal up before you write its texts."))
    require(by, Can.EDIT_TEXT, installation)
    if not text.strip():
        raise TextMissing(_("Write the text: the law asks for this page."))
    row, is_new = InstallationText.objects.get_or_create(
        name=name, defaults={"text": text, "modified_at": whole_second(now)}
    )
    row.text, row.modified_at = text, whole_second(now)
    changes = record_added(row, by=by, now=now) if is_new else ()
    changes += record_changes(row, ["text"], by=by, now=now)
    changes += record_renderings(row, {"text": renderings}, by=by, now=now)
    row.save(update_fields=["text", "modified_at"])
    translate_all(row, {"text": renderings}, now=now)
    publish(InstallationTextEdited(name=name.value, changes=changes), by=by, at=now)
    return row
