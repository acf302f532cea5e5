"""How does an agenda read, with its papers, files and results?"""

from django.utils.translation import gettext as _

from gremienwerk.design.parts import AgendaEntry, Text
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.meetings.queries.dossier import Dossier, Item
from gremienwerk.surfaces.portal.reading import file_entry, original, paper_entry


def agenda_entries(dossier: Dossier) -> list[AgendaEntry]:
    """Return all items; of a closed one only number and released title."""
    return [_entry(item) for item in dossier.items]


def decisions(dossier: Dossier) -> list[AgendaEntry]:
    """Return what was decided, item by item, in the words of the resolution where there are."""
    return [
        AgendaEntry(
            number=item.row.number,
            title=original(item.row.name),
            text=original(item.row.resolution_text),
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


def _entry(item: Item) -> AgendaEntry:
    row = item.row
    anchor = f"item-{row.pk}"
    if not row.is_public:
        title = original(row.name) if row.name else _("Not public")
        text = _("This item is not public.") if row.name else ""
        return AgendaEntry(number=row.number, title=title, text=text, anchor=anchor)
    papers = []
    for one in item.papers:
        papers.append(paper_entry(one.paper))
        if one.main is not None:
            is_told = one.main.name in {"", one.paper.name}
            papers.append(file_entry(one.main, _("Document") if is_told else ""))
    return AgendaEntry(
        number=row.number,
        title=original(row.name) if row.name else _("Without title"),
        text=original(row.text),
        result=result_of(row),
        papers=[*papers, *(file_entry(file) for file in item.files)],
        anchor=anchor,
    )
