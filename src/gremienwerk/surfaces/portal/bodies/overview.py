"""How does the network stand in lists: by sphere, each with its heading?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.design.parts import BodyEntry
from gremienwerk.domain.meetings.queries.rule_words import number_word
from gremienwerk.domain.organizations.choices import Sphere
from gremienwerk.surfaces.portal.bodies import answers
from gremienwerk.surfaces.portal.bodies.known import Known, Network


@dataclass(frozen=True)
class Group:
    """The bodies of one sphere under its heading (P.1)."""

    key: str
    heading: str
    note: str
    bodies: Sequence[BodyEntry]
    answers: Sequence[answers.Answer]


def spheres(network: Network, *, with_answers: bool = False) -> list[Group]:
    """Return the spheres that hold a body, in their order."""
    groups = []
    for sphere in Sphere:
        mine = [known for known in network.bodies if known.body.sphere == sphere]
        if mine:
            groups.append(
                Group(
                    key=sphere.value,
                    heading=str(sphere.label),
                    note=_note(sphere, mine),
                    bodies=[] if with_answers else [answers.entry(network, k) for k in mine],
                    answers=[answers.answer(network, k) for k in mine] if with_answers else [],
                )
            )
    return groups


def _note(sphere: Sphere, bodies: Sequence[Known]) -> str:
    """Say what this sphere is; whether one may come follows from the bodies in it."""
    who = {
        Sphere.ADMINISTRATION: _("Offices, providers and facilities coordinate their work."),
        Sphere.POLITICS: _("Elected people and councils give advice and prepare decisions."),
        Sphere.CIVIL_SOCIETY: _("Alliances and associations invite."),
    }
    return f"{who[sphere]} {_come(bodies)}".rstrip()


def _come(bodies: Sequence[Known]) -> str:
    """Say whether one may come, if that can be said of every body; else how many are open."""
    access = [known.access for known in bodies if not known.has_ended]
    number = sum(1 for word in access if word in answers.OPEN)
    if number and number == len(access):
        return _("You may come.")
    if number:
        words = ngettext(
            "One of them is open to you.", "%(number)s of them are open to you.", number
        )
        found = words % {"number": number_word(number)}
        return found[:1].upper() + found[1:]
    if access and all(access):
        return _("These meetings are not public.")
    return ""
