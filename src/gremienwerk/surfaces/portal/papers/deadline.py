"""Until when is an answer to a paper expected, is it late, or has it come?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Fact, State
from gremienwerk.domain.papers.choices import PaperType
from gremienwerk.domain.papers.models import Paper, PaperRelation
from gremienwerk.foundation.wording import date_words


def answered_on(papers: Iterable[Paper]) -> dict[int, date]:
    """Return for papers that await an answer the day on which the first one came; one query.

    Rule: an answer is a later public paper for information that stands in a relation with the
    paper, whichever of the two names the other (OParl 1.1 knows no answers, only relations).
    """
    due = {paper.pk: paper for paper in papers if paper.answer_due_on}
    if not due:
        return {}
    public = Paper.objects.public()
    known = PaperRelation.objects.filter(Q(paper__in=due) | Q(other__in=due))
    known = known.filter(paper__in=public, other__in=public).select_related("paper", "other")
    found: dict[int, date] = {}
    for link in known:
        for asked, answer in ((link.paper, link.other), (link.other, link.paper)):
            if asked.pk in due and _answers(answer, asked) and answer.date:
                found[asked.pk] = min(answer.date, found.get(asked.pk, answer.date))
    return found


def _answers(answer: Paper, asked: Paper) -> bool:
    is_later = bool(answer.date and asked.date and answer.date >= asked.date)
    return is_later and answer.paper_type == PaperType.FOR_INFORMATION


def deadline_state(
    paper: Paper, answered: date | None, *, today: date, language: str
) -> State | None:
    """Return how it stands with the answer; None where none is expected."""
    due = paper.answer_due_on
    if due is None:
        return None
    if answered is not None:
        return State("done", _("answered on %(day)s") % {"day": date_words(answered, language)})
    day = date_words(due, language)
    if due < today:
        return State("overdue", _("answer overdue since %(day)s") % {"day": day})
    return State("", _("answer due by %(day)s") % {"day": day})


def deadline_fact(paper: Paper, *, today: date, language: str) -> list[Fact]:
    """Return the same for the page of the paper, with the day by which it was due."""
    state = deadline_state(
        paper, answered_on([paper]).get(paper.pk), today=today, language=language
    )
    if state is None or paper.answer_due_on is None:
        return []
    word = str(state.word)
    lines = [word[:1].upper() + word[1:]]
    if state.kind == "done":
        due = date_words(paper.answer_due_on, language)
        lines.append(_("It was due by %(day)s.") % {"day": due})
    return [Fact(_("Answer"), lines)]
