"""Which step comes next, from a body just made to a published one?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.surfaces.workspace.frame import address

LAST = "body_publish"


@dataclass(frozen=True)
class Stop:
    """One step: where it is done, and whether one stands there."""

    label: str
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Way:
    """All steps in order; `onward` is the next one, None at the end."""

    stops: tuple[Stop, ...]
    onward: Stop | None


def way_of(body: Organization, current: str, *, consents: bool) -> Way | None:
    """Return the steps of a body that is not public yet; `current` names the present page.

    On a page beside the way the next step is that of publishing. Without the right to keep
    consents (`consents`) that step is left out.
    """
    if body.published_at is not None:
        return None
    named = [
        ("body", _("Made"), address("body", body.slug)),
        ("members", _("Members"), address("members", body.slug)),
        ("members_consents", _("Consents"), address("members_consents", body.slug)),
        ("body_preview", _("Look at it"), reverse("body_preview", args=[body.slug])),
        (LAST, _("Publish"), address(LAST, body.slug)),
    ]
    kept = [one for one in named if consents or one[0] != "members_consents"]
    stops = tuple(Stop(label, url, name == current) for name, label, url in kept)
    here = next((n for n, stop in enumerate(stops) if stop.is_here), len(stops) - 2)
    return Way(stops, stops[here + 1] if here + 1 < len(stops) else None)
