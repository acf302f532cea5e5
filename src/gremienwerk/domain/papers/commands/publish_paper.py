"""Publish a paper: from now on everyone may know of it."""

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
class PaperPublished(Event):
    """Everyone may know of a paper."""

    kind = "papers.published"
    paper_id: int


class IsPublished(Refusal):
    """A paper is published once."""


class PaperHasNoDate(Refusal):
    """Time limits count from the date of a paper, and lists are by year."""


@transaction.atomic
def publish_paper(paper: Paper, *, by: User, now: datetime) -> Paper:
    """Publish the paper; its files are published one by one.

    Raises `NotAllowed`, `IsPublished`, `PaperHasNoDate`.
    """
    paper = Paper.objects.alive().select_for_update().get(pk=paper.pk)
    require(by, Can.PUBLISH, paper)
    if paper.published_at is not None:
        raise IsPublished(_("This paper is published already."))
    if paper.date is None:
        raise PaperHasNoDate(_("Give the paper a date first."))
    paper.published_at = paper.modified_at = whole_second(now)
    paper.save(update_fields=["published_at", "modified_at"])
    publish(PaperPublished(paper_id=paper.pk), by=by, at=now)
    return paper
