"""Active, suspended, ended: three states, each with what it asks for (N2)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.checks import PeriodEmpty
from gremienwerk.domain.organizations.commands.end_organization import (
    Ending,
    NotToBeEnded,
    end_organization,
)
from gremienwerk.domain.organizations.commands.extend_suspension import (
    NotToBeExtended,
    extend_suspension,
)
from gremienwerk.domain.organizations.commands.resume import NotSuspended, resume
from gremienwerk.domain.organizations.commands.suspend import (
    NotActive,
    Suspension,
    SuspensionIncomplete,
    suspend,
)
from gremienwerk.domain.organizations.models import StatusPeriod
from gremienwerk.foundation.events.models import Entry
from tests.factories.organizations import OrganizationFactory, StatusPeriodFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
SINCE, TODAY, REVIEW = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)
FACTS = Suspension(SINCE, "unknown", "unknown", REVIEW, "Modellow, Büro")


@pytest.fixture
def body():
    return StatusPeriodFactory(organization=OrganizationFactory()).organization


def _do(command, *arguments):
    return command(*arguments, by=system_user(), now=NOW)


def _history(body):
    rows = body.status_periods.order_by("pk")
    return list(rows.values_list("status", "starts_on", "ends_on"))


def test_a_suspension_keeps_every_fact_and_what_was_before(body):
    period = _do(suspend, body, replace(FACTS, internal_reason="klären"))

    assert _history(body) == [("active", None, SINCE), ("suspended", SINCE, None)]
    assert (period.reason, period.decided_by, period.review_on) == ("unknown", "unknown", REVIEW)
    assert (period.contact_label, period.since_is_known) == ("Modellow, Büro", True)
    said = Entry.objects.get().payload
    assert len(said.pop("changes")) == 2
    assert said == {
        "organization_id": body.pk,
        "since": "2026-03-01",
        "review_on": "2026-09-01",
    }


def test_an_unknown_beginning_is_said_to_be_unknown(body):
    period = _do(suspend, body, replace(FACTS, since=None))

    assert (period.starts_on, period.since_is_known) == (TODAY, False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "why the body pauses, or write “unknown”"),
        ({"decided_by": ""}, "who decided"),
        ({"contact_label": ""}, "who answers"),
        ({"contact_label": "unknown"}, "who answers"),
        ({"review_on": None}, "reviewed"),
        ({"review_on": SINCE}, "has to come after"),
        ({"since": date(2026, 6, 2)}, "on the day itself"),
    ],
)
def test_refuses_a_suspension_that_leaves_something_open(body, change, words):
    with pytest.raises(SuspensionIncomplete, match=words):
        _do(suspend, body, replace(FACTS, **change))

    assert _history(body) == [("active", None, None)]
    assert not Entry.objects.exists()


def test_refuses_to_suspend_twice_and_before_the_body_worked(body):
    _do(suspend, body, FACTS)
    with pytest.raises(NotActive, match="already"):
        _do(suspend, body, FACTS)
    young = StatusPeriodFactory(organization=OrganizationFactory(), starts_on=SINCE).organization
    with pytest.raises(NotActive, match="2026-03-01"):
        _do(suspend, young, FACTS)


def test_a_body_resumes_and_its_history_tells(body):
    _do(suspend, body, FACTS)

    _do(resume, body, TODAY)

    assert _history(body) == [
        ("active", None, SINCE),
        ("suspended", SINCE, TODAY),
        ("active", TODAY, None),
    ]
    with pytest.raises(NotSuspended):
        _do(resume, body, TODAY)


def test_refuses_to_resume_before_the_suspension(body):
    _do(suspend, body, FACTS)

    with pytest.raises(NotSuspended, match="later day"):
        _do(resume, body, SINCE)


def test_a_suspension_is_extended_to_a_later_review(body):
    _do(suspend, body, FACTS)

    period = _do(extend_suspension, body, date(2027, 1, 1))

    assert (period.review_on, period.starts_on) == (date(2027, 1, 1), SINCE)
    assert Entry.objects.order_by("-pk")[0].payload["reviewed_on"] == "2026-09-01"
    for day in (date(2027, 1, 1), TODAY):
        with pytest.raises(NotToBeExtended, match="after 2027-01-01"):
            _do(extend_suspension, body, day)


def test_refuses_to_extend_what_is_not_suspended(body):
    with pytest.raises(NotToBeExtended, match="not suspended"):
        _do(extend_suspension, body, REVIEW)


def test_refuses_a_new_review_that_is_over_already(body):
    _do(suspend, body, replace(FACTS, review_on=date(2026, 4, 1)))

    with pytest.raises(NotToBeExtended, match="after 2026-06-01"):
        _do(extend_suspension, body, date(2026, 5, 1))


@pytest.mark.parametrize("pauses", [False, True])
def test_a_body_ends_once_and_keeps_its_history(body, pauses):
    if pauses:
        _do(suspend, body, FACTS)

    period = _do(end_organization, body, Ending(TODAY, "Auftrag erfüllt", "BVV"))

    body.refresh_from_db()
    assert (body.ends_on, period.status) == (TODAY, "ended")
    assert StatusPeriod.objects.on(TODAY).get() == period
    with pytest.raises(NotToBeEnded, match="already"):
        _do(end_organization, body, Ending(REVIEW, "noch einmal"))


def test_refuses_an_end_without_reason_or_before_the_beginning(body):
    with pytest.raises(NotToBeEnded, match="why"):
        _do(end_organization, body, Ending(TODAY, ""))
    _do(suspend, body, FACTS)
    with pytest.raises(PeriodEmpty):
        _do(end_organization, body, Ending(SINCE, "unknown"))

    body.refresh_from_db()
    assert body.ends_on is None
