"""Who is signed in without a part in something, where do they look, and what may they see of it?

Elsewhere than at `PLACES` nobody looks who it is (decision 0006): a test holds that. At `PLACES`
every address of the URL map is asked for, with the keys and names of what these accounts have no
part in; then links are followed, beginning with the desk.
"""

import itertools
from dataclasses import dataclass

from django.utils import translation

from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.events.models import Entry, Head
from gremienwerk.surfaces.oparl.commands.project import project_all
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory, StatusPeriodFactory
from tests.factories.roles import account
from tests.leaks import planting
from tests.leaks.crawler import PARAMETER, routes
from tests.matrix.stage import INTERNAL

PLACES = ("/arbeit/", "/konto/")
OWN = "zq999qz"  # stands in what is one's own, and nowhere else

# Which words an address is filled with, by the name of the parameter; keys come from the rows.
# A page with a parameter that is not named here fails the test until somebody enters it.
FOREIGN = ("beirat", "interne-runde", "entwurf", "ausschuss-dorf")
WORDS = {
    "slug": FOREIGN,
    "field": ("purpose", "legal-basis"),
    "name": ("unbenutzt", "stadt", "dorf", "imprint", "privacy"),
    "key": ("01", "07"),
    "token": ("zq998qz",),
    "provider_id": ("directory",),
}
KINDS = {
    "notizen": ("sitzung", "vorlage", "person"),
    "betrifft-uns": ("punkt", "vorlage", "anfrage"),
}
KEYS = {"pk", "other"}

# What anybody who is signed in sees by right though it is no public text: field, and why.
BY_RIGHT = {
    "privacy.RetentionRule.source": "the report on oneself names the law by which it is kept",
}


@dataclass(frozen=True)
class Somebody:
    """An account, and at which address it finds what is its own."""

    user: object
    own: str


def nobody():
    """Somebody with an account and without any part."""
    user = account()
    type(user).objects.filter(pk=user.pk).update(name=OWN)
    return Somebody(user, "/konto/")


def guest():
    """A standing guest of another body."""
    return _in_other_body(BodyRole.STANDING_GUEST)


def supporter():
    """Somebody of an office that supports another body."""
    return _in_other_body(BodyRole.SUPPORTER)


def auditor():
    """Somebody who reads everything: what the rows hold must be found by the same crawl."""
    return Somebody(account(BodyRole.AUDITOR), "/arbeit/")


def _in_other_body(role):
    """Begin a body after the planting, so that nothing but `OWN` is found in what is theirs."""
    body = OrganizationFactory(slug="anderswo", name=f"Anderswo {OWN}", abilities=INTERNAL)
    StatusPeriodFactory(organization=body)
    MeetingFactory(organizations=[body], state=MeetingState.INVITED)
    return Somebody(account(role, body), "/arbeit/gremien/anderswo/")


def plant_secrets():
    """Put a token into every text that is not public; let the log go on behind its last row."""
    planting.plant(lambda name, public: name not in public)
    project_all()
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    Head.objects.update(number=last + 1000)


def keys():
    """Return of every kind of thing the first and the last number."""
    found = set()
    for model in planting.own_models():
        rows = model._base_manager.order_by("pk").values_list("pk", flat=True)
        found |= {pk for pk in (rows.first(), rows.last()) if isinstance(pk, int)}
    return sorted(map(str, found))


def keys_within(slug):
    """Return of every kind of thing that hangs on a body the first number."""
    found = set()
    for model in planting.own_models():
        relations = (f for f in model._meta.get_fields() if f.concrete and f.is_relation)
        names = [f.name for f in relations if f.related_model is Organization]
        for name in names:
            rows = model._base_manager.filter(**{f"{name}__slug": slug}).order_by("pk")
            found |= set(rows.values_list("pk", flat=True)[:1])
    return sorted(map(str, found))


def seeds():
    """Return an address per route below `PLACES`, kind of thing and word."""
    assert set(FOREIGN) <= set(Organization.objects.values_list("slug", flat=True))
    numbers, within = keys(), {slug: keys_within(slug) for slug in FOREIGN}
    with translation.override("de"):
        return sorted(
            address
            for route in routes()
            if f"/{route}".startswith(PLACES)
            for address in filled(route, numbers, within)
        )


def filled(route, numbers, within):
    """Return the addresses of one route: a number below a body is one of that body's things."""
    names = [p["name"] for p in PARAMETER.finditer(route)]
    words = {**WORDS, "kind": KINDS.get(route.split("/")[1], ())}
    if names == ["pk", "other"]:
        chosen = itertools.pairwise(numbers)
    elif names == ["slug", "pk"]:
        chosen = [(slug, number) for slug in FOREIGN for number in within[slug]]
    else:
        chosen = itertools.product(*(numbers if n in KEYS else words[n] for n in names))
    for values in chosen:
        left = iter(values)
        yield "/" + PARAMETER.sub(lambda _match, left=left: next(left), route)


def elsewhere():
    """Return an address of every page outside of `PLACES` that needs no name."""
    with translation.override("de"):
        found = {f"/{route}" for route in routes() if not PARAMETER.search(route)}
    return sorted(one for one in found if not one.startswith(PLACES))
