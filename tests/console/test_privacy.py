"""The command `gremienwerk privacy`, as people type it."""

import json
import stat

import pytest

from gremienwerk import cli
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.foundation.events.models import Entry
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def typed(capsys):
    def typed(*arguments):
        code = cli.main(["privacy", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return typed


@pytest.fixture
def person():
    return PersonFactory(name="Ada Musterlein", email="ada@mail.example")


def test_everything_is_told_as_text_and_as_json(typed, person):
    code, out, _err = typed("show", "ada@mail.example")
    assert code == 0
    assert out.splitlines()[1] == "Information according to Art. 15 DSGVO"
    assert "email: ada@mail.example" in out

    code, out, _err = typed("show", person.pk, "--json")
    assert json.loads(out)["person"][0]["email"] == "ada@mail.example"


def test_both_files_are_for_the_owner_alone(typed, person, tmp_path):
    code, out, _err = typed("show", person.pk, "--to", tmp_path / "auskunft")

    assert code == 0
    paths = [tmp_path / "auskunft" / f"person-{person.pk}.{kind}" for kind in ("json", "txt")]
    assert out.split() == list(map(str, paths))
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_fields_are_corrected(typed, person):
    assert typed("correct", "Ada Musterlein", "function=Vorsitz=1") == (
        0,
        "Corrected: function.\n",
        "",
    )
    assert Person.objects.get().function == "Vorsitz=1"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("function", 2, "FIELD=VALUE"),
        ("salary=1", 1, "no such field"),
        ("email=x", 1, "does not fit"),
    ],
)
def test_refuses_what_is_no_field_or_does_not_fit(typed, person, value, code, words):
    found, _out, err = typed("correct", person.pk, value)

    assert found == code
    assert words in err
    assert Entry.objects.count() == 0


def test_erasing_says_first_what_it_would_do(typed, person):
    code, out, _err = typed("erase", person.pk)
    assert (code, out) == (0, "This would erase “Ada Musterlein”. Do it: --yes\n")
    assert Person.objects.get().name == "Ada Musterlein"

    code, out, _err = typed("erase", person.pk, "--yes")
    assert (code, out) == (0, "Erased. What is left is called “Gelöschte Person”.\n")


def test_refusals_are_said_and_nothing_happens(typed, person):
    MembershipFactory(person=person, organization=OrganizationFactory())

    code, _out, err = typed("erase", person.pk, "--yes")

    assert code == 1
    assert "End the memberships" in err
    assert Person.objects.get(pk=person.pk).name == "Ada Musterlein"


def test_a_hold_is_placed_and_lifted(typed, person):
    assert typed("hold", person.pk, "--reason", "Klage")[0] == 0
    assert typed("erase", person.pk, "--yes")[0] == 1
    assert typed("lift", person.pk)[0] == 0
    assert typed("lift", person.pk)[0] == 1
    assert LegalHold.objects.in_force().count() == 0


def test_nobody_and_several_are_told_apart(typed, person):
    other = PersonFactory(name="Ada Musterlein")

    assert typed("show", "Niemand")[::2] == (1, "Nobody is known as “Niemand”.\n")
    code, _out, err = typed("show", "Ada Musterlein")
    assert code == 1
    assert f"  {other.pk}  Ada Musterlein" in err


def test_periods_are_told_and_run(typed):
    code, out, _err = typed("periods")
    assert code == 0
    assert "letters that were sent or given up: 730 days (Art. 5 (1) (e) DSGVO)" in out

    code, out, _err = typed("run")
    assert (code, len(out.splitlines())) == (0, 6)


def test_keys_are_renewed(typed):
    assert typed("renew-keys")[0] == 0
