"""Which entries of districts lie unchecked?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.organizations.models import CommissionerEntry
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.districts.views import FRESH, is_old
from gremienwerk.surfaces.workspace.frame import address


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry for all districts that nobody compared for 180 days (N1.3). One query."""
    if not desk.is_office:
        return
    entries = CommissionerEntry.objects.on(desk.today).filter(organization__deleted_at=None)
    old = [entry for entry in entries if is_old(entry, desk.today)]
    if not old:
        return
    days = [entry.checked_on + FRESH for entry in old if entry.checked_on]
    yield DeskItem(
        title=ngettext(
            "Check the entry of %(number)s district",
            "Check the entries of %(number)s districts",
            len(old),
        )
        % {"number": len(old)},
        url=address("districts"),
        action=_("Compare with the official pages"),
        due=min(days, default=desk.today),
        why=_("Nobody has compared them for 180 days."),
    )
