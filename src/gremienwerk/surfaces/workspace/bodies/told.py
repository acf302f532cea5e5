"""Whom or what does an act in the history of a body concern? Names only for who may see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.choices import EndReason, MembershipKind, Role
from gremienwerk.domain.organizations.models import OrganizationAlias, Rule
from gremienwerk.domain.organizations.queries.told import called, holders_of
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.history import Act, HistoryLine
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.workspace.agreement import CONSENTS, say_agreement
from gremienwerk.surfaces.workspace.bodies.opening import Opened
from gremienwerk.surfaces.workspace.bodies.words import name_of_ability, name_of_rule, say
from gremienwerk.surfaces.workspace.happened import say_kind

MOST_NAMES = 3
MEMBERS = "organizations.member"  # how the kinds of facts about members begin
LIST_ENTERED = "organizations.list_entered"
UNDONE = "events.change_undone"
ONE_DAY = timedelta(days=1)


def of_members(opened: Opened) -> Q:
    """Return which entries of the log are about members of a body. One query.

    Consents are found for whoever may see them: nobody else sees who agreed to what.
    """
    held = holders_of(opened.body)
    keys = list(held)
    people = {person for person, _party in held.values() if person}
    agreed = Consent.objects.visible_to(opened.user).filter(person__in=people)
    asked = list(agreed.values_list("person", flat=True).distinct())
    return (
        Q(payload__membership_id__in=keys)
        | Q(payload__about__membership_id__in=keys)
        | Q(kind__in=CONSENTS, payload__person_id__in=asked)
    )


class Told:
    """Says what acts concern; all names are loaded at once. Six queries at most."""

    def __init__(self, opened: Opened, lines: Sequence[HistoryLine]) -> None:
        """Load what the facts of `lines` name."""
        self._holders = holders_of(opened.body)
        people = _named(lines, "person_id") | {p for p, _party in self._holders.values() if p}
        seen = Person.objects.visible_to(opened.user).filter(pk__in=people)
        self._people = dict(seen.values_list("pk", "name"))
        parties = _named(lines, "party_id") | {p for _person, p in self._holders.values() if p}
        self._parties = called(parties)
        self._rules = Rule.objects.in_bulk(_named(lines, "rule_id"))
        self._aliases = OrganizationAlias.objects.in_bulk(_named(lines, "alias_id"))

    def about(self, act: Act) -> str:
        """Return whom and what an act concerns, in words; empty where its kind says it all."""
        head, said = act.head, []
        if head.kind == UNDONE:
            said += [say_kind(kind) for kind in head.payload.get("kinds", ())[-1:]]
        said += [self._fact(head), self._names(act)]
        return ", ".join(filter(None, said))

    def _names(self, act: Act) -> str:
        """Return the names of the people and organisations of an act; many are counted."""
        if act.head.kind == LIST_ENTERED:
            return ""
        found = [name for line in act.lines for name in self._of(line)]
        names = list(dict.fromkeys(found))
        if len(names) <= MOST_NAMES:
            return ", ".join(names)
        more = len(names) - MOST_NAMES
        rest = ngettext(
            "and %(number)s further person or organisation",
            "and %(number)s further people or organisations",
            more,
        ) % {"number": more}
        return f"{', '.join(names[:MOST_NAMES])} {rest}"

    def _of(self, line: HistoryLine) -> Iterable[str]:
        about = {**line.payload, **line.payload.get("about", {})}
        person, party = self._holders.get(about.get("membership_id", 0), (None, None))
        if person := person or about.get("person_id"):
            yield self._people.get(person, _("a person"))
        if party := party or about.get("party_id"):
            yield self._parties.get(party, _("an organisation"))

    def _fact(self, line: HistoryLine) -> str:
        """Return what the payload of a fact says beyond names."""
        said = line.payload
        rule = self._rules.get(said.get("rule_id", 0))
        alias = self._aliases.get(said.get("alias_id", 0))
        if rule is not None:
            return f"{name_of_rule(rule.key)}: {rule.value} {rule.unit}".strip()
        if alias is not None:
            return alias.name
        say_fact = FACTS.get(line.kind)
        return say_fact(said) if say_fact else ""


def _named(lines: Iterable[HistoryLine], name: str) -> set[int]:
    every = (
        value
        for line in lines
        for value in (line.payload.get(name), line.payload.get("about", {}).get(name))
    )
    return {value for value in every if isinstance(value, int)}


def _of_list(said: dict[str, Any]) -> str:
    new, changed = len(said["membership_ids"]), said["changed"]
    words = [_("%(number)s new") % {"number": new}] if new else []
    words += [_("%(number)s changed") % {"number": changed}] if changed else []
    return ", ".join(words)


def _ending(said: dict[str, Any]) -> str:
    last = date.fromisoformat(said["ends_on"]) - ONE_DAY
    day = date_words(last, get_language() or SOURCE_LANGUAGE)
    reason = said.get("reason", "")
    words = [_("last day %(day)s") % {"day": day}]
    words += [str(EndReason(reason).label)] if reason in EndReason.values else []
    return ", ".join(words)


def _ability(said: dict[str, Any]) -> str:
    return f"{name_of_ability(said['key'])}: {say(said['key'], said['value'])}"


def _seats(said: dict[str, Any]) -> str:
    return f"{MembershipKind(said['seat_kind']).label}: {said['count']}"


def _role(said: dict[str, Any]) -> str:
    return str(Role(said["role"]).label) if said["role"] in Role.values else ""


FACTS: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "organizations.ability_set": _ability,
    "organizations.seats_added": _seats,
    "organizations.member_appointed": _role,
    "organizations.membership_ended": _ending,
    LIST_ENTERED: _of_list,
    **dict.fromkeys(CONSENTS, say_agreement),
}
