"""Every command of accounts, bodies, files, people, organizations: its events, its permission."""

import re
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.commands import add_legislative_term as legislative
from gremienwerk.domain.bodies.commands import add_location as place
from gremienwerk.domain.bodies.commands import set_up_installation as set_up
from gremienwerk.domain.bodies.commands.edit_installation_text import edit_installation_text
from gremienwerk.domain.files.commands.add_image import ImageUpload, add_image
from gremienwerk.domain.files.commands.publish_file import publish_file
from gremienwerk.domain.files.commands.store_file import Upload, store_file
from gremienwerk.domain.files.commands.withdraw_file import withdraw_file
from gremienwerk.domain.organizations.choices import EndReason, RelationKind, Role, RulePack
from gremienwerk.domain.organizations.commands import add_alias as alias
from gremienwerk.domain.organizations.commands import add_commissioner as commissioner
from gremienwerk.domain.organizations.commands import add_member as member
from gremienwerk.domain.organizations.commands import add_organization as organization
from gremienwerk.domain.organizations.commands import add_relation as relation
from gremienwerk.domain.organizations.commands import add_rule as rule
from gremienwerk.domain.organizations.commands import add_seats as seats
from gremienwerk.domain.organizations.commands import add_term as term
from gremienwerk.domain.organizations.commands import end_organization as ending
from gremienwerk.domain.organizations.commands import keep_profile as keep
from gremienwerk.domain.organizations.commands import seat as seating
from gremienwerk.domain.organizations.commands import set_ability as ability
from gremienwerk.domain.organizations.commands import suspend as suspension
from gremienwerk.domain.organizations.commands.add_convenor import add_convenor
from gremienwerk.domain.organizations.commands.add_supporter import add_supporter
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.check_commissioner import check_commissioner
from gremienwerk.domain.organizations.commands.choose_image import choose_image
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.extend_suspension import extend_suspension
from gremienwerk.domain.organizations.commands.link_source import link_source
from gremienwerk.domain.organizations.commands.place_below import place_below
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.commands.resume import resume
from gremienwerk.domain.organizations.commands.withdraw_organization import withdraw_organization
from gremienwerk.domain.organizations.profiles import parse
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.commands.give_consent import give_consent
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.foundation.access import TABLE, NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.domain import cases_members
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, InstallationFactory
from tests.factories.files import FileFactory, ImageFactory
from tests.factories.organizations import (
    CommissionerEntryFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    SeatFactory,
    StatusPeriodFactory,
    SuspensionFactory,
)
from tests.factories.people import ConsentFactory, PersonFactory
from tests.network_file.samples import PROFILE

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0"/></svg>'
NOUNS = ("accounts", "bodies", "files", "people", "organizations")
DOMAIN = Path(organization.__file__).parents[2]


def _image():
    return ImageUpload("wuerfel", "w.svg", SVG, author="A", license="CC0", alt_text="Drei Würfel")


def _facts():
    return suspension.Suspension(TODAY, "unknown", "unknown", date(2026, 9, 1), "Büro")


def _suspended():
    return SuspensionFactory(organization=OrganizationFactory()).organization


def _active():
    return StatusPeriodFactory(organization=OrganizationFactory()).organization


def _commissioner():
    return commissioner.CommissionerDraft(
        "06", "Steglitz-Zehlendorf", "Beauftragte*r", "Musterlein"
    )


