"""Who may read, write and remove internal notes, marks and reports? Read the table.

Supporters write none and read none: they know logistics and totals (N3.3). What somebody wrote
as board, secretary or convenor they read as long as they are: the right ends with the period.
"""

from typing import Any, Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import is_system, office, reads_everything
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can as CanOrganizations
from gremienwerk.domain.organizations.rights import board, convenor, leads_some_body, secretary
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.papers.policy import Can as CanPapers
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.access import Rule, allow, may

Subject = Organization | Paper | Person


def subject_of(note: Note) -> Subject:
    """Return what a note is about."""
    found = note.organization or note.paper or note.person
    assert found is not None  # noqa: S101 -- a constraint of the table
    return found


def may_view(actor: User, subject: Subject) -> bool:
    """Test whether somebody may see what a note is about."""
    permissions: dict[type[Any], Any] = {
        Organization: CanOrganizations.VIEW,
        Paper: CanPapers.VIEW,
        Person: CanPeople.VIEW,
    }
    return may(actor, permissions[type(subject)], subject)


def _works_on(actor: User, subject: Subject) -> bool:
    """Test whether somebody prepares the body, or some body and sees the paper; never a person."""
    if isinstance(subject, Organization):
        return (board | secretary | convenor)(actor, subject)
    if isinstance(subject, Paper):
        return leads_some_body(actor, subject) and may_view(actor, subject)
    return False


def _may_write(actor: User, subject: Subject) -> bool:
    return (office | works_on)(actor, subject)


works_on: Final[Rule[User, Any]] = Rule("board, secretary or convenor at work on it", _works_on)
wrote: Final[Rule[User, Note]] = Rule(
    "who wrote it and is still at work on it",
    lambda actor, note: note.author_id == actor.pk and _may_write(actor, subject_of(note)),
)


class Can:
    """The permission table of notes."""

    VIEW = allow("notes.view", reads_everything | wrote)
    WRITE = allow("notes.write", is_system | office | works_on)  # on what it is about
    REMOVE = allow("notes.remove", is_system | wrote)
    VIEW_MARK = allow("notes.view_mark", reads_everything)
    MARK = allow("notes.mark", is_system | office)  # an item or a paper; its mark
    VIEW_REPORT = allow("notes.view_report", reads_everything)
    PREPARE_REPORT = allow("notes.prepare_report", is_system | office)  # for a meeting
