"""Which records of people may be one person?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gremienwerk.domain.people.queries import number_of_likely_duplicates
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry for all likely pairs that nobody has decided about. One query."""
    if not desk.is_office:
        return
    number = number_of_likely_duplicates(desk.user)
    if number:
        yield DeskItem(
            title=_("People who may be recorded twice: %(number)s") % {"number": number},
            url=address("duplicates"),
            action=_("Compare and decide"),
            why=_("Merge them or keep them apart; a merge can be taken back."),
            is_new=True,
        )
