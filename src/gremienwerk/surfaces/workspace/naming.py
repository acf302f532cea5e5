"""How is a body called in the workspace? By its short name, in the source language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.design.parts import State
from gremienwerk.domain.organizations.choices import BodyRole, Status, Stewardship
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.queries.texts import Freshness
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE

FRESH = {
    Freshness.CURRENT: gettext_lazy("current"),
    Freshness.STALE: gettext_lazy("out of date"),
    Freshness.MACHINE: gettext_lazy("by machine"),
    Freshness.MISSING: gettext_lazy("missing"),
}


def name_of(body: Organization) -> tuple[str, str]:
    """Return the short name, or the whole one, with its language."""
    return (body.short_name or body.name, SOURCE_LANGUAGE)


def states_of(body: Organization, status: StatusPeriod | None) -> list[State]:
    """Return what a body is to the office, and whether it works and is public, in words."""
    found = []
    if body.stewardship:
        kind = "external" if body.stewardship == Stewardship.EXTERNAL_MIRRORED else ""
        found.append(State(kind, str(Stewardship(body.stewardship).label)))
    if status is not None and status.status in {Status.SUSPENDED, Status.ENDED}:
        found.append(State(status.status))
    if body.published_at is None:
        found.append(State("open", _("page not published")))
    else:
        found.append(State("yes", _("page published")))
    return found


def role_words(roles: frozenset[BodyRole]) -> str:
    """Return somebody's roles as words, the weightiest first."""
    return ", ".join(str(role.label) for role in BodyRole if role in roles)
