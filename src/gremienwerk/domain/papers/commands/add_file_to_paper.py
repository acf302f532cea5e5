"""Add a file to a paper: its main document, or an annex."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.models import File
from gremienwerk.domain.papers.choices import PaperFileRole
from gremienwerk.domain.papers.models import Paper, PaperFile
from gremienwerk.domain.papers.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class FileAddedToPaper(Event):
    """A file belongs to a paper; whether it may be read is another question."""

    kind = "papers.file_added"
    paper_id: int
    file_id: int
    role: str


class FileIsThere(Refusal):
    """A file stands in a paper once."""


class HasMainFile(Refusal):
    """A paper has one main document."""


@transaction.atomic
def add_file_to_paper(
    paper: Paper, *, file: File, role: PaperFileRole, by: User, now: datetime
) -> PaperFile:
    """Add the file after those of its role; it is shown once it is published itself.

    Raises `NotAllowed`, `FileIsThere`, `HasMainFile`.
    """
    paper = Paper.objects.alive().select_for_update().get(pk=paper.pk)
    require(by, Can.EDIT, paper)
    there = paper.file_links.all()
    if there.filter(file=file).exists():
        raise FileIsThere(_("This file belongs to the paper already."))
    same_role = there.filter(role=role).count()
    if role == PaperFileRole.MAIN and same_role:
        raise HasMainFile(_("The paper has a main document. Add this file as an annex."))
    link = PaperFile.objects.create(paper=paper, file=file, role=role, position=same_role)
    Paper.objects.filter(pk=paper.pk).update(modified_at=whole_second(now))
    event = FileAddedToPaper(paper_id=paper.pk, file_id=file.pk, role=str(role.value))
    publish(event, by=by, at=now)
    return link