# command: (what it is called with beside `by` and `now`, the kinds of event it publishes)
CASES = {
    set_up.set_up_installation: (
        lambda: (
            set_up.BodyDraft("bezirk", "Bezirk"),
            set_up.InstallationDraft("Portal", "Büro", "buero@mail.example"),
        ),
        ["bodies.installation_set_up"],
    ),
    edit_installation_text: (
        lambda: (InstallationFactory() and TextName.IMPRINT, "Wir."),
        ["bodies.installation_text_edited"],
    ),
    place.add_location: (
        lambda: (BodyFactory(), place.LocationDraft("Rathaus")),
        ["bodies.location_added"],
    ),
    legislative.add_legislative_term: (
        lambda: (BodyFactory(), legislative.LegislativeTermDraft("VI.")),
        ["bodies.legislative_term_added"],
    ),
    store_file: (lambda: (BodyFactory(), Upload("a.txt", b"Hallo")), ["files.stored"]),
    publish_file: (lambda: (FileFactory(published_at=None),), ["files.published"]),
    withdraw_file: (lambda: (FileFactory(),), ["files.withdrawn"]),
    add_image: (lambda: (_image(),), ["files.image_added"]),
    add_person: (lambda: (BodyFactory(), PersonDraft("Musterlein")), ["people.person_added"]),
    give_consent: (
        lambda: (PersonFactory(), ConsentPurpose.NAME, {"evidence": "Formular"}),
        ["people.consent_given"],
    ),
    withdraw_consent: (
        lambda: (ConsentFactory().person, ConsentPurpose.NAME),
        ["people.consent_withdrawn"],
    ),
    organization.add_organization: (
        lambda: (BodyFactory(), organization.OrganizationDraft("rat", "Rat")),
        ["organizations.added"],
    ),
    edit_texts: (
        lambda: (OrganizationFactory(), {"purpose": "Hilft."}),
        ["organizations.texts_edited"],
    ),
    publish_organization: (
        lambda: (OfficeFactory(published_at=None),),
        ["organizations.published"],
    ),
    withdraw_organization: (lambda: (OrganizationFactory(),), ["organizations.withdrawn"]),
    place_below: (lambda: (OrganizationFactory(), OrganizationFactory()), ["organizations.placed"]),
    link_source: (
        lambda: (
            OrganizationFactory(),
            OrganizationFactory(body=BodyFactory(slug="rat", is_own=False)),
        ),
        ["organizations.source_linked"],
    ),
    choose_image: (
        lambda: (OrganizationFactory(), ImageFactory()),
        ["organizations.image_chosen"],
    ),
    alias.add_alias: (
        lambda: (OrganizationFactory(), alias.AliasDraft("Anders", "anders")),
        ["organizations.alias_added"],
    ),
    keep.keep_profile: (
        lambda: (keep.ProfileDraft("runde", "Runde", RulePack.NETWORK, PROFILE),),
        ["organizations.profile_kept"],
    ),
    adopt_profile: (
        lambda: (OrganizationFactory(), parse(PROFILE)),
        ["organizations.profile_adopted", "organizations.rule_added"],
    ),
    ability.set_ability: (
        lambda: (OrganizationFactory(), ability.AbilityChange("approval", "silence:10")),
        ["organizations.ability_set", "organizations.rule_added"],
    ),
    rule.add_rule: (
        lambda: (OrganizationFactory(), rule.RuleDraft("notice_days", "14", "GO § 3")),
        ["organizations.rule_added"],
    ),
    suspension.suspend: (lambda: (_active(), _facts()), ["organizations.suspended"]),
    resume: (lambda: (_suspended(), TODAY), ["organizations.resumed"]),
    extend_suspension: (
        lambda: (_suspended(), date(2027, 1, 1)),
        ["organizations.suspension_extended"],
    ),
    ending.end_organization: (
        lambda: (_active(), ending.Ending(TODAY, "unknown")),
        ["organizations.ended"],
    ),
    add_convenor: (
        lambda: (OrganizationFactory(), OfficeFactory()),
        ["organizations.convenor_added"],
    ),
    add_supporter: (
        lambda: (OrganizationFactory(), OfficeFactory()),
        ["organizations.supporter_added"],
    ),
    relation.add_relation: (
        lambda: (
            OrganizationFactory(),
            relation.RelationDraft(RelationKind.ADVISES, OfficeFactory()),
        ),
        ["organizations.relation_added"],
    ),
    term.add_term: (
        lambda: (OrganizationFactory(), term.TermDraft("A")),
        ["organizations.term_added"],
    ),
    seats.add_seats: (
        lambda: (OrganizationFactory(), seats.SeatsDraft(15)),
        ["organizations.seats_added"],
    ),
    member.add_member: (
        lambda: (OrganizationFactory(), member.MemberDraft(PersonFactory())),
        ["organizations.member_added"],
    ),
    seating.seat: (
        lambda: (SeatFactory(), seating.Seating(PersonFactory())),
        ["organizations.member_added", "organizations.seat_taken"],
    ),
    appoint: (lambda: (MembershipFactory(), Role.CHAIR), ["organizations.member_appointed"]),
    end_membership: (
        lambda: (MembershipFactory(), TODAY, {"reason": EndReason.RESIGNATION}),
        ["organizations.membership_ended"],
    ),
    commissioner.add_commissioner: (
        lambda: (OrganizationFactory(), _commissioner()),
        ["organizations.commissioner_added"],
    ),
    check_commissioner: (
        lambda: (CommissionerEntryFactory(),),
        ["organizations.commissioner_checked"],
    ),
    **cases_members.CASES,
}


