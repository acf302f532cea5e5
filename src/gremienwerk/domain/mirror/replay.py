"""What do the stored answers of a run say, all together? Read without the network.

Pure: the same answers give the same objects, at any time and as often as wanted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from gremienwerk.domain.mirror.choices import AnswerKind, Reason
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.fetching.answers import GONE, Answer, Page, Request, read
from gremienwerk.domain.mirror.mapping.cutting import Scrap, cut
from gremienwerk.domain.mirror.mapping.stage import PRIVATE, Reference, Stage
from gremienwerk.domain.mirror.mapping.values import key

LISTED: Final = (T.ORGANIZATION, T.PERSON, T.MEETING, T.PAPER)  # lists that every server has
HOSTS: Final = {  # types whose objects come embedded, and in what
    T.LEGISLATIVE_TERM: (T.BODY,),
    T.LOCATION: (T.ORGANIZATION, T.MEETING, T.PAPER),
    T.MEMBERSHIP: (T.PERSON,),
    T.FILE: (T.MEETING, T.PAPER),
    T.AGENDA_ITEM: (T.MEETING,),
    T.CONSULTATION: (T.PAPER,),
}
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


@dataclass
class Replay:
    """What the answers say.

    `read_to_end` says per type of list whether it was; `confirmed` are the objects of which
    the source said, asked for each alone, that it does not have them; `bent` are the codes of
    answers per type.
    """

    stage: Stage
    read_to_end: dict[T, bool] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    dead_parts: list[Reference] = field(default_factory=list)
    bent: dict[T, list[str]] = field(default_factory=dict)

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
    def present(self) -> set[str]:
        """Everything that the source has, also what could not be used."""
        return self.stage.entries.keys() | {key(r.url) for r in self.refused if r.url}

    def counts_all(self, object_type: T) -> bool:
        """Test whether the id of every object of a type could be read."""
        return not any(r.object_type == object_type and not r.url for r in self.refused)


def replay(answers: Iterable[Answer], volatile: Iterable[str] = ()) -> Replay:
    """Read the answers of one run, in the order in which they came."""
    found = Replay(Stage(frozenset(volatile)))
    for answer in answers:
        page = read(answer)
        for code in page.codes:
            found.bent.setdefault(answer.request.object_type, []).append(code)
        if answer.request.kind == AnswerKind.SINGLE:
            _single(found, answer, page)
        else:
            _list(found, answer, page)
    found.stage.finish()
    found.refused += [
        Refused(scrap.object_type, scrap.url, scrap.reason, scrap.detail, is_page=False)
        for scrap in found.stage.scraps
    ]
    for object_type in LISTED:
        if object_type not in found.read_to_end:
            found.read_to_end[object_type] = False
            missing = Refused(object_type, "", Reason.NO_LIST, "", is_page=True)
            found.refused.append(missing)
    return found


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
        _take(found, answer, item)


def _take(found: Replay, answer: Answer, item: object) -> None:
    """Take one item of an answer into the stage; a bad one is put aside."""
    request, stage = answer.request, found.stage
    if isinstance(item, str) and request.kind != AnswerKind.SYSTEM:
        reference = Reference(request.object_type, request.owner, "list", item)
        stage.references[key(item)].append(reference)
        return
    owner = stage.entries.get(key(request.owner)) if request.is_part else None
    home = owner.body if owner else request.owner
    try:
        pieces = list(cut(item, request.object_type, body=home, fetched_at=answer.fetched_at))
        for piece in pieces:
            stage.put(piece)
    except Exception as error:  # noqa: BLE001 -- one bad object never stops a run
        url = str(item.get("id") or "") if isinstance(item, dict) else ""
        stage.scraps.append(Scrap(request.object_type, url, Reason.UNMAPPABLE, repr(error)[:300]))
        return
    if request.kind == AnswerKind.SYSTEM and isinstance(item, dict):
        _bodies_in_place(found, answer, item.get("body"))


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
        found.confirmed.add(at)
    for item in page.items:
        if isinstance(item, dict) and key(str(item.get("id") or "")) == at:
            _take(found, answer, item)
        else:
            found.confirmed.add(at)


def wanted(found: Replay, known: set[str], most: int) -> Iterator[Request]:
    """Yield requests for the objects that are named but in no list, at most `most`.

    Addresses of people are not asked for.
    """
    asked: set[str] = set()
    for reference in found.stage.unresolved(known):
        if len(asked) >= most:
            return
        is_private = (reference.object_type, reference.field) in PRIVATE
        target = TARGETS.get(reference.field, reference.object_type)
        at = key(reference.url)
        if not is_private and at not in asked:
            asked.add(at)
            yield Request(reference.url, AnswerKind.SINGLE, target, reference.owner)
