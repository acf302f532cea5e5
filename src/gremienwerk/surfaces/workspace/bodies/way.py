"""Which step comes next, from a body just made to a published one, and which are done?"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import body_at_work
from gremienwerk.domain.organizations.queries.findings import findings_of
from gremienwerk.domain.organizations.queries.roles import roles_in
from gremienwerk.domain.organizations.queries.workplace import has_members
from gremienwerk.surfaces.workspace.bodies.checks import may_go_out
from gremienwerk.surfaces.workspace.frame import OFFICE, RUNNING, address

LAST, LOOK = "body_publish", "body_preview"
WITH_BUTTON = frozenset({"members", LOOK})  # from here it is published at once
LOOKED_AT, MOST = "looked_at", 20


@dataclass(frozen=True)
class Stop:
    """One step: where it is done, whether one stands there, whether it is done."""

    label: str
    url: str
    is_here: bool = False
    is_done: bool = False


@dataclass(frozen=True)
class Way:
    """All steps in order; `onward` is the next one that is not done, None at the end.

    `publish_url`: from here the body may be published. `is_straight`: one click does it, as the
    check of the texts found nothing; else the page shows what it found, and asks.
    """

    stops: tuple[Stop, ...]
    onward: Stop | None
    publish_url: str = ""
    is_straight: bool = False


def way_of(
    body: Organization, current: str, *, user: User, consents: bool, has_looked: bool = False
) -> Way | None:
    """Return the steps of a body that is not public yet; `current` names the present page.

    `body` comes from `with_standing`. On a page beside the way the next step is that of
    publishing. Without the right to keep consents (`consents`) that step is left out. One
    query, where it can be published five more.
    """
    if body.published_at is not None:
        return None
    done = _done(body) | ({LOOK} if has_looked else set())
    named = [
        ("body", _("Made"), address("body", body.slug)),
        ("members", _("Members"), address("members", body.slug)),
        ("members_consents", _("Consents"), address("members_consents", body.slug)),
        (LOOK, _("Look at it"), reverse("body_preview", args=[body.slug])),
        (LAST, _("Publish"), address(LAST, body.slug)),
    ]
    kept = [one for one in named if consents or one[0] != "members_consents"]
    stops = tuple(Stop(label, url, name == current, name in done) for name, label, url in kept)
    here = next((n for n, stop in enumerate(stops) if stop.is_here), len(stops) - 2)
    onward = next((stop for stop in stops[here + 1 :] if not stop.is_done), None)
    if current not in WITH_BUTTON or not may_go_out(body, user):
        return Way(stops, onward)
    return Way(stops, onward, address(LAST, body.slug), not findings_of([body])[body.pk])


def _done(body: Organization) -> set[str]:
    """Return the steps of which something is there: members, and what they agreed to."""
    has_some, agreed = has_members(body)
    found = {"body": True, "members": has_some, "members_consents": agreed}
    return {name for name, is_done in found.items() if is_done}


def has_looked_at(request: HttpRequest, body: Organization) -> bool:
    """Tell whether somebody has looked at the page of a body since signing in."""
    return body.pk in request.session.get(LOOKED_AT, [])


def way_on_preview(request: HttpRequest, slug: str) -> Way | None:
    """Return the steps for the page that shows how a body will look; it was looked at then."""
    user = request.user
    body = body_at_work(user, slug, today()) if isinstance(user, User) else None
    if body is None or not isinstance(user, User):
        return None
    roles = roles_in(user, body, on=today())
    if not roles & RUNNING:
        return None
    looked = [key for key in request.session.get(LOOKED_AT, []) if key != body.pk]
    request.session[LOOKED_AT] = [*looked, body.pk][-MOST:]
    return way_of(body, LOOK, user=user, consents=bool(roles & OFFICE), has_looked=True)
