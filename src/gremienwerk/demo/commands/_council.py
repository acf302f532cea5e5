"""Who sits in the council of the demo, and what did everybody agree to?"""

from typing import Any

from gremienwerk.demo.reading import Stage, read
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.organizations.choices import EndReason, Role
from gremienwerk.domain.organizations.commands.add_term import TermDraft, add_term
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.seat import Seating, seat
from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.commands.give_consent import give_consent
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import Person

EVIDENCE = "Demo, erfunden: Formular zur Annahme der Wahl"
KNOWN = ("name", "function", "affiliation", "public_email")


def seat_council(own: Body, stage: Stage) -> None:
    """Add the people with their consents, the terms, and seat everybody."""
    content = read("people.toml")
    seating = content["seating"]
    council = Organization.objects.get(slug=seating["body"])
    people = {
        entry["key"]: _add(own, entry, content["term"]["starts"], stage)
        for entry in content["person"]
    }
    for term in (content["term"], content["next_term"]):
        ends_on = stage.day(term["ends"]) if "ends" in term else None
        draft = TermDraft(term["name"], starts_on=stage.day(term["starts"]), ends_on=ends_on)
        add_term(council, draft, by=stage.by, now=stage.opening)
    parties = [Organization.objects.get(slug=slug) for slug in seating["parties"]]
    members = _seat(council, "member", [people[key] for key in seating["members"]], stage)
    _seat(council, "member", parties, stage)
    _seat(council, "deputy", [people[key] for key in seating["deputies"]], stage)
    chairs = [(seating["chair"], Role.CHAIR)]
    chairs += [(key, Role.DEPUTY_CHAIR) for key in seating["deputy_chairs"]]
    for key, role in chairs:
        appoint(members[people[key].pk], role, by=stage.by, now=stage.opening)
    left = _seat(council, "member", [people[seating["resigned"]]], stage)
    ended, ends_on = next(iter(left.values())), stage.day(seating["resigned_on"])
    reason = EndReason.RESIGNATION
    end_membership(ended, ends_on, reason=reason, by=stage.by, now=stage.at(ends_on))


def _add(own: Body, entry: dict[str, Any], since: str, stage: Stage) -> Person:
    given, family = entry["name"].split()
    known = {key: entry[key] for key in KNOWN if key in entry}
    draft = PersonDraft(given_name=given, family_name=family, **known)
    now = stage.at(stage.day(since))
    person = add_person(own, draft, by=stage.by, now=now)
    for purpose in map(ConsentPurpose, entry["consents"]):
        give_consent(person, purpose, proof=Proof(EVIDENCE), by=stage.by, now=now)
    for purpose in map(ConsentPurpose, entry.get("withdrawn", [])):
        withdraw_consent(person, purpose, by=stage.by, now=stage.opening)
    return person


def _seat(
    council: Organization, kind: str, holders: list[Any], stage: Stage
) -> dict[int, Membership]:
    """Seat `holders` on the first free seats for their like; return who sits, by holder."""
    is_person = isinstance(holders[0], Person)
    free = Seat.objects.filter(
        organization=council, kind=kind, holder="person" if is_person else "organization"
    ).exclude(memberships__deleted_at=None, memberships__isnull=False)
    start = stage.day(read("people.toml")["term"]["starts"])
    seated = {}
    for place, holder in zip(free.order_by("number"), holders, strict=False):
        seating = Seating(holder=holder, starts_on=start)
        seated[holder.pk] = seat(place, seating, by=stage.by, now=stage.at(start))
    return seated
