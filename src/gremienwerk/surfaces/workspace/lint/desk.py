"""How many findings of the nightly look are open?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry for all findings that nobody mended or accepted. No query."""
    if not desk.is_office:
        return
    number = sum(getattr(body, "open_findings", 0) for body in desk.known.values())
    if number:
        yield DeskItem(
            title=ngettext(
                "%(number)s finding of the editorial check",
                "%(number)s findings of the editorial check",
                number,
            )
            % {"number": number},
            url=address("lint"),
            action=_("Look through them"),
            why=_("Hints only; mend the text or leave it so with a reason."),
            is_new=True,
        )
