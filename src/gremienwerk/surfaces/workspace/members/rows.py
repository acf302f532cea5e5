"""How does a place in a body read, as a row of the table?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gremienwerk.design.parts import State
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import EndReason, MembershipKind
from gremienwerk.domain.organizations.queries.seating import SHOWN, Place
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.members.choice import holder_name, role_word

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """One consent: the short word of its column, and whether it was given, if anybody can."""

    label: str
    state: State | None


@dataclass(frozen=True)
class Row:
    """One line of the table; `url` opens it in place, or fills a vacant seat."""

    place: Place
    name: str
    role: str
    since: date | None
    last_day: date | None
    end_reason: str
    vote: str
    consents: Sequence[Cell]
    url: str
    is_open: bool = False
    affiliation: str = ""

    @property
    def is_last_day(self) -> bool:
        """It holds today for the last time."""
        return self.last_day == today()

    @property
    def is_deputy(self) -> bool:
        """It stands under the row of its member."""
        return self.place.kind == MembershipKind.DEPUTY


def columns() -> list[str]:
    """Return the short words of the consents that have a column."""
    words = {
        ConsentPurpose.NAME: _("Name public"),
        ConsentPurpose.PHOTO: _("Photo public"),
        ConsentPurpose.PARTICIPANT_LIST: _("List for members"),
        ConsentPurpose.CONTACT: _("E-mail public"),
    }
    return [words[purpose] for purpose in SHOWN]


def row_of(place: Place, slug: str, *, may_change: bool, consents: bool, opened: int = 0) -> Row:
    """Return the line of one place; without the right to see consents they are left out."""
    membership = place.membership
    if membership is None:
        seat = place.seat.pk if place.seat else ""
        url = f"{address('member_add', slug)}?sitz={seat}" if may_change else ""
        return Row(place, "", role_word(place), place.vacant_since, None, "", _("free"), (), url)
    ends_on = membership.ends_on
    url = address("member", slug, membership.pk) if may_change else ""
    return Row(
        place=place,
        name=holder_name(place),
        role=role_word(place),
        since=membership.starts_on,
        last_day=ends_on - ONE_DAY if ends_on else None,
        end_reason=str(EndReason(membership.end_reason).label) if membership.end_reason else "",
        vote=_vote(place),
        consents=_consents(place) if consents else (),
        url=url,
        is_open=membership.pk == opened,
        affiliation=_affiliation(place),
    )


def shown_in(rows: Sequence[Row]) -> tuple[bool, bool]:
    """Tell whether any row says since when, and whether any says more than “no vote”."""
    has_days = any(row.since or row.last_day for row in rows)
    return has_days, any(not row.place.is_vacant and row.vote != _("no vote") for row in rows)


def _affiliation(place: Place) -> str:
    person = place.membership.person if place.membership is not None else None
    return person.affiliation if person is not None and place.is_named else ""


def _vote(place: Place) -> str:
    if getattr(place.membership, "may_vote", False):
        return _("has a vote")
    return _("stands in") if place.kind == MembershipKind.DEPUTY else _("no vote")


def _consents(place: Place) -> Sequence[Cell]:
    """Return what the person agreed to; an organisation is not asked."""
    row = place.membership
    if row is None or row.person_id is None:
        return [Cell(label, None) for label in columns()]
    given = [bool(getattr(row, f"agreed_{purpose.value}", False)) for purpose in SHOWN]
    return [
        Cell(label, State("yes", _("yes")) if is_given else State("no", _("no")))
        for label, is_given in zip(columns(), given, strict=True)
    ]
