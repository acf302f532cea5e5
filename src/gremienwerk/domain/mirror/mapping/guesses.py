"""On which item did a meeting deal with a paper, where no side says so? A guess, marked as one.

Rule: some sources leave the item out of a station, and the station out of the item; then meeting
and title together are believed if they fit exactly one item and one station (source: vendor
table, row 11). The guess is a coercion, counted in the report and told to readers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping.cutting import canonical
from gremienwerk.domain.mirror.mapping.entry import COLUMNS, entry_of
from gremienwerk.domain.mirror.mapping.stage import Stage
from gremienwerk.domain.mirror.mapping.values import Reader, key

ITEM: Final = "agendaItem"
GUESSED: Final = f"{ITEM}:guessed"
FROM_ITEM: Final = f"{ITEM}:from_item"
WITHOUT_ITEM: Final = (
    f"SELECT {COLUMNS} FROM entry WHERE type = ? AND is_dead = 0"  # noqa: S608 -- our own words
    " AND instr(content, CAST('\"agendaItem\"' AS BLOB)) = 0"
    " AND instr(content, CAST('\"meeting\"' AS BLOB)) > 0"
)
Place = tuple[str, int]  # comparable address of a meeting, hash of a title


def guess_items(stage: Stage) -> None:
    """Link stations that name a meeting but no item to the one item that bears their title.

    Nothing is guessed where two items or two stations of a meeting have the same title, or
    where the item names another station.
    """
    stations: dict[Place, list[str]] = defaultdict(list)
    for station, place in _stations(stage):
        stations[place].append(station)
    if not stations:
        return
    items: dict[Place, str] = {}
    seen: Counter[Place] = Counter()
    meetings = {meeting for meeting, _title in stations}
    for entry in stage.entries(T.AGENDA_ITEM):
        meeting = key(entry.parent) if entry.parent else ""
        if entry.is_tombstone or meeting not in meetings:
            continue
        data = entry.data()
        place = (meeting, _title(data))
        seen[place] += 1
        if place in stations and not data.get("consultation"):
            items[place] = entry.url
    for place, url in items.items():
        if seen[place] == len(stations[place]) == 1:
            _link(stage, stations[place][0], url)
    stage.flush()


def _stations(stage: Stage) -> Iterator[tuple[str, Place]]:
    """Yield the comparable address of each station without an item, and where to look."""
    for row in stage.scratch.rows(WITHOUT_ITEM, T.CONSULTATION.value):
        entry = entry_of(row)
        meeting = Reader(entry.data()).address("meeting")
        paper = stage.entry(key(entry.parent)) if entry.parent else None
        if not meeting or paper is None or paper.object_type != T.PAPER:
            continue
        data = paper.data()
        if Reader(data).text("name"):
            yield entry.key, (key(meeting), _title(data))


def _title(data: dict[str, object]) -> int:
    """Return what a title is compared by: without blanks and capitals."""
    return hash(Reader(data).text("name").casefold())


def _link(stage: Stage, station: str, item: str) -> None:
    entry = stage.entry(station)
    if entry is not None:
        entry.content = canonical(entry.data() | {ITEM: item})
        entry.codes += (GUESSED,)
        entry.hashed = ""
        stage.wait(entry)
