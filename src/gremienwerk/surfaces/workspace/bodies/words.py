"""How are abilities and rules said in words that a clerk would use?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gremienwerk.domain.organizations.abilities import ABILITIES

NAMES = {
    "procedure": gettext_lazy("Procedure"),
    "notice": gettext_lazy("Invitation"),
    "agenda_close": gettext_lazy("Topics until"),
    "quorum": gettext_lazy("Quorum"),
    "votes": gettext_lazy("Votes"),
    "elections": gettext_lazy("Elections"),
    "record": gettext_lazy("Record"),
    "approval": gettext_lazy("Approval of the record"),
    "publication": gettext_lazy("Publication of the record"),
    "access": gettext_lazy("Who may come"),
    "registration": gettext_lazy("Registration"),
    "questions": gettext_lazy("Questions of residents"),
    "mandates": gettext_lazy("Mandates"),
    "statements": gettext_lazy("Statements"),
    "fees": gettext_lazy("Attendance fees"),
    "follow_up": gettext_lazy("Follow-up of answers"),
    "focus_topic": gettext_lazy("Focus topic per meeting"),
    "shelter_data": gettext_lazy("Data of shelters"),
    "recurrence": gettext_lazy("Rhythm"),
    "feed": gettext_lazy("Calendar feed"),
    "oparl": gettext_lazy("Open data (OParl)"),
}
VALUES = {
    "on": gettext_lazy("yes"),
    "off": gettext_lazy("no"),
    "none": gettext_lazy("none"),
    "external": gettext_lazy("others decide, outside of this system"),
    "formal": gettext_lazy("formal"),
    "informal": gettext_lazy("informal"),
    "mirrored": gettext_lazy("mirrored from a source"),
    "majority_presumed": gettext_lazy("half; held to be there until doubted"),
    "majority_established": gettext_lazy("half; established at the beginning"),
    "open": gettext_lazy("open votes"),
    "full": gettext_lazy("open and secret votes"),
    "niederschrift": gettext_lazy("minutes (Niederschrift)"),
    "ergebnisvermerk": gettext_lazy("note of results (Ergebnisvermerk)"),
    "dokumentation": gettext_lazy("documentation (Dokumentation)"),
    "own_note": gettext_lazy("a note of the office"),
    "next_meeting": gettext_lazy("at the next meeting"),
    "after_approval": gettext_lazy("after approval"),
    "documentation": gettext_lazy("documentation"),
    "public": gettext_lazy("everybody"),
    "registration": gettext_lazy("everybody who registers"),
    "invitation": gettext_lazy("by invitation"),
    "internal": gettext_lazy("members only"),
    "guide": gettext_lazy("a guide how to ask"),
    "rule": gettext_lazy("by an exact rule"),
    "members": gettext_lazy("for members"),
    "organization_only": gettext_lazy("only that it exists"),
    "source": gettext_lazy("at the source"),
}
COUNTED = {
    "clear_days": gettext_lazy("clear days"),
    "calendar_days": gettext_lazy("calendar days"),
    "working_days": gettext_lazy("working days"),
}
RULES = {
    "notice_days": gettext_lazy("Invitation, days before"),
    "agenda_close_days": gettext_lazy("Topics until, days before"),
    "approval_silence_days": gettext_lazy("Days for objections to the record"),
}


@dataclass(frozen=True)
class AbilityLine:
    """One ability as a row: its name and what holds, in words."""

    key: str
    name: str
    value: str
    said: str


def name_of_ability(key: str) -> str:
    """Return what an ability is called."""
    return str(NAMES.get(key, key))


def name_of_rule(key: str) -> str:
    """Return what a rule is called; its key where nobody worded it."""
    return str(RULES.get(key, key))


def say(key: str, value: str) -> str:
    """Return the value of an ability in words."""
    kind, _colon, detail = value.partition(":")
    if key in {"notice", "agenda_close"} and value[:1].isdigit():
        number, _space, counting = value.partition(" ")
        word = COUNTED.get(counting, COUNTED["calendar_days"])
        return _("%(number)s %(days)s before") % {"number": number, "days": word}
    if kind == "silence":
        return _("counts as approved after %(number)s days without objection") % {"number": detail}
    if kind == "interval":
        number, _space, approximate = detail.partition(" ")
        every = ngettext("every month", "every %(number)s months", int(number))
        said = every % {"number": number} if int(number) > 1 else every
        return _("about %(every)s") % {"every": said} if approximate else said
    return str(VALUES.get(value, value))


def ability_lines(abilities: Mapping[str, str]) -> list[AbilityLine]:
    """Return the abilities of a body in the order of the list, in words."""
    return [
        AbilityLine(key, name_of_ability(key), abilities[key], say(key, abilities[key]))
        for key in ABILITIES
        if key in abilities
    ]
