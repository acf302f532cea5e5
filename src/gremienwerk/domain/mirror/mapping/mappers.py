"""Which function maps which type?"""

from collections.abc import Callable
from typing import Final

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.mapping import meetings, papers, people, places
from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.mapped import Mapped
from gremienwerk.domain.mirror.mapping.values import Reader

MAPPERS: Final[dict[T, Callable[[Reader, Entry], Mapped]]] = {
    T.BODY: places.body,
    T.LEGISLATIVE_TERM: places.legislative_term,
    T.LOCATION: places.location,
    T.ORGANIZATION: people.organization,
    T.PERSON: people.person,
    T.MEMBERSHIP: people.membership,
    T.FILE: places.file,
    T.MEETING: meetings.meeting,
    T.AGENDA_ITEM: meetings.agenda_item,
    T.PAPER: papers.paper,
    T.CONSULTATION: meetings.consultation,
}
