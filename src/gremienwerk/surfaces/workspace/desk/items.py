"""What lies on a desk? Entries with a day, one action each, from every area that has some.

An area brings its own by a module `<area>/desk.py` with
`desk_items(desk: Desk) -> Iterable[DeskItem]`; at most one query each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec

from gremienwerk.design.parts import State, Text
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.surfaces.workspace.frame import OFFICE

AREAS = (
    *("desk", "bodies", "texts", "images", "lint", "districts"),
    *("accounts", "people", "members", "marks", "mirror"),
)
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """Whose desk, on which day, with which offices and roles in bodies (by id).

    `known` are the bodies that lie within reach, by id, with their standing of today; `here`
    is the installation, with the moment of its accessibility statement.
    """

    user: User
    today: date
    offices: frozenset[BodyRole]
    bodies: Mapping[int, frozenset[BodyRole]]
    known: Mapping[int, Organization] = field(default_factory=dict)
    here: Installation | None = None

    @property
    def is_office(self) -> bool:
        """Somebody who does the work of the office."""
        return bool(self.offices & OFFICE)

    def prepares(self, organization_id: int) -> bool:
        """Tell whether somebody prepares what happens in a body."""
        mine = self.bodies.get(organization_id, frozenset())
        return self.is_office or bool(mine & PREPARING)


PREPARING = frozenset(
    {BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR, BodyRole.SECRETARY, BodyRole.CONVENOR}
)


@dataclass(frozen=True)
class DeskItem:
    """One thing to do: what, until when, where, why, and the one action.

    `due` decides the group: today and before, this week, later. `waits` puts it under
    "waiting for others", `is_new` under "new". `body` is the slug to filter by.
    """

    title: Text
    url: str
    action: str
    due: date | None = None
    why: Text = ""
    body: str = ""
    body_name: Text = ""
    states: Sequence[State] = field(default_factory=tuple)
    is_mine: bool = False
    waits: bool = False
    is_new: bool = False


Provider = Callable[[Desk], Iterable[DeskItem]]


def providers() -> list[Provider]:
    """Return the providers of all areas that have one."""
    package = "gremienwerk.surfaces.workspace"
    names = ["desk.sources" if area == "desk" else f"{area}.desk" for area in AREAS]
    found = [f"{package}.{name}" for name in names if find_spec(f"{package}.{name}")]
    return [import_module(name).desk_items for name in found]


def items_of(desk: Desk) -> list[DeskItem]:
    """Return everything that lies there, the most urgent first."""
    found = [item for provider in providers() for item in provider(desk)]
    return sorted(found, key=lambda item: (item.due or date.max, str(item.title)))


@dataclass(frozen=True)
class Group:
    """A heading of the desk with its entries."""

    key: str
    items: Sequence[DeskItem]
    later: int = 0


def groups_of(items: Sequence[DeskItem], today: date) -> list[Group]:
    """Return the four groups; what is due after this week is counted, not shown."""
    open_ones = [item for item in items if not item.waits and not item.is_new]
    now = [i for i in open_ones if i.due is not None and i.due <= today]
    week = [i for i in open_ones if i.due is not None and today < i.due <= today + SOON]
    later = [i for i in open_ones if i.due is None or i.due > today + SOON]
    return [
        Group("today", now),
        Group("week", week),
        Group("later", later),
        Group("waiting", [i for i in items if i.waits]),
        Group("new", [i for i in items if i.is_new and not i.waits]),
    ]
