"""What a body can do, since when, and which numbers follow from it."""

from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations import profiles
from gremienwerk.domain.organizations.abilities import ABILITIES
from gremienwerk.domain.organizations.choices import RulePack
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, RuleNotUsable, add_rule
from gremienwerk.domain.organizations.commands.adopt_profile import HasAbilities, adopt_profile
from gremienwerk.domain.organizations.commands.keep_profile import (
    CodeTaken,
    ProfileDraft,
    keep_profile,
)
from gremienwerk.domain.organizations.commands.set_ability import (
    AbilityChange,
    TooEarly,
    set_ability,
)
from gremienwerk.domain.organizations.models import Ability, Rule, RuleProfile
from gremienwerk.domain.organizations.profiles import AbilityNotAllowed, ProfileIncomplete
from gremienwerk.foundation.events.models import Entry
from gremienwerk.network_file.templates import shipped
from tests.factories.organizations import OrganizationFactory
from tests.network_file.samples import PROFILE

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
FIRST, LATER = date(2026, 1, 1), date(2026, 7, 1)


def _do(command, *arguments, **named):
    return command(*arguments, **named, by=system_user(), now=NOW)


def _formal():
    return profiles.parse(PROFILE.replace("notice=none", "notice=14 clear days"))


def test_a_profile_as_people_write_it_has_every_ability():
    abilities = _formal()

    assert list(abilities) == list(ABILITIES)
    assert (abilities["notice"], abilities["agenda_close"]) == ("14 clear_days", "none")


def test_every_shipped_profile_is_whole():
    assert len(shipped()) == 7
    assert all(profiles.parse(text) for text in shipped().values())


@pytest.mark.parametrize(
    ("text", "refusal", "words"),
    [
        ("votes=none", ProfileIncomplete, "procedure, notice"),
        (PROFILE + "; vots=none", AbilityNotAllowed, "did you mean “votes”"),
        (PROFILE + "; zzz=none", AbilityNotAllowed, "there are: procedure"),
        (PROFILE + "; votes=full", AbilityNotAllowed, "twice"),
        (PROFILE + "; votes", AbilityNotAllowed, "key=value"),
        (PROFILE.replace("votes=none", "votes=some"), AbilityNotAllowed, "none, open, full"),
        (PROFILE.replace("notice=none", "notice=soon"), AbilityNotAllowed, "14 clear_days"),
        (
            PROFILE.replace("approval=silence:14", "approval=silence"),
            AbilityNotAllowed,
            "silence:14",
        ),
    ],
)
def test_refuses_a_profile_and_names_what_is_allowed(text, refusal, words):
    with pytest.raises(refusal, match=words):
        profiles.parse(text)


@pytest.mark.django_db
def test_a_profile_gives_all_abilities_and_the_rules_its_numbers_stand_for():
    body = OrganizationFactory()

    _do(adopt_profile, body, _formal())

    assert body.abilities.count() == len(ABILITIES)
    rules = body.rules.order_by("key").values_list("key", "value", "unit", "counting", "mark")
    assert list(rules) == [
        ("approval_silence_days", "14", "days", "calendar_days", "default"),
        ("notice_days", "14", "days", "clear_days", "default"),
    ]
    with pytest.raises(HasAbilities):
        _do(adopt_profile, body, _formal())


@pytest.mark.django_db
def test_an_ability_changes_from_a_day_on_and_keeps_its_history():
    body = OrganizationFactory()
    _do(set_ability, body, AbilityChange("access", "internal"))

    _do(set_ability, body, AbilityChange("access", "public", LATER, "Beschluss", "practice"))

    held = [Ability.objects.on(day).get(organization=body).value for day in (FIRST, LATER)]
    assert held == ["internal", "public"]
    said = Entry.objects.order_by("-pk")[0].payload
    assert len(said.pop("changes")) == 2
    assert said == {
        "organization_id": body.pk,
        "key": "access",
        "value": "public",
        "starts_on": "2026-07-01",
    }


@pytest.mark.django_db
def test_the_number_of_an_ability_changes_with_it_and_no_rule_is_doubled():
    body = OrganizationFactory()
    for value, day in [("14 clear_days", None), ("14 clear_days", FIRST), ("7", LATER)]:
        _do(set_ability, body, AbilityChange("notice", value, day, "GO § 3"))

    rules = body.rules.order_by("pk").values_list("value", "starts_on", "ends_on", "source")
    assert list(rules) == [("14", None, LATER, "GO § 3"), ("7", LATER, None, "GO § 3")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (AbilityChange("access", "secret", LATER), AbilityNotAllowed),
        (AbilityChange("acess", "public", LATER), AbilityNotAllowed),
        (AbilityChange("access", "public"), TooEarly),
        (AbilityChange("access", "public", FIRST), TooEarly),
        (AbilityChange("access", "public", date(2025, 1, 1)), TooEarly),
    ],
)
def test_refuses_an_ability_off_the_list_or_out_of_order(change, refusal):
    body = OrganizationFactory()
    _do(set_ability, body, AbilityChange("access", "internal", FIRST))

    with pytest.raises(refusal):
        _do(set_ability, body, change)

    assert list(body.abilities.values_list("value", "ends_on")) == [("internal", None)]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_rule_ends_the_one_before_and_both_are_kept():
    body = OrganizationFactory()
    for value, day in [("14", FIRST), ("7", LATER)]:
        draft = RuleDraft("notice_days", value, "GO § 3", unit="days", starts_on=day)
        _do(add_rule, body, draft)

    held = [Rule.objects.on(day).get().value for day in (FIRST, date(2026, 6, 30), LATER)]
    assert held == ["14", "14", "7"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (RuleDraft("Notice days", "14", "GO"), "key"),
        (RuleDraft("quorum", " ", "GO"), "value"),
        (RuleDraft("quorum", "3", ""), "source"),
        (RuleDraft("quorum", "three", "GO", unit="days"), "whole number"),
        (RuleDraft("quorum", "3", "GO", counting="moons"), "clear_days"),
        (RuleDraft("quorum", "3", "GO", mark="sure"), "law, practice"),
        (RuleDraft("notice_days", "3", "GO"), "later day"),
        (RuleDraft("notice_days", "3", "GO", starts_on=FIRST), "later day"),
    ],
)
def test_refuses_a_rule_nobody_can_check(draft, words):
    body = OrganizationFactory()
    _do(add_rule, body, RuleDraft("notice_days", "14", "GO", starts_on=FIRST))

    with pytest.raises(RuleNotUsable, match=words):
        _do(add_rule, body, draft)

    assert list(Rule.objects.values_list("value", "ends_on")) == [("14", None)]


@pytest.mark.django_db
def test_a_profile_is_kept_once_under_its_code():
    draft = ProfileDraft("runde", "Runde", RulePack.INFORMAL_ROUND, PROFILE)
    kept = _do(keep_profile, draft)

    assert kept.abilities["access"] == "public"
    with pytest.raises(CodeTaken):
        _do(keep_profile, draft)
    assert RuleProfile.objects.count() == 1