def _call(command, arguments, by):
    named = arguments[-1] if isinstance(arguments[-1], dict) and len(arguments) > 1 else {}
    if command in (edit_texts, adopt_profile, cases_members.edit_person):
        named = {}
    return command(*(arguments[:-1] if named else arguments), **named, by=by, now=NOW)


# Not held to their events here yet: commands of sign-in, texts and the workspace.
ELSEWHERE = {
    *("accept_invitation", "deactivate_account", "edit_account", "end_appointment", "invite"),
    *("note_change", "reactivate_account", "renew_factor_keys", "require_second_factor"),
    *("reset_second_factor", "revoke_invitation", "link_account", "edit_installation"),
    *("edit_image", "accept_finding", "agree_on_data", "ask_release", "begin_organization"),
    *("correct_commissioner", "discard_draft", "edit_details", "end_agreement", "end_convenor"),
    *("end_supporter", "look_over_texts", "release_texts", "remove_relation", "save_draft"),
    *("reorder_convenors", "switch_profile"),
}


@pytest.mark.parametrize("command", CASES, ids=lambda command: command.__name__)
def test_the_command_publishes_exactly_its_events(command):
    prepare, expected = CASES[command]
    arguments, by = prepare(), system_user()

    _call(command, arguments, by)

    entries = list(Entry.objects.order_by("pk"))
    assert [entry.kind for entry in entries] == expected
    assert {(entry.actor_id, entry.recorded_at) for entry in entries} == {(by.pk, NOW)}


@pytest.mark.parametrize("command", CASES, ids=lambda command: command.__name__)
def test_others_may_not_and_leave_no_trace(command):
    prepare, _expected = CASES[command]
    arguments = prepare()

    with pytest.raises(NotAllowed):
        _call(command, arguments, UserFactory())

    assert not Entry.objects.exists()


def test_no_command_of_these_nouns_is_left_out():
    files = [path for noun in NOUNS for path in (DOMAIN / noun / "commands").glob("[a-z]*.py")]

    assert {path.stem for path in files} == {command.__name__ for command in CASES} | ELSEWHERE


def test_no_permission_of_these_nouns_is_without_use():
    nouns = {name for name in TABLE if name.split(".")[0] in NOUNS}
    asked = {name for name in nouns if ".view" not in name}  # parity asks those by reflection
    source = "".join(path.read_text() for path in DOMAIN.parent.rglob("*.py"))
    unused = {name for name in asked if not re.search(rf"Can\.{_row(name)}\b", source)}

    assert len(asked) > 40
    assert unused == set()


def _row(name):
    """The name of the row in its table: `Can.ADD` for `organizations.add_organization`."""
    policy = import_module(f"gremienwerk.domain.{name.split('.')[0]}.policy")
    return next(key for key, row in vars(policy.Can).items() if row is TABLE[name])


def test_the_log_names_nobody():
    add_person(BodyFactory(), PersonDraft("Ada Musterlein"), by=system_user(), now=NOW)

    assert "Musterlein" not in str(Entry.objects.get().payload)
