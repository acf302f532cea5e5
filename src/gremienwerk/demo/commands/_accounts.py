"""Who can sign in to the demo? One account per role, each by a click and without a password."""

from typing import Any

from gremienwerk.demo.reading import Stage, read
from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.accept_invitation import Acceptance, accept_invitation
from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.commands.link_account import link_account
from gremienwerk.domain.people.models import Person

DOMAIN = "demo.example"


def open_accounts(own: Body, stage: Stage) -> None:
    """Open the accounts; memberships make some of them what they are."""
    content = read("accounts.toml")
    for entry in content["account"]:
        account = _open(entry, content["since"], stage)
        if "person" in entry:
            person = _person(own, entry, content["since"], stage)
            link_account(person, account, by=stage.by, now=stage.opening)


def _open(entry: dict[str, Any], since: str, stage: Stage) -> User:
    now = stage.at(stage.day(since))
    office = OfficeRole(entry["office"]) if "office" in entry else None
    terms = Terms(f"{entry['key']}@{DOMAIN}", office, is_by_letter=False)
    token = invite(terms, by=stage.by, now=now).url.rstrip("/").rpartition("/")[2]
    return accept_invitation(Acceptance(token, entry["name"]), by=stage.by, now=now)


def _person(own: Body, entry: dict[str, Any], since: str, stage: Stage) -> Person:
    """Return the person of an account; who is new is added with the membership."""
    if "membership" not in entry:
        return Person.objects.get(body=own, name=entry["person"])
    given, family = entry["person"].split()
    start, belongs = stage.day(since), entry["membership"]
    draft = PersonDraft(entry["person"], given_name=given, family_name=family)
    person = add_person(own, draft, by=stage.by, now=stage.at(start))
    body = Organization.objects.get(slug=belongs["in"])
    member = MemberDraft(holder=person, kind=belongs["kind"], starts_on=start)
    membership = add_member(body, member, by=stage.by, now=stage.at(start))
    if "role" in belongs:
        appoint(membership, Role(belongs["role"]), by=stage.by, now=stage.at(start))
    return person
