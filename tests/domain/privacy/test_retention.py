"""Does what is due go on its day, not before, and not under a hold? Proved by travelling on."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from gremienwerk.domain.accounts.models import Invitation
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import DEFAULT_DAYS, RetentionKind
from gremienwerk.domain.privacy.commands.lift_hold import LiftedAlready, lift_hold
from gremienwerk.domain.privacy.commands.place_hold import NotToBeHeld, place_hold
from gremienwerk.domain.privacy.commands.prune_log import LogHasToStay, prune_log
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from gremienwerk.domain.privacy.commands.set_retention import (
    PeriodNotUsable,
    RetentionDraft,
    set_retention,
)
from gremienwerk.domain.privacy.jobs import keep_periods
from gremienwerk.domain.privacy.models import (
    LegalHold,
    ListEntry,
    RetentionReport,
    RetentionRule,
    SpecialRecord,
)
from gremienwerk.domain.privacy.queries.retention import period_of
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.append_only import lift, protect
from gremienwerk.foundation.events.chain import append
from gremienwerk.foundation.events.models import Anchor, Entry, Revision
from gremienwerk.foundation.events.revisions import Change, record
from gremienwerk.foundation.events.verify import breaks, first_break
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.privacy import LegalHoldFactory, ListEntryFactory, SpecialRecordFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

START = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def travel(days):
    """Run the night `days` after the start; return what was removed, by kind."""
    now = datetime.combine(START + timedelta(days=days), time(2, 0), tzinfo=UTC)
    reports = run_retention(by=system_user(), now=now)
    assert len(reports) == len(RetentionKind)
    return {report.kind: report.removed for report in reports if report.removed}


def letter(**values):
    fields = {"recipient": "a@mail.example", "subject": "s", "text": "t", "queued_at": NOW}
    return Letter.objects.create(**{"key": "a/1", **fields, **values})


def a_letter():
    return letter(sent_at=NOW, next_attempt_at=None)


def an_address_that_left():
    return ListEntryFactory(joined_on=START, left_on=START)


def an_invitation():
    return Invitation.objects.create(
        email="a@mail.example",
        token_digest="x",  # noqa: S106 -- no secret
        invited_by=system_user(),
        invited_at=NOW,
        expires_at=NOW,
    )


def a_special_record():
    person = PersonFactory()
    MembershipFactory(
        person=person, organization=OrganizationFactory(), starts_on=None, ends_on=START
    )
    return SpecialRecordFactory(person=person, recorded_at=NOW)


def a_forgotten_person():
    person = PersonFactory(modified_at=NOW)
    MembershipFactory(
        person=person, organization=OrganizationFactory(), starts_on=None, ends_on=START
    )
    ConsentFactory(person=person, withdrawn_on=START)
    return person


KINDS = {
    RetentionKind.LETTERS: a_letter,
    RetentionKind.LEFT_LISTS: an_address_that_left,
    RetentionKind.INVITATIONS: an_invitation,
    RetentionKind.SPECIAL_CATEGORIES: a_special_record,
    RetentionKind.PEOPLE: a_forgotten_person,
}


def is_there(row):
    rows = type(row)._base_manager.filter(pk=row.pk)
    return rows.exclude(name="Gelöschte Person").exists() if type(row) is Person else rows.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_due_goes_on_its_day_and_not_before(kind):
    row = KINDS[kind]()
    days = DEFAULT_DAYS[kind][0]

    assert kind not in travel(days)
    assert is_there(row)
    assert travel(days + 1)[kind] == 1
    assert not is_there(row)
    assert kind not in travel(days + 2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hold_on_a_kind_keeps_all_of_it(kind):
    row = KINDS[kind]()
    LegalHoldFactory(kind=kind)

    assert kind not in travel(5000)
    assert is_there(row)
    assert RetentionReport.objects.get(kind=kind).held == 1


@pytest.mark.parametrize(
    "kind", [RetentionKind.PEOPLE, RetentionKind.SPECIAL_CATEGORIES, RetentionKind.LEFT_LISTS]
)
def test_a_hold_on_a_person_keeps_all_of_theirs(kind):
    row, other = KINDS[kind](), KINDS[kind]()
    if kind == RetentionKind.LEFT_LISTS:
        row.person = PersonFactory()
        row.save()
    LegalHoldFactory(person=row if kind == RetentionKind.PEOPLE else row.person)

    assert travel(5000)[kind] >= 1
    assert is_there(row)
    assert not is_there(other)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_the_office_overrules_the_default(kind):
    row = KINDS[kind]()
    draft = RetentionDraft(kind, 10, "Beschluss vom 1. November")
    set_retention(draft, by=system_user(), now=NOW)

    assert kind not in travel(10)
    assert travel(11)[kind] == 1
    assert not is_there(row)


def test_what_is_in_use_stays_for_ever():
    waiting = letter(next_attempt_at=NOW)
    member = PersonFactory(modified_at=NOW)
    MembershipFactory(person=member, organization=OrganizationFactory(), starts_on=None)
    seated = SpecialRecordFactory(person=member, recorded_at=NOW)
    agreed = ConsentFactory(person=PersonFactory(modified_at=NOW)).person
    account_holder = PersonFactory(modified_at=NOW, user=UserFactory())
    reader = ListEntryFactory()

    assert travel(20000) == {}
    assert all(map(is_there, (waiting, member, seated, agreed, account_holder, reader)))


def test_a_special_record_goes_on_the_day_that_was_agreed():
    member = PersonFactory()
    MembershipFactory(person=member, organization=OrganizationFactory(), starts_on=None)
    SpecialRecordFactory(person=member, erase_on=START + timedelta(days=14), recorded_at=NOW)

    assert travel(13) == {}
    assert travel(14) == {"special_categories": 1}
    assert not SpecialRecord.objects.exists()


@pytest.fixture
def old_log():
    user, body = system_user(), OrganizationFactory()
    for number in range(5):
        at = NOW + timedelta(days=number)
        hashes = record(body, [Change("purpose", f"a{number}", f"b{number}")], by=user, now=at)
        entry = append("x.done", {"organization_id": body.pk, "changes": hashes}, by=user, at=at)
        Revision.objects.filter(hash__in=hashes).update(entry=entry)


def test_the_beginning_of_the_log_goes_with_its_values_and_leaves_an_anchor(old_log):
    removed = travel(733)

    assert removed["event_log"] == 3
    assert list(Revision.objects.order_by("pk").values_list("old", flat=True)) == ['"a3"', '"a4"']
    assert Anchor.objects.get().through == 3
    assert first_break() is None
    assert list(Entry.objects.order_by("pk").values_list("kind", flat=True))[2:] == [
        "events.log_pruned",
        "privacy.retention_ran",
    ]


def test_a_log_under_a_hold_stays(old_log):
    LegalHoldFactory(kind=RetentionKind.EVENT_LOG)

    assert travel(5000) == {}
    assert Entry.objects.filter(kind="x.done").count() == 5


def test_a_broken_log_is_evidence_and_stays(old_log):
    lift(connection)
    Entry.objects.filter(pk=2).update(kind="x.undone")
    protect(connection)

    assert travel(5000) == {}
    assert [found.place for found in breaks()] == ["entry"]


def test_nobody_prunes_what_is_younger_than_its_period(old_log):
    with pytest.raises(LogHasToStay, match="730 days"):
        prune_log(before=NOW + timedelta(days=3), by=system_user(), now=NOW + timedelta(days=4))


@pytest.mark.parametrize("role", [BodyRole.CLERK, BodyRole.AUDITOR, None])
def test_only_administrators_prune_and_run_and_set(old_log, role):
    user, later = account(role), NOW + timedelta(days=5000)
    with pytest.raises(NotAllowed):
        prune_log(before=NOW, by=user, now=later)
    with pytest.raises(NotAllowed):
        run_retention(by=user, now=later)
    with pytest.raises(NotAllowed):
        set_retention(RetentionDraft(RetentionKind.LETTERS, 5, "x"), by=user, now=NOW)
    assert not RetentionReport.objects.exists()


def test_a_rule_holds_from_its_day_and_the_one_before_is_kept():
    for days, at in ((10, NOW), (20, NOW + timedelta(days=5))):
        set_retention(RetentionDraft(RetentionKind.LETTERS, days, "x"), by=system_user(), now=at)

    assert period_of(RetentionKind.LETTERS, START + timedelta(days=4)).days == 10
    assert period_of(RetentionKind.LETTERS, START + timedelta(days=5)).days == 20
    assert period_of(RetentionKind.PEOPLE, START).is_default


def test_a_rule_set_twice_on_a_day_is_one():
    for days in (10, 20):
        set_retention(RetentionDraft(RetentionKind.LETTERS, days, "x"), by=system_user(), now=NOW)

    assert RetentionRule.objects.get().days == 20


@pytest.mark.parametrize(("days", "source"), [(0, "x"), (40000, "x"), (10, "  ")])
def test_refuses_a_period_without_days_or_source(days, source):
    with pytest.raises(PeriodNotUsable):
        set_retention(
            RetentionDraft(RetentionKind.LETTERS, days, source), by=system_user(), now=NOW
        )
    assert not RetentionRule.objects.exists()


def test_a_hold_has_a_reason_and_is_placed_once():
    person = PersonFactory()
    with pytest.raises(NotToBeHeld, match="why"):
        place_hold(person, reason=" ", by=system_user(), now=NOW)
    hold = place_hold(person, reason="Klage", by=system_user(), now=NOW)
    with pytest.raises(NotToBeHeld, match="already"):
        place_hold(person, reason="Klage", by=system_user(), now=NOW)

    lift_hold(hold, by=system_user(), now=NOW)
    with pytest.raises(LiftedAlready):
        lift_hold(hold, by=system_user(), now=NOW)

    assert LegalHold.objects.in_force().count() == 0
    assert "Klage" not in str(list(Entry.objects.values_list("payload", flat=True)))
    kinds = [entry.kind for entry in Entry.objects.order_by("pk")]
    assert kinds == ["privacy.hold_placed", "privacy.hold_lifted"]


def test_only_administrators_hold_and_lift():
    hold = LegalHoldFactory(kind=RetentionKind.LETTERS)
    for role in (BodyRole.CLERK, BodyRole.AUDITOR, None):
        with pytest.raises(NotAllowed):
            place_hold(RetentionKind.PEOPLE, reason="x", by=account(role), now=NOW)
        with pytest.raises(NotAllowed):
            lift_hold(hold, by=account(role), now=NOW)
    assert LegalHold.objects.in_force().count() == 1


def test_the_job_of_the_night_runs_it():
    ListEntryFactory(joined_on=date(2000, 1, 1), left_on=date(2000, 1, 1))

    assert keep_periods.func() == 1
    assert not ListEntry.objects.exists()
