"""Relate one paper to another."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.papers.choices import PaperRelationKind
from gremienwerk.domain.papers.models import Paper, PaperRelation
from gremienwerk.domain.papers.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class PapersRelated(Event):
    """Two papers belong together."""

    kind = "papers.related"
    paper_id: int
    other_id: int
    relation: str


class SamePaper(Refusal):
    """A paper is related to another one."""


class IsRelated(Refusal):
    """A relation is entered once."""


@transaction.atomic
def relate_papers(
    paper: Paper, *, other: Paper, kind: PaperRelationKind, by: User, now: datetime
) -> PaperRelation:
    """Relate `paper` to `other`, read from left to right.

    Raises `NotAllowed`, `SamePaper`, `IsRelated`.
    """
    require(by, Can.EDIT, paper)
    if paper == other:
        raise SamePaper(_("Choose another paper."))
    if paper.relations.filter(other=other, kind=kind).exists():
        raise IsRelated(_("These papers are related already."))
    relation = PaperRelation.objects.create(paper=paper, other=other, kind=kind)
    event = PapersRelated(paper_id=paper.pk, other_id=other.pk, relation=str(kind.value))
    publish(event, by=by, at=now)
    return relation
