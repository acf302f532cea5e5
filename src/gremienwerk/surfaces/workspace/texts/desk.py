"""Which drafts wait on this desk, and which wait for others?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.surfaces.workspace.bodies.opening import BOARD
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.naming import name_of


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry per body with drafts that were handed over; no query."""
    for body in desk.known.values():
        number = getattr(body, "waiting_drafts", 0) if desk.prepares(body.pk) else 0
        if not number:
            continue
        releases = bool(desk.bodies.get(body.pk, frozenset()) & BOARD) or (
            desk.is_office and body.stewardship != Stewardship.SECRETARIAT_OF_INDEPENDENT
        )
        yield DeskItem(
            title=ngettext(
                "%(number)s text waits for release",
                "%(number)s texts wait for release",
                number,
            )
            % {"number": number},
            url=address("texts_release", body.slug),
            action=_("Read and release") if releases else _("Look at it"),
            due=desk.today if releases else None,
            why="" if releases else _("The board releases its own texts."),
            body=body.slug,
            body_name=name_of(body),
            is_mine=body.pk in desk.bodies,
            waits=not releases,
        )
