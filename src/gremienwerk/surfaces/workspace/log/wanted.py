"""Which entries does somebody want to see? Read off the address; nonsense narrows nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gremienwerk.design.parts import Field, Option
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.privacy.queries.log import LogFilter, actors
from gremienwerk.foundation.events.bus import Event
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.happened import say_kind
from gremienwerk.surfaces.workspace.log.words import NOUNS

NAMES = ("gremium", "wer", "art", "von", "bis")


@dataclass(frozen=True)
class Choice:
    """What can be chosen, what was chosen, and what that means."""

    wanted: LogFilter
    fields: list[Field]
    query: dict[str, str]
    names: dict[int, str]


def chosen(given: Mapping[str, str], actor: User) -> Choice:
    """Return what was chosen from an address. Two queries."""
    bodies = list(
        Organization.objects.visible_to(actor)
        .filter(is_listed=True, body__is_own=True)
        .order_by("name")
    )
    people = actors()
    query = {name: given.get(name, "").strip() for name in NAMES}
    body = next((one for one in bodies if one.slug == query["gremium"]), None)
    known = {str(key) for key, _name in people}
    wanted = LogFilter(
        body=body,
        actor_id=int(query["wer"]) if query["wer"] in known else None,
        kind=query["art"],
        since=_day(query["von"]),
        until=_day(query["bis"]),
    )
    everything = Option("", _("All"))
    fields = [
        Field(
            "gremium",
            _("Body"),
            [everything, *(Option(one.slug, (_name(one), SOURCE_LANGUAGE)) for one in bodies)],
            query["gremium"],
        ),
        Field(
            "wer",
            _("Who acted"),
            [everything, *(Option(str(key), name) for key, name in people)],
            query["wer"],
        ),
        Field("art", _("What happened"), [everything, *_kinds()], query["art"]),
        Field("von", _("From"), value=query["von"], kind="date"),
        Field("bis", _("Until"), value=query["bis"], kind="date"),
    ]
    names = {one.pk: _name(one) for one in bodies}
    return Choice(wanted, fields, {name: value for name, value in query.items() if value}, names)


def _name(body: Organization) -> str:
    return body.short_name or body.name


def _kinds() -> list[Option]:
    """Return the nouns, then every kind of fact that there can be."""
    nouns = [
        Option(noun, _("All about: %(noun)s") % {"noun": word}) for noun, word in NOUNS.items()
    ]
    kinds = sorted({one.kind for one in all_events()})
    said = [
        Option(kind, f"{NOUNS.get(kind.split('.')[0], kind)}: {say_kind(kind)}") for kind in kinds
    ]
    return [*nouns, *sorted(said, key=lambda one: str(one.label))]


def all_events(of: type[Event] = Event) -> list[type[Event]]:
    """Return every kind of event that is loaded."""
    found = []
    for event in of.__subclasses__():
        found += [event] if hasattr(event, "kind") else []
        found += all_events(event)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
