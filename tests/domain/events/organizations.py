"""What the commands about bodies publish: names, rules, status, the way to the public."""

from datetime import date

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import RulePack
from gremienwerk.domain.organizations.commands.add_alias import AliasDraft, add_alias
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, add_rule
from gremienwerk.domain.organizations.commands.add_term import TermDraft, add_term
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.commands.begin_organization import (
    Beginning,
    begin_organization,
)
from gremienwerk.domain.organizations.commands.choose_image import choose_image
from gremienwerk.domain.organizations.commands.delete_organization import delete_organization
from gremienwerk.domain.organizations.commands.edit_details import edit_details
from gremienwerk.domain.organizations.commands.end_organization import Ending, end_organization
from gremienwerk.domain.organizations.commands.extend_suspension import extend_suspension
from gremienwerk.domain.organizations.commands.keep_profile import ProfileDraft, keep_profile
from gremienwerk.domain.organizations.commands.place_below import place_below
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.commands.resume import resume
from gremienwerk.domain.organizations.commands.set_ability import AbilityChange, set_ability
from gremienwerk.domain.organizations.commands.suspend import Suspension, suspend
from gremienwerk.domain.organizations.commands.switch_profile import Switch, switch_profile
from gremienwerk.domain.organizations.commands.withdraw_organization import withdraw_organization
from gremienwerk.domain.organizations.profiles import parse
from tests.domain.events.call import NOW, TODAY, call
from tests.factories.bodies import BodyFactory
from tests.factories.files import ImageFactory
from tests.factories.organizations import (
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    StatusPeriodFactory,
    SuspensionFactory,
)
from tests.network_file.samples import PROFILE

REVIEW = date(2026, 9, 1)


def _body_with_profile():
    body = OrganizationFactory()
    adopt_profile(body, parse(PROFILE), by=system_user(), now=NOW)
    return body


def _beginning():
    return Beginning(OrganizationDraft("rat", "Rat"), parse(PROFILE), purpose="Hilft.", seats=2)


CASES = {
    add_organization: (
        lambda: call(BodyFactory(), OrganizationDraft("rat", "Rat")),
        ["organizations.added"],
    ),
    begin_organization: (
        lambda: call(BodyFactory(), _beginning()),
        [
            "organizations.added",
            "organizations.profile_adopted",
            "organizations.rule_added",
            "organizations.texts_edited",
            "organizations.seats_added",
            "organizations.begun",
        ],
    ),
    edit_details: (
        lambda: call(OrganizationFactory(), {"name": "Anderer Name"}),
        ["organizations.details_edited"],
    ),
    publish_organization: (
        lambda: call(OfficeFactory(published_at=None)),
        ["organizations.published"],
    ),
    withdraw_organization: (lambda: call(OrganizationFactory()), ["organizations.withdrawn"]),
    delete_organization: (
        lambda: call(MembershipFactory(organization__published_at=None).organization),
        ["organizations.member_taken_back", "organizations.deleted"],
    ),
    place_below: (
        lambda: call(OrganizationFactory(), OrganizationFactory()),
        ["organizations.placed"],
    ),
    choose_image: (
        lambda: call(OrganizationFactory(), ImageFactory()),
        ["organizations.image_chosen"],
    ),
    add_alias: (
        lambda: call(OrganizationFactory(), AliasDraft("Anders", "anders")),
        ["organizations.alias_added"],
    ),
    add_term: (lambda: call(OrganizationFactory(), TermDraft("A")), ["organizations.term_added"]),
    keep_profile: (
        lambda: call(ProfileDraft("runde", "Runde", RulePack.NETWORK, PROFILE)),
        ["organizations.profile_kept"],
    ),
    adopt_profile: (
        lambda: call(OrganizationFactory(), parse(PROFILE)),
        ["organizations.profile_adopted", "organizations.rule_added"],
    ),
    switch_profile: (
        lambda: call(
            _body_with_profile(),
            Switch(parse(PROFILE.replace("access=public", "access=internal")), REVIEW),
        ),
        ["organizations.ability_set", "organizations.profile_switched"],
    ),
    set_ability: (
        lambda: call(OrganizationFactory(), AbilityChange("approval", "silence:10")),
        ["organizations.ability_set", "organizations.rule_added"],
    ),
    add_rule: (
        lambda: call(OrganizationFactory(), RuleDraft("notice_days", "14", "GO § 3")),
        ["organizations.rule_added"],
    ),
    suspend: (
        lambda: call(
            StatusPeriodFactory().organization,
            Suspension(TODAY, "unknown", "unknown", REVIEW, "Büro"),
        ),
        ["organizations.suspended"],
    ),
    extend_suspension: (
        lambda: call(SuspensionFactory().organization, date(2027, 1, 1)),
        ["organizations.suspension_extended"],
    ),
    resume: (lambda: call(SuspensionFactory().organization, TODAY), ["organizations.resumed"]),
    end_organization: (
        lambda: call(StatusPeriodFactory().organization, Ending(TODAY, "unknown")),
        ["organizations.ended"],
    ),
}
