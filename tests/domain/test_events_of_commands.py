"""Does every command of every noun publish exactly its events, and only for who may?"""

import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from gremienwerk import domain
from gremienwerk.domain.accounts.commands.accept_invitation import accept_invitation
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.foundation.access import TABLE, NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.domain import events
from tests.domain.events.call import call
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db

DOMAIN = Path(next(iter(domain.__path__)))
import_module("gremienwerk.portable.policy")  # no command of a noun imports it
MODULES = [import_module(f"{events.__name__}.{one.name}") for one in iter_modules(events.__path__)]
CASES = {
    command: case for module in MODULES for command, case in getattr(module, "CASES", {}).items()
}


def _name(command):
    """`meetings.convene`, for two nouns may have the same verb."""
    _root, _domain, noun, *_commands, verb = command.__module__.split(".")
    return f"{noun}.{verb}"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    """Whoever renews keys renews those of this test."""
    settings.DATA = tmp_path


@pytest.mark.parametrize("command", CASES, ids=_name)
def test_the_command_publishes_exactly_its_events(command):
    prepare, expected = CASES[command]
    calling = prepare()
    before = set(Entry.objects.values_list("pk", flat=True))

    calling.run(command)

    entries = Entry.objects.exclude(pk__in=before).order_by("pk")
    assert [entry.kind for entry in entries] == expected
    if command is not accept_invitation:  # the new account acts, and whoever invited it
        assert {entry.actor_id for entry in entries} == {calling.by.pk}


@pytest.mark.parametrize("command", CASES, ids=_name)
def test_others_may_not_and_leave_no_trace(command):
    prepare, _expected = CASES[command]
    calling = prepare()
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        calling.run(command, by=UserFactory())

    assert Entry.objects.count() == before


def test_no_command_of_any_noun_is_left_out():
    files = DOMAIN.glob("*/commands/[a-z]*.py")

    assert {f"{path.parts[-3]}.{path.stem}" for path in files} == set(map(_name, CASES))


def test_no_permission_is_without_use():
    asked = {name for name in TABLE if ".view" not in name}  # parity asks those by reflection
    unused = {name for name in asked if not re.search(rf"Can\w*\.{_row(name)}\b", _source(name))}

    assert len(asked) > 80
    assert unused == set()


def _source(name):
    """All that is written where the table of this permission is known."""
    table = f".{name.split('.')[0]}.policy import"
    texts = (path.read_text() for path in DOMAIN.parent.rglob("*.py"))
    return "".join(text for text in texts if table in text)


def _row(name):
    """The name of the row in its table: `Can.ADD` for `organizations.add_organization`."""
    ending = f".{name.split('.')[0]}.policy"
    policy = next(found for path, found in sys.modules.items() if path.endswith(ending))
    return next(key for key, row in vars(policy.Can).items() if row is TABLE[name])


def test_the_log_names_nobody():
    call(BodyFactory(), PersonDraft("Ada Musterlein")).run(add_person)

    assert "Musterlein" not in str(Entry.objects.get().payload)
