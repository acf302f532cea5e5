"""What does `gremienwerk demo` do, and to which database?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremienwerk import console
from gremienwerk.demo import jobs
from gremienwerk.demo.commands.load import NotOurDatabase, load
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Body, Installation
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.foundation.events.models import Entry
from tests.demo import rows
from tests.demo.conftest import NOW, REFERENCE
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


def test_loads_once_and_the_second_time_changes_nothing(capsys):
    assert console.call("demo", "--reference-date", "2026-11-09") == console.DONE
    first = rows.state()
    assert Entry.objects.order_by("pk").last().kind == "demo.loaded"

    assert console.call("demo") == console.DONE
    assert console.call("demo", "--reference-date", "2026-11-09") == console.DONE

    assert rows.state() == first
    assert Installation.objects.get().demo_reference_on == REFERENCE
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_today_moves_a_loaded_demo_to_today():
    today = timezone.localdate()
    console.call("demo", "--reference-date", (today - timedelta(days=40)).isoformat())
    before = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))

    console.call("demo", "--today")

    assert Installation.objects.get().demo_reference_on == today
    after = Meeting.objects.filter(pk__in=before).order_by("pk")
    assert list(after.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    "foreign",
    [BodyFactory, UserFactory],
    ids=["a district", "an account"],
)
def test_refuses_a_database_that_it_did_not_make_and_changes_nothing(foreign):
    foreign()
    before = rows.state()

    with pytest.raises(NotOurDatabase) as refused:
        console.call("demo")

    assert "GREMIENWERK_DATA" in str(refused.value)
    assert rows.state() == before


def test_refuses_a_real_installation():
    load(REFERENCE, by=system_user(), now=NOW)
    Installation.objects.update(demo_reference_on=None)
    before = rows.state()

    for arguments in ([], ["--today"], ["--reference-date", "2027-01-01"]):
        with pytest.raises(NotOurDatabase):
            console.call("demo", *arguments)

    assert rows.state() == before


def test_nothing_is_half_written(monkeypatch):
    def fail(*_args, **_known):
        raise OSError

    monkeypatch.setattr("gremienwerk.demo.commands._meetings.hold_meetings", fail)
    before = rows.state()

    with pytest.raises(OSError):  # noqa: PT011
        load(REFERENCE, by=system_user(), now=NOW)

    assert rows.state() == before
    assert not Body.objects.exists()


def test_the_job_leaves_a_real_installation_alone():
    assert jobs.follow_the_day.func() == 0
