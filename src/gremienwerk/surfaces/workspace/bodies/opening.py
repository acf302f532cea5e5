"""How does a page of a body begin? It finds the body for this account, or says that nothing is.

Every area uses this for its pages below /arbeit/gremien/<slug>/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import BodyRole, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import body_at_work, status_of
from gremienwerk.domain.organizations.queries.roles import roles_in
from gremienwerk.foundation.access import NotAllowed, Permission, may, require
from gremienwerk.surfaces.workspace.bodies.way import Way, has_looked_at, way_of
from gremienwerk.surfaces.workspace.frame import (
    AUDITOR,
    OFFICE,
    RUNNING,
    body_crumbs,
    body_tabs,
)
from gremienwerk.surfaces.workspace.http import actor_of
from gremienwerk.surfaces.workspace.naming import name_of, role_words, states_of

BOARD = frozenset({BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR})


@dataclass(frozen=True)
class Opened:
    """A body on the desk of an account: who that is there, and what the frame needs."""

    body: Organization
    user: User
    roles: frozenset[BodyRole]
    has_looked: bool = False

    def may(self, permission: Permission[User, Organization]) -> bool:
        """Tell whether the account holds a permission on the body."""
        return may(self.user, permission, self.body)

    def require(self, permission: Permission[User, Organization]) -> None:
        """Raise `NotAllowed` unless the account holds a permission on the body."""
        require(self.user, permission, self.body)

    def frame(self, current: str, *words: str) -> Mapping[str, Any]:
        """Return what a page of the body hands to `render_workspace`; `current` names its tab."""
        tabs, subtabs = body_tabs(self.body, self.user, current)
        return {
            "body": self.body,
            "title": name_of(self.body) if not words else words[-1],
            "body_name": name_of(self.body),
            "tabs": tabs,
            "subtabs": subtabs,
            "tabs_label": name_of(self.body),
            "crumbs": body_crumbs(self.body, *words),
            "states": states_of(self.body, status_of(self.body)),
            "standing": self.standing(),
            "way": self.way(current) if self.roles & RUNNING else None,
        }

    def way(self, current: str) -> Way | None:
        """Return the steps to the public, `current` being the present page."""
        return way_of(
            self.body,
            current,
            user=self.user,
            consents=bool(self.roles & OFFICE),
            has_looked=self.has_looked,
        )

    def standing(self) -> Mapping[str, str] | None:
        """Return the line that says why there are no tools here, or who releases what."""
        if self.roles & OFFICE or self.roles & BOARD:
            return self._of_independent()
        if AUDITOR in self.roles:
            return {
                "title": _("You see this as auditor."),
                "text": _("You read everything that may be checked, and change nothing."),
            }
        mine = role_words(self.roles)
        if self.roles & RUNNING:
            return {
                "title": _("You see this as %(roles)s.") % {"roles": mine},
                "text": _("You prepare here; the office and the board decide."),
            }
        return {
            "title": _("You see this as %(roles)s.") % {"roles": mine},
            "text": _("You read what concerns you. The office changes it; write to it."),
        }

    def _of_independent(self) -> Mapping[str, str] | None:
        if self.body.stewardship != Stewardship.SECRETARIAT_OF_INDEPENDENT:
            return None
        if self.roles & BOARD:
            return {
                "title": _("This body is independent."),
                "text": _("The office prepares. You release texts, agenda and minutes."),
            }
        return {
            "title": _("This body is independent."),
            "text": _("You prepare. Texts, agenda and minutes are released by its board."),
        }


def open_body(
    request: HttpRequest, slug: str, *, roles: frozenset[BodyRole] | None = None
) -> Opened:
    """Return the body called `slug` for the account that asks.

    Raises `Http404` where the account has no part in it, and, with `roles`, `NotAllowed` where
    it has none of these.
    """
    user = actor_of(request)
    body = body_at_work(user, slug, today())
    if body is None:
        raise Http404
    opened = Opened(
        body, user, roles_in(user, body, on=today()), has_looked=has_looked_at(request, body)
    )
    if roles is not None and not roles & opened.roles:
        raise NotAllowed
    return opened
