"""What does one paper say, where was it dealt with, and which papers are there?"""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Fact, Link, PaperEntry, Text
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.dossier import stations_of
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.domain.papers.choices import OriginatorKind, PaperFileRole
from gremienwerk.domain.papers.models import Originator, Paper, PaperFile
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.linked_data import Node, organization, told
from gremienwerk.surfaces.portal.lookup import gone_or_missing
from gremienwerk.surfaces.portal.papers.deadline import deadline_fact
from gremienwerk.surfaces.portal.papers.listed import read_papers
from gremienwerk.surfaces.portal.papers.path import related_papers, station_rows
from gremienwerk.surfaces.portal.papers.words import type_words
from gremienwerk.surfaces.portal.reading import file_entry, original, web_address
from gremienwerk.surfaces.portal.site import page_language, render_page, today


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one paper: what it is, its files, who wrote it, where it was dealt with."""
    paper = Paper.objects.public().select_related("body").filter(pk=pk).first()
    if paper is None:
        return gone_or_missing(request, Paper.objects.once_public(), pk)
    now, language = today(), page_language()
    stations = stations_of(paper)
    authors = list(
        Originator.objects.public()
        .filter(paper=paper)
        .select_related("person", "organization")
        .order_by("position", "pk")
    )
    bodies = [link.organization for station in stations for link in station.links.all()]
    bodies += [author.organization for author in authors if author.organization]
    texts = Texts([paper, *bodies], language)
    main, annexes = _files(paper)
    title = _text(texts, paper, "name")
    context = {
        "linked": [_linked(paper, title[0], authors, texts)],
        "paper": paper,
        "title": title,
        "type": type_words(paper),
        "summary": _text(texts, paper, "summary"),
        "facts": _facts(paper, authors, texts),
        "main": main,
        "annexes": annexes,
        "stations": station_rows(stations, texts, language=language, today=now),
        "related": related_papers(paper),
        "changed_at": paper.modified_at,
        "source": None if paper.body.is_own else source_of([paper.body]).get(paper.body_id),
        "original_url": web_address(paper.web),
        "crumbs": [
            Link(_("All papers"), reverse("portal:papers")),
            Link(paper.reference or title, ""),
        ],
    }
    return render_page(request, "portal/papers/show.html", context)


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Show all public papers, newest first, narrowed by body, kind and year."""
    return render_page(request, "portal/papers/list.html", read_papers(request.GET, today()))


def _text(texts: Texts, paper: Paper, field: str) -> tuple[str, str]:
    found = texts.of(paper, field)
    return without_access_data(found.text), found.language


def _files(paper: Paper) -> tuple[list[PaperEntry], list[PaperEntry]]:
    """Return the main document (at most one) and the annexes, as far as they are public."""
    links = PaperFile.objects.filter(paper=paper).order_by("position", "pk")
    files = File.objects.public().in_bulk([link.file_id for link in links])
    read = [(link.role, file_entry(files[link.file_id])) for link in links if link.file_id in files]
    main = [entry for role, entry in read if role == PaperFileRole.MAIN]
    return main, [entry for role, entry in read if role != PaperFileRole.MAIN]


def _facts(paper: Paper, authors: Sequence[Originator], texts: Texts) -> list[Fact]:
    language = page_language()
    facts = [
        Fact(_("Reference"), paper.reference),
        Fact(_("Kind"), type_words(paper)),
        Fact(_("Date"), wording.date_words(paper.date, language) if paper.date else ""),
    ]
    for kind, term in OriginatorKind.choices:
        names = [_author(author, texts) for author in authors if author.kind == kind]
        facts.append(Fact(str(term).capitalize(), names))
    facts += deadline_fact(paper, today=today(), language=language)
    return [fact for fact in facts if fact.answer]


def _linked(paper: Paper, title: str, authors: Sequence[Originator], texts: Texts) -> Node:
    """Describe the paper in the words of schema.org; of its authors the bodies alone."""
    address = settings.PUBLIC_ORIGIN + reverse("portal:paper", args=[paper.pk])
    bodies = [one.organization for one in authors if one.organization]
    return told(
        {
            "@type": "CreativeWork",
            "@id": address,
            "url": address,
            "name": title,
            "identifier": paper.reference,
            "dateCreated": paper.date.isoformat() if paper.date else "",
            "author": [organization(str(texts.of(body, "name"))) for body in bodies],
        }
    )


def _author(author: Originator, texts: Texts) -> Text:
    if author.organization is not None:
        name = texts.of(author.organization, "name")
        return name.text, name.language
    return original(author.person.name) if author.person else ""
