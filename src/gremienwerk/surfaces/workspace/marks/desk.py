"""Which marked things are due?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gremienwerk.domain.notes.queries import open_marks
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.desk.sources import AHEAD
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.marks.subjects import state_of, thing_of, told


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return what touches the office and is due within a month. One query."""
    if not desk.is_office:
        return
    for mark in open_marks(desk.user, until=desk.today + AHEAD):
        thing = told(thing_of(mark))
        yield DeskItem(
            title=thing.title,
            url=address("mark", mark.pk),
            action=_("Prepare what we say"),
            due=mark.due_on,
            why=mark.reason,
            states=[state_of(mark)],
            is_mine=mark.responsible_id == desk.user.pk,
        )
