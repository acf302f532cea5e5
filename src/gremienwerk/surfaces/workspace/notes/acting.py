"""How are notes written and removed, and how are they shown?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.commands.write_note import write_note
from gremienwerk.domain.meetings.models import Meeting, MeetingNote
from gremienwerk.domain.meetings.policy import Can as CanMeetings
from gremienwerk.domain.notes.commands.remove import remove
from gremienwerk.domain.notes.commands.write import write
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.notes.policy import Can, Subject
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.http import actor_of

About = Subject | Meeting


def may_write(user: User, about: About) -> bool:
    """Tell whether somebody may note something down here."""
    if isinstance(about, Meeting):
        return may(user, CanMeetings.WRITE_NOTE, about)
    return may(user, Can.WRITE, about)


def act(request: HttpRequest, about: About) -> str:
    """Do what the form says; return what was done.

    Raises what the commands raise, `Http404` for a note that is not there.
    """
    user, now = actor_of(request), timezone.now()
    if request.POST.get("do") == "remove":
        number = request.POST.get("note", "")
        held = Note.objects.visible_to(user).filter(pk=number if number.isdigit() else 0)
        found = held.filter(**_of(about)).first() if not isinstance(about, Meeting) else None
        if found is None:
            raise Http404
        remove(found, by=user, now=now)
        return _("The note is gone.")
    _write(about, request.POST.get("text", ""), by=user, now=now)
    return _("Noted. Only the office, the auditor and you read it.")


def _write(about: About, text: str, *, by: User, now: datetime) -> None:
    if isinstance(about, Meeting):
        write_note(about, text=text, by=by, now=now)
    else:
        write(about, text, by=by, now=now)


def _of(about: Subject) -> dict[str, Any]:
    return {str(about._meta.model_name): about}  # noqa: SLF001 -- Django's name


def notes_on(user: User, about: About) -> list[dict[str, Any]]:
    """Return what is noted and may be read, the newest first. One query."""
    rows: Iterable[Note | MeetingNote]
    if isinstance(about, Meeting):
        held = MeetingNote.objects.visible_to(user).filter(meeting=about)
        rows = held.select_related("author").order_by("-pk")
    else:
        found = Note.objects.visible_to(user).filter(**_of(about))
        rows = found.select_related("author").order_by("-pk")
    return [
        {
            "pk": row.pk,
            "text": row.text,
            "by": row.author.name or _("somebody"),
            "at": row.created_at,
            "may_remove": isinstance(row, Note) and row.author_id == user.pk,
        }
        for row in rows
    ]
