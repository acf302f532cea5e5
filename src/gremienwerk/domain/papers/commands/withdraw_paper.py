"""Withdraw a paper: nobody outside sees it any more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.papers.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class PaperWithdrawn(Event):
    """A paper is internal again."""

    kind = "papers.withdrawn"
    paper_id: int


class IsInternal(Refusal):
    """Only what is published can be withdrawn."""


@transaction.atomic
def withdraw_paper(paper: Paper, *, by: User, now: datetime) -> Paper:
    """Withdraw the paper; who read it before keeps what they read.

    Raises `NotAllowed`, `IsInternal`.
    """
    paper = Paper.objects.alive().select_for_update().get(pk=paper.pk)
    require(by, Can.WITHDRAW, paper)
    if paper.published_at is None:
        raise IsInternal(_("This paper is not published."))
    paper.published_at = None
    paper.modified_at = whole_second(now)
    paper.save(update_fields=["published_at", "modified_at"])
    publish(PaperWithdrawn(paper_id=paper.pk), by=by, at=now)
    return paper
