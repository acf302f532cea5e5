"""Which public papers are there, newest first?"""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Field, Link, Option, Row, State, Text
from gremienwerk.domain.meetings.models import Consultation
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.choices import PaperType
from gremienwerk.domain.papers.models import Originator, Paper
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.listing import (
    BODY,
    YEAR,
    Narrowing,
    page_of,
    read_narrowing,
    years_of,
)
from gremienwerk.surfaces.portal.papers.deadline import answered_on, deadline_state
from gremienwerk.surfaces.portal.papers.words import type_words
from gremienwerk.surfaces.portal.reading import paper_url
from gremienwerk.surfaces.portal.site import page_language

KIND = "art"


def read_papers(query: QueryDict, today: date) -> dict[str, Any]:
    """Return one page of the list of papers, with its filter and the years to jump to."""
    narrowing, kind, language = read_narrowing(query), query.get(KIND, ""), page_language()
    public = Paper.objects.public()
    kinds = _kinds(public)
    if kind and kind not in kinds:
        raise Http404(kind)
    found = public.filter(_of_body(narrowing.body)) if narrowing.body else public
    if kind:
        found = found.filter(Q(paper_type=kind) | Q(paper_type="", paper_type_label=kind))
    years = years_of(found, "date")
    if narrowing.year is not None:
        found = found.filter(date__year=narrowing.year)
    page = page_of(found.order_by(F("date").desc(nulls_last=True), "-pk"), query)
    papers = list(page.object_list)
    texts, answered = Texts([*papers, *narrowing.listed], language), answered_on(papers)
    return {
        "page": page,
        "rows": [_row(paper, texts, answered.get(paper.pk), today) for paper in papers],
        "years": years,
        "year": narrowing.year,
        "fields": _fields(narrowing, texts, kinds, kind),
        "is_narrowed": bool(narrowing.body or kind),
        "keep": [(YEAR, narrowing.year)] if narrowing.year else [],
        "body_name": _name(narrowing.body, texts) if narrowing.body else "",
        "links": [Link(_("All papers"), reverse("portal:papers"))] if query else [],
        "crumbs": [Link(_("Start"), reverse("portal:start")), Link(_("All papers"), "")],
    }


def _kinds(papers: QuerySet[Paper]) -> dict[str, Text]:
    """Return the kinds that occur, value to word: ours, and those of sources as they came."""
    pairs = papers.order_by().values_list("paper_type", "paper_type_label").distinct()
    kinds: dict[str, Text] = {}
    for ours, label in pairs:
        if ours:
            kinds[ours] = str(PaperType(ours).label)
        elif label:
            kinds[label] = (label, SOURCE_LANGUAGE)
    return kinds


def _of_body(body: Organization) -> Q:
    """Return the condition that a body, or the one it mirrors, wrote a paper or deals with it."""
    ours = [pk for pk in (body.pk, body.mirrors_id) if pk]
    written = Originator.objects.public().filter(organization__in=ours).values("paper")
    dealt = Consultation.objects.public().filter(organizations__in=ours).values("paper")
    return Q(pk__in=written) | Q(pk__in=dealt)


def _name(body: Organization, texts: Texts) -> tuple[str, str]:
    found = texts.of(body, "name")
    return found.text, found.language


def _fields(narrowing: Narrowing, texts: Texts, kinds: dict[str, Text], kind: str) -> list[Field]:
    mirrored = {body.mirrors_id for body in narrowing.listed if body.mirrors_id}
    bodies = [Option("", _("All bodies"))]
    bodies += [
        Option(body.slug, _name(body, texts))
        for body in narrowing.listed
        if body.pk not in mirrored
    ]
    words = sorted(kinds.items(), key=lambda pair: plain(pair[1]).casefold())
    options = [Option("", _("All kinds")), *(Option(v, w) for v, w in words)]
    chosen = narrowing.body.slug if narrowing.body else ""
    return [Field(BODY, _("Body"), bodies, chosen), Field(KIND, _("Kind"), options, kind)]


def plain(text: Text) -> str:
    """Return the bare words of a text."""
    return text if isinstance(text, str) else text[0]


def _row(paper: Paper, texts: Texts, answered: date | None, today: date) -> Row:
    language = texts.language
    name = texts.of(paper, "name")
    date_words = wording.date_words(paper.date, language) if paper.date else ""
    kind = type_words(paper)
    states = [State("", word) for word in (paper.reference, kind) if word]
    deadline = deadline_state(paper, answered, today=today, language=language)
    if deadline is not None:
        states.append(deadline)
    return Row(
        title=(without_access_data(name.text), name.language),
        url=paper_url(paper.pk),
        day=paper.date,
        date_state="past",
        when=date_words,
        states=states,
    )
