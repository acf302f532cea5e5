"""How does each type of OParl 1.1 read? One module per type, from public rows only."""

from collections.abc import Callable
from typing import Final

from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects import (
    body,
    consultation,
    file,
    legislative_term,
    location,
    meeting,
    membership,
    organization,
    paper,
    person,
)
from gremienwerk.surfaces.oparl.objects.content import Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection

CONTENTS: Final[dict[Kind, Callable[[Selection, Keys], Contents]]] = {
    Kind.LEGISLATIVE_TERM: legislative_term.contents,
    Kind.LOCATION: location.contents,
    Kind.FILE: file.contents,
    Kind.MEMBERSHIP: membership.contents,
    Kind.CONSULTATION: consultation.contents,
    Kind.AGENDA_ITEM: meeting.item_contents,
    Kind.PERSON: person.contents,
    Kind.ORGANIZATION: organization.contents,
    Kind.PAPER: paper.contents,
    Kind.MEETING: meeting.contents,
    Kind.BODY: body.contents,
    Kind.SYSTEM: body.system_contents,
}
