from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import (
    between,
    known_today,
    months_with_meetings,
    moved_away,
    upcoming,
)
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import (
    AbilityFactory,
    OrganizationFactory,
    StatusPeriodFactory,
    SuspensionFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
OPEN = {"access": "public"}


@pytest.fixture
def body():
    return OrganizationFactory(abilities=OPEN)


def test_what_comes_stands_in_order_all_day_ones_first(body, django_assert_num_queries):
    evening, all_day, morning, today, tomorrow = (
        MeetingFactory(organizations=[body], starts_on=day, starts_at=at)
        for day, at in (
            (date(2026, 12, 9), datetime(2026, 12, 9, 16, 30, tzinfo=UTC)),
            (date(2026, 12, 9), None),
            (date(2026, 12, 9), datetime(2026, 12, 9, 8, 0, tzinfo=UTC)),
            (TODAY, None),
            (date(2026, 11, 25), None),
        )
    )
    MeetingFactory(organizations=[body], starts_on=date(2026, 11, 23))

    with django_assert_num_queries(2):
        found = list(upcoming(TODAY))
        names = [[link.organization for link in one.links.all()] for one in found]

    assert found == [today, tomorrow, all_day, morning, evening]
    assert names == [[body]] * 5


def test_only_what_everyone_may_know_is_found(body):
    inner = OrganizationFactory(abilities={"access": "internal"})
    by_list = OrganizationFactory(abilities={"access": "registration"})
    undecided, draft_body = (
        OrganizationFactory(),
        OrganizationFactory(abilities=OPEN, published_at=None),
    )
    hidden_council = BodyFactory(slug="rat", is_own=False, is_public=False)
    theirs = OrganizationFactory(body=hidden_council, abilities=OPEN)
    shown = [
        MeetingFactory(organizations=[body]),
        MeetingFactory(organizations=[body, by_list]),
        MeetingFactory(organizations=[body], cancelled=True, cancel_reason="krank"),
        MeetingFactory(organizations=[body], is_confirmed=False),
    ]
    for organizations in (
        [inner],
        [undecided],
        [draft_body],
        [theirs],
        [body, inner],
        [inner, body],
    ):
        MeetingFactory(organizations=organizations)
    MeetingFactory(organizations=[body], state=MeetingState.DRAFT)
    MeetingFactory(organizations=[body], deleted_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert set(upcoming(TODAY)) == set(known_today(TODAY)) == set(shown)


def test_access_counts_as_it_is_on_the_day_of_the_meeting():
    body = OrganizationFactory()
    turn = date(2027, 1, 1)
    AbilityFactory(organization=body, value="internal", ends_on=turn)
    AbilityFactory(organization=body, value="public", starts_on=turn)
    MeetingFactory(organizations=[body], starts_on=date(2026, 12, 31))
    after = MeetingFactory(organizations=[body], starts_on=turn)

    assert list(upcoming(TODAY)) == [after]


@pytest.mark.parametrize("status", ["suspended", "ended"])
def test_a_body_that_rests_has_a_past_but_nothing_to_come(body, status):
    if status == "suspended":
        SuspensionFactory(organization=body, starts_on=date(2026, 11, 1))
    else:
        StatusPeriodFactory(organization=body, status=status, starts_on=date(2026, 11, 1))
    past = MeetingFactory(organizations=[body], starts_on=date(2026, 10, 1))
    MeetingFactory(organizations=[body], starts_on=TODAY)
    guest = OrganizationFactory(abilities=OPEN)
    joint = MeetingFactory(organizations=[guest, body])

    assert list(known_today(TODAY).order_by("pk")) == [past, joint]
    assert list(upcoming(TODAY)) == [joint]


def test_meetings_come_back_on_the_day_on_which_a_suspension_ends(body):
    SuspensionFactory(organization=body, starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 9))
    MeetingFactory(organizations=[body], starts_on=date(2026, 12, 8))
    back = MeetingFactory(organizations=[body], starts_on=date(2026, 12, 9))

    assert list(upcoming(TODAY)) == [back]


def test_a_body_shows_what_the_body_that_it_mirrors_does(body):
    council = BodyFactory(slug="rat", is_own=False)
    committee = OrganizationFactory(body=council)
    front = OrganizationFactory(abilities=OPEN, mirrors=committee)
    theirs = MeetingFactory(organizations=[committee])
    ours = MeetingFactory(organizations=[front], starts_on=date(2026, 12, 10))
    other = MeetingFactory(organizations=[body], starts_on=date(2026, 12, 11))

    assert list(upcoming(TODAY, organizations=[front])) == [theirs, ours]
    assert list(upcoming(TODAY, organizations=[])) == []
    assert list(upcoming(TODAY)) == [theirs, ours, other]


def test_a_moved_meeting_stands_on_both_days(body):
    december, january = (
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
    )
    moved = MeetingFactory(
        organizations=[body], starts_on=date(2027, 1, 13), moved_from=date(2026, 12, 30)
    )
    stays = MeetingFactory(organizations=[body], starts_on=date(2026, 12, 31))
    hidden = OrganizationFactory(abilities={"access": "internal"})
    MeetingFactory(
        organizations=[hidden], starts_on=date(2027, 1, 13), moved_from=date(2026, 12, 30)
    )

    def found(query, days):
        return list(query(*days, today=TODAY, organizations=[body, hidden]))

    assert (found(between, december), found(moved_away, december)) == ([stays], [moved])
    assert (found(between, january), found(moved_away, january)) == ([moved], [])


def test_months_that_hold_something_are_known(body):
    for day in (date(2025, 3, 31), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)):
        MeetingFactory(organizations=[body], starts_on=day)
    MeetingFactory(
        organizations=[OrganizationFactory(abilities={"access": "internal"})],
        starts_on=date(2027, 5, 1),
    )

    months = [date(2025, 3, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert months_with_meetings(TODAY) == months
    assert months_with_meetings(TODAY, organizations=[body]) == months
    assert Meeting.objects.count() == 5
