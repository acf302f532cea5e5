"""How does an agenda read, with its papers, files and results?"""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext as _

from gremienwerk.design.parts import AgendaEntry, Text
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.meetings.queries.dossier import Dossier, Item
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.reading import file_entry, original, paper_entry, worded


def agenda_entries(dossier: Dossier, texts: Texts) -> list[AgendaEntry]:
    """Return all items; of a closed one only number and released title.

    What was mirrored may stand under an item by a guess, and says so.
    """
    return [_entry(item, texts) for item in dossier.items]


def decisions(dossier: Dossier, texts: Texts) -> list[AgendaEntry]:
    """Return what was decided, item by item, in the words of the resolution where there are."""
    return [
        AgendaEntry(
            number=item.row.number,
            title=worded(texts, item.row, "name"),
            text=worded(texts, item.row, "resolution_text"),
            result=result_of(item.row),
            url=f"#item-{item.row.pk}",
        )
        for item in dossier.items
        if item.is_decided
    ]


def result_of(item: AgendaItem) -> Text:
    """Return how an item ended: our word, else the one of its source."""
    if not item.is_public:
        return ""
    return item.get_result_display() if item.result else original(item.result_label)


def _entry(item: Item, texts: Texts) -> AgendaEntry:
    row = item.row
    anchor = f"item-{row.pk}"
    if not row.is_public:
        title = worded(texts, row, "name") or _("Not public")
        text = _("This item is not public.") if row.name else ""
        return AgendaEntry(number=row.number, title=title, text=text, anchor=anchor)
    papers = []
    for one in item.papers:
        read = paper_entry(one.paper, texts=texts)
        if one.is_presumed:
            told = (one.paper.reference, _("presumed by its title"))
            read = replace(read, note=", ".join(filter(None, told)))
        papers.append(read)
        if one.main is not None:
            is_told = one.main.name in {"", one.paper.name}
            title = _document(one.paper, texts) if is_told else ""
            papers.append(file_entry(one.main, title, texts=texts))
    return AgendaEntry(
        number=row.number,
        title=worded(texts, row, "name") or _("Without title"),
        text=worded(texts, row, "text"),
        result=result_of(row),
        papers=[*papers, *(file_entry(file, texts=texts) for file in item.files)],
        anchor=anchor,
    )


def _document(paper: Paper, texts: Texts) -> Text:
    """Name the document of a paper, so that each link tells what it opens."""
    if paper.reference:
        return _("Document %(reference)s") % {"reference": paper.reference}
    name = texts.of(paper, "name")
    return _("Document: %(name)s") % {"name": name.text}


def rows_with_texts(dossier: Dossier) -> list[Model]:
    """Return all rows of a dossier that have texts of their own."""
    items = [item.row for item in dossier.items]
    papers = [one.paper for item in dossier.items for one in item.papers]
    mains = [one.main for item in dossier.items for one in item.papers if one.main]
    files = [file for item in dossier.items for file in item.files]
    return [*items, *papers, *mains, *files, *(file for _role, file in dossier.files)]


def is_in_german_only(entries: Iterable[AgendaEntry], language: str) -> bool:
    """Test whether something of an agenda is not in the language of the page."""
    if language == SOURCE_LANGUAGE:
        return False
    told = [text for entry in entries for text in (entry.title, entry.text)]
    return any(isinstance(text, tuple) and text[0] and text[1] == SOURCE_LANGUAGE for text in told)
