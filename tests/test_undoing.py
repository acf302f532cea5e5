"""Can everything be taken back that says so, and does everything else say why not?

The table is that of all commands (`tests/domain/events`): each is run; what it did is taken
back, and all that is stored must be as before. And forward once more.
"""

from datetime import timedelta
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.apps import apps
from django.utils import translation

import gremienwerk
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.models import MeetingOrganization
from gremienwerk.domain.organizations.choices import EndReason, Role
from gremienwerk.domain.organizations.commands.admit import Admission, admit
from gremienwerk.domain.organizations.commands.change_membership import SeatIsTaken
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.seat import Seating, seat
from gremienwerk.domain.organizations.commands.set_ability import AbilityChange, set_ability
from gremienwerk.domain.organizations.commands.take_back_member import take_back_member
from gremienwerk.domain.people.commands.add_person import PersonDraft
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.commands.erase_person import ERASED_NAME
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.bus import Event
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.events.verify import breaks
from gremienwerk.foundation.undo import last_act, undo_act
from gremienwerk.foundation.undoable import NotToBeUndone, decided, is_undoable
from tests.domain.events.call import NOW
from tests.domain.test_events_of_commands import CASES, _name
from tests.factories.accounts import UserFactory
from tests.factories.organizations import (
    OrganizationFactory,
    SeatFactory,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
LATEST = NOW + timedelta(hours=2)
KINDS, REASONS = decided()
OF_LOG = {"events", "contenttypes", "sessions", "django_tasks_database", "oparl"}
COUNTED = {"modified_at", "sequence"}  # they go on when something is taken back
STAYS = {  # nothing of their own is to be taken back; they come with others of an act
    "organizations.text_drafted",
    "files.image_added",
    "meetings.series_extended",
}
# A note leaves nothing, also not to bring back.
EMPTIED = {"notes.written", "meetings.noted"}


@pytest.fixture(autouse=True)
def _own_data_in_english(settings, tmp_path):
    settings.DATA = tmp_path
    with translation.override("en"):
        yield


def stored():
    """All rows that still exist, by model and key."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in OF_LOG:
            continue
        rows = model._base_manager
        if model is MeetingOrganization:  # those of a tombstone are of no account
            rows = rows.filter(meeting__deleted_at=None)
        for row in rows.values():
            if row.get("deleted_at"):
                continue
            kept = {name: value for name, value in row.items() if name not in COUNTED}
            found[(model._meta.label, row[model._meta.pk.attname])] = kept
    return found


def run(command):
    """Run a command at a moment of its own; return what was stored before, and its facts."""
    prepare, _expected = CASES[command]
    calling = prepare()
    before, known = stored(), Entry.objects.count()
    calling.run(command, now=NOW + timedelta(minutes=1))
    return calling, before, list(Entry.objects.order_by("pk")[known:])


def _of_act(command):
    _prepare, expected = CASES[command]
    return is_undoable(expected)


@pytest.mark.parametrize("command", [one for one in CASES if _of_act(one)], ids=_name)
def test_what_was_done_is_taken_back_and_done_again(command):
    calling, before, entries = run(command)
    after = stored()
    assert after != before

    undo_act(entries[-1].pk, by=calling.by, now=LATER)

    assert stored() == before
    assert list(breaks()) == []
    back = Entry.objects.order_by("pk").last()
    assert back.kind == "events.change_undone"
    if {entry.kind for entry in entries} & EMPTIED:
        with pytest.raises(NotToBeUndone):
            undo_act(back.pk, by=calling.by, now=LATEST)
    else:
        undo_act(back.pk, by=calling.by, now=LATEST)
        assert stored() == after


@pytest.mark.parametrize("command", [one for one in CASES if _of_act(one)], ids=_name)
def test_only_who_may_do_it_may_take_it_back(command):
    _calling, _before, entries = run(command)
    after = stored()

    with pytest.raises(NotAllowed):
        undo_act(entries[-1].pk, by=UserFactory(), now=LATER)

    assert {key: row for key, row in stored().items() if key in after} == after


def test_every_kind_of_fact_is_decided_once():
    for module in walk_packages(gremienwerk.__path__, "gremienwerk."):
        if ".commands." in module.name:
            import_module(module.name)
    kinds = {one.kind for one in Event.__subclasses__() if one.__module__.startswith("gremienw")}

    assert kinds - {"events.change_undone"} == KINDS | set(REASONS)
    assert KINDS & set(REASONS) == set()
    assert all(reason.endswith(".") for reason in REASONS.values())


def test_every_kind_that_can_be_taken_back_was_taken_back_above():
    tried = {kind for one in CASES if _of_act(one) for kind in CASES[one][1]}

    assert KINDS - tried == STAYS - tried


@pytest.fixture
def body():
    return OrganizationFactory(stewardship="own")


def _act(command, *given, at=NOW, **named):
    done = command(*given, by=system_user(), now=at, **named)
    return done, Entry.objects.order_by("pk").last()


def test_an_admission_goes_with_the_record_that_was_made_for_it(body):
    place = SeatFactory(organization=body)
    before = stored()
    draft = PersonDraft("Ada Probenfeld", email="ada@probe.example")
    _row, entry = _act(admit, body, Admission(draft, place=place, role=Role.CHAIR))

    undo_act(entry.pk, by=system_user(), now=LATER)

    assert stored() == before
    assert not Person.objects.alive().exists()


def test_an_entry_that_is_taken_back_later_leaves_nobody_behind(body):
    before = stored()
    row, _entry = _act(admit, body, Admission(PersonDraft("Ada Probenfeld")))
    after = stored()

    _row, entry = _act(take_back_member, row, at=LATER)

    assert stored() == before
    undo_act(entry.pk, by=system_user(), now=LATEST)
    assert stored() == after


def test_who_had_a_record_before_keeps_it(body):
    person = PersonFactory()
    row, _entry = _act(admit, body, Admission(person))

    _act(take_back_member, row, at=LATER)

    assert Person.objects.alive().get() == person


def test_of_an_admission_taken_back_nothing_stays_after_its_period(body):
    draft = PersonDraft("Ada Probenfeld", email="ada@probe.example")
    _row, entry = _act(admit, body, Admission(draft))
    undo_act(entry.pk, by=system_user(), now=LATER)

    run_retention(by=system_user(), now=NOW + timedelta(days=365 * 12))

    person = Person.objects.get()
    assert (person.name, person.email) == (ERASED_NAME, "")


def test_a_person_who_belongs_somewhere_else_by_now_stays(body):
    draft = PersonDraft("Ada Probenfeld")
    row, entry = _act(admit, body, Admission(draft))
    _act(admit, OrganizationFactory(), Admission(row.person), at=LATER)

    with pytest.raises(NotToBeUndone, match="built on it"):
        undo_act(entry.pk, by=system_user(), now=LATEST)

    assert Person.objects.alive().count() == 1


def test_a_seat_that_was_given_to_another_is_not_taken_back(body):
    place = SeatFactory(organization=body)
    row, _entry = _act(seat, place, Seating(PersonFactory()))
    _row, end = _act(end_membership, row, NOW.date(), reason=EndReason.OTHER, at=LATER)
    _act(seat, place, Seating(PersonFactory(), NOW.date()), at=LATEST)

    with pytest.raises(SeatIsTaken):
        undo_act(end.pk, by=system_user(), now=LATEST + timedelta(hours=1))


def test_what_was_changed_again_names_the_newer_change(body):
    _act(set_ability, body, AbilityChange("access", "internal"))
    first = AbilityChange("access", "public", NOW.date())
    _ability, entry = _act(set_ability, body, first, at=LATER)
    second = AbilityChange("access", "registration", NOW.date() + timedelta(days=9))
    _ability, newer = _act(set_ability, body, second, at=LATEST)
    before = stored()

    with pytest.raises(NotToBeUndone, match="Gremienwerk") as refused:
        undo_act(entry.pk, by=system_user(), now=LATEST)

    assert refused.value.newer == newer
    assert stored() == before


def test_only_the_last_act_of_oneself_is_offered(body):
    _done, entry = _act(set_ability, body, AbilityChange("access", "internal"))

    assert last_act(system_user(), since=NOW) == entry
    assert last_act(system_user(), since=LATER) is None
    assert last_act(UserFactory(), since=NOW) is None
