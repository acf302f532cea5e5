"""What do the stored answers of a run say, all together? Read without the network.

Pure: the same answers give the same objects, at any time and as often as wanted.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from gremienwerk.domain.mirror.choices import AnswerKind, Reason
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.fetching.answers import GONE, Answer, Page, Request, read
from gremienwerk.domain.mirror.mapping.cutting import Piece, Scrap, cut
from gremienwerk.domain.mirror.mapping.stage import PRIVATE, Reference, Stage
from gremienwerk.domain.mirror.mapping.values import Reader, key

LISTED: Final = (T.ORGANIZATION, T.PERSON, T.MEETING, T.PAPER)  # lists that every server has
HOSTS: Final = {  # types whose objects come embedded, and in what
    T.LEGISLATIVE_TERM: (T.BODY,),
    T.LOCATION: (T.ORGANIZATION, T.MEETING, T.PAPER),
    T.MEMBERSHIP: (T.PERSON,),
    T.FILE: (T.MEETING, T.PAPER),
    T.AGENDA_ITEM: (T.MEETING,),
    T.CONSULTATION: (T.PAPER,),
}
CUT_SHORT: Final = 3  # so many objects that a list lacks though they exist
SWAPPED: Final = ("superordinatedPaper", "subordinatedPaper")
TARGETS: Final = {
    "subOrganizationOf": T.ORGANIZATION,
    "organization": T.ORGANIZATION,
    "onBehalfOf": T.ORGANIZATION,
    "originatorOrganization": T.ORGANIZATION,
    "underDirectionOf": T.ORGANIZATION,
    "location": T.LOCATION,
    "membership": T.MEMBERSHIP,
    "participant": T.PERSON,
    "originatorPerson": T.PERSON,
    "relatedPaper": T.PAPER,
    "superordinatedPaper": T.PAPER,
    "subordinatedPaper": T.PAPER,
    "consultation": T.CONSULTATION,
    "agendaItem": T.AGENDA_ITEM,
    "meeting": T.MEETING,
}


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer or object that cannot be used."""

    object_type: T
    url: str
    reason: str
    detail: str
    is_page: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How the answers of a source are to be read; the switches that a person set.

    `id_rules` turn ids of an old form into the present one; `is_swapped`: superordinated and
    subordinated papers are exchanged. With `since` only what changed later was asked for.
    """

    volatile: frozenset[str] = frozenset()
    id_rules: tuple[tuple[str, str], ...] = ()
    is_swapped: bool = False
    since: datetime | None = None


@dataclass
class Replay:
    """What the answers say.

    `read_to_end` says per type of list whether it was; `bent` are the codes of answers per
    type; `doubted` are objects asked for alone because their list lacks them.
    """

    reading: Reading = field(default_factory=Reading)
    stage: Stage = field(default_factory=Stage)
    read_to_end: dict[T, bool] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    dead_parts: list[Reference] = field(default_factory=list)
    bent: dict[T, list[str]] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    is_down: bool = False  # the server failed several times in a row

    def take(self, answer: Answer, page: Page) -> None:
        """Take in one answer; they come in the order in which they were given."""
        for code in page.codes:
            self.bent.setdefault(answer.request.object_type, []).append(code)
        if answer.request.kind == AnswerKind.SINGLE:
            _single(self, answer, page)
        else:
            _list(self, answer, page)

    def finish(self) -> None:
        """Draw the sum; more answers may come, and then another sum is drawn."""
        self.stage.finish()
        self.refused += [
            Refused(scrap.object_type, scrap.url, scrap.reason, scrap.detail, is_page=False)
            for scrap in self.stage.scraps
        ]
        self.stage.scraps = []
        self.stage.scratch.note("present", (key(r.url) for r in self.refused if r.url))
        for object_type in LISTED:
            if object_type not in self.read_to_end:
                self.read_to_end[object_type] = False
                missing = Refused(object_type, "", Reason.NO_LIST, "", is_page=True)
                self.refused.append(missing)

    def close(self) -> None:
        """Throw away what lies on the disk."""
        self.stage.scratch.close()

    def is_complete(self, object_type: T) -> bool:
        """Test whether every list that may hold the type was read to its end."""
        hosts = HOSTS.get(object_type, ())
        alone = self.read_to_end.get(object_type, bool(hosts))
        return alone and all(self.is_complete(host) for host in hosts)

    @property
    def is_whole(self) -> bool:
        """Every list was read to its end."""
        return all(self.is_complete(object_type) for object_type in T)

    @property
    def is_full(self) -> bool:
        """All objects were asked for, not only those that changed."""
        return self.reading.since is None

    def counts_all(self, object_type: T) -> bool:
        """Test whether the id of every object of a type could be read."""
        return not any(r.object_type == object_type and not r.url for r in self.refused)


def replay(answers: Iterable[Answer], reading: Reading | None = None) -> Replay:
    """Read the answers of a run, in the order in which they came."""
    found = opened(reading or Reading())
    for answer in answers:
        found.take(answer, read(answer))
    found.finish()
    return found


def opened(reading: Reading) -> Replay:
    """Return a replay that has not read anything yet."""
    return Replay(reading, Stage(reading.volatile))


def _list(found: Replay, answer: Answer, page: Page) -> None:
    request = answer.request
    is_read = not page.reason
    before = found.read_to_end.get(request.object_type, True)
    found.read_to_end[request.object_type] = before and is_read
    if not is_read:
        found.refused.append(
            Refused(request.object_type, request.url, page.reason, page.detail, is_page=True)
        )
    if request.is_part and answer.status in GONE:
        dead = Reference(T.ORGANIZATION, request.owner, "meeting", request.url)
        found.dead_parts.append(dead)
    for item in page.items:
        if not _is_older(item, answer, found.reading.since):
            _take(found, answer, item)


def _is_older(item: object, answer: Answer, since: datetime | None) -> bool:
    """Test whether an object does not belong to what was asked for.

    Rule: some servers forget the filter on later pages (source: vendor table, row 13).
    """
    if since is None or answer.request.kind != AnswerKind.FILTERED or not isinstance(item, dict):
        return False
    modified = Reader(item).stamp("modified")
    return modified is not None and modified < since


def _take(found: Replay, answer: Answer, item: object) -> None:
    """Take one item of an answer into the stage; a bad one is put aside."""
    request, stage = answer.request, found.stage
    if found.reading.id_rules:
        item = moved(item, found.reading.id_rules)
    if isinstance(item, str) and request.kind != AnswerKind.SYSTEM:
        reference = (key(item), request.object_type.value, request.owner, "list", item)
        stage.scratch.put("INSERT INTO reference VALUES (?,?,?,?,?)", [reference])
        return
    owner = stage.entry(key(request.owner)) if request.kind != AnswerKind.LIST else None
    home = owner.body if owner and owner.object_type != T.BODY else request.owner
    try:
        pieces = list(cut(item, request.object_type, body=home, fetched_at=answer.fetched_at))
        for piece in pieces:
            if found.reading.is_swapped and isinstance(piece, Piece):
                _swap(piece)
            stage.put(piece)
    except Exception as error:  # noqa: BLE001 -- one bad object never stops a run
        url = str(item.get("id") or "") if isinstance(item, dict) else ""
        stage.scraps.append(Scrap(request.object_type, url, Reason.UNMAPPABLE, repr(error)[:300]))
        return
    if request.kind == AnswerKind.SYSTEM and isinstance(item, dict):
        _bodies_in_place(found, answer, item.get("body"))


def moved(value: Any, rules: Iterable[tuple[str, str]]) -> Any:  # noqa: ANN401 -- what a server sends
    """Return JSON whose ids of an old form have the present one."""
    if isinstance(value, dict):
        return {name: moved(inner, rules) for name, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, rules) for inner in value]
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        for pattern, replacement in rules:
            value = re.sub(pattern, replacement, value)
    return value


def _swap(piece: Piece) -> None:
    """Exchange what stands above a paper and below it (source: vendor table, row 19)."""
    if piece.object_type == T.PAPER:
        above, below = (piece.data.pop(name, None) for name in SWAPPED)
        new = zip(SWAPPED, (below, above), strict=True)
        piece.data |= {name: value for name, value in new if value is not None}


def _bodies_in_place(found: Replay, answer: Answer, named: object) -> None:
    """Take the Körperschaften that stand within the system."""
    for body in named if isinstance(named, list) else [named]:
        if isinstance(body, dict):
            request = Request(answer.request.url, AnswerKind.LIST, T.BODY, answer.request.url)
            _list(found, Answer(request, answer.fetched_at, answer.status), Page([body]))


def _single(found: Replay, answer: Answer, page: Page) -> None:
    """Take an object that was asked for alone.

    Rule: absence is confirmed by 404, 410, a tombstone, or by a 200 that is not this object
    (source: importer rule 5).
    """
    at = key(answer.request.url)
    if answer.status in GONE:
        found.stage.scratch.note("confirmed", [at])
    for item in page.items:
        said = moved(item.get("id"), found.reading.id_rules) if isinstance(item, dict) else None
        if key(str(said or "")) == at:
            if at in found.doubted and item.get("deleted") is not True:
                _note_unlisted(found, answer)
            _take(found, answer, item)
        else:
            found.stage.scratch.note("confirmed", [at])


def _note_unlisted(found: Replay, answer: Answer) -> None:
    """Name an object that its list lacks; several mean that the list was cut short."""
    request = answer.request
    unlisted = Refused(request.object_type, request.url, Reason.NOT_LISTED, "", is_page=False)
    found.refused.append(unlisted)
    about = (request.object_type, Reason.NOT_LISTED)
    if sum((one.object_type, one.reason) == about for one in found.refused) >= CUT_SHORT:
        found.read_to_end[request.object_type] = False


def without_agenda(found: Replay, *, split: datetime) -> tuple[list[Request], list[Request]]:
    """Return requests for meetings whose agenda is not in lists: before `split`, and after it.

    Rule: some sources leave `agendaItem` out of lists; where no meeting has one, each is asked
    for alone, the newest first (source: vendor table, row 17).
    """
    scratch = found.stage.scratch
    old: list[Request] = []
    recent: list[Request] = []
    told = "SELECT count(*) FROM entry WHERE type = 'AgendaItem'"
    if scratch.number(told) or found.read_to_end.get(T.AGENDA_ITEM) is not None:
        return [], []
    rows = scratch.rows("SELECT url, content FROM entry WHERE type = 'Meeting' AND is_dead = 0")
    read = ((url, json.loads(content.decode("utf-8", "replace"))) for url, content in rows)
    dated = ((str(data.get("start") or ""), url) for url, data in read)
    for start, url in sorted(dated, reverse=True):
        request = Request(url, AnswerKind.SINGLE, T.MEETING)
        (recent if start >= split.isoformat() else old).append(request)
    return old, recent


def wanted(found: Replay, most: int) -> Iterator[Request]:
    """Yield requests for the objects that are named but in no list, at most `most`.

    Addresses of people are not asked for.
    """
    asked: set[str] = set()
    for reference in found.stage.unresolved():
        if len(asked) >= most:
            return
        is_private = (reference.object_type, reference.field) in PRIVATE
        target = TARGETS.get(reference.field, reference.object_type)
        at = key(reference.url)
        if not is_private and at not in asked:
            asked.add(at)
            yield Request(reference.url, AnswerKind.SINGLE, target, reference.owner)
