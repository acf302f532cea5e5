"""Write an internal note on a body, a paper or a person, mirrored ones included."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.notes.policy import Can, Subject
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class NoteWritten(Event):
    """Somebody wrote something down; what, stands in the note alone."""

    kind = "notes.written"
    note_id: int
    organization_id: int | None = None
    paper_id: int | None = None
    person_id: int | None = None


class NoteNotUsable(Refusal):
    """A note says something, and not a whole book."""


@transaction.atomic
def write(subject: Subject, text: str, *, by: User, now: datetime) -> Note:
    """Write a note on `subject`, which does not change; the same twice in a row is one (N6.2).

    Raises `NotAllowed`, `NoteNotUsable`.
    """
    require(by, Can.WRITE, subject)
    said = text.replace("\r\n", "\n").strip()
    if not said or len(said) > LONGEST:
        raise NoteNotUsable(_("Write something down, in at most 10,000 characters."))
    name = str(subject._meta.model_name)  # noqa: SLF001 -- Django's name
    about = {name: subject}
    last = Note.objects.filter(**about).order_by("-pk").first()
    if last is not None and last.author_id == by.pk and last.text == said:
        return last
    note = Note.objects.create(**about, author=by, text=said, created_at=now)
    event = NoteWritten(
        note_id=note.pk,
        organization_id=note.organization_id,
        paper_id=note.paper_id,
        person_id=note.person_id,
        changes=record_added(note, by=by, now=now),
    )
    publish(event, by=by, at=now)
    return note
