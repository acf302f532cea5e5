"""The command `gremienwerk body`, as people type it."""

import pytest

from gremienwerk import cli
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.organizations.models import Organization
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import OrganizationFactory
from tests.network_file.samples import PROFILE, SMALLEST

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def type_in(tmp_path, capsys):
    """Type a command; texts become files. Gives exit code, output, errors."""

    def typed(*arguments, texts=()):
        paths = []
        for number, text in enumerate(texts, start=1):
            path = tmp_path / f"{number}.toml"
            path.write_text(text, "utf-8")
            paths.append(str(path))
        code = cli.main(["body", *arguments, *paths])
        return (code, *capsys.readouterr())

    return typed


def test_a_body_is_made_and_its_address_told(type_in, settings):
    settings.PUBLIC_ORIGIN = "https://gremien.example"
    BodyFactory()
    hidden = "published = false\n" + SMALLEST.replace('"leserunde"', '"b"')
    plain = 'slug = "c"\nname = "Amt"\nlisted = false\n'

    code, out, err = type_in("add", texts=[SMALLEST, hidden, plain])

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        (
            "Made: “Leserunde”; 0 dates are planned. "
            "Its page: https://gremien.example/de/gremien/leserunde/"
        ),
        "Made, not yet public: “Leserunde”; 0 dates are planned.",
        "Made, without a page of its own: “Amt”; 0 dates are planned.",
    ]


def test_mistakes_of_all_files_are_told_and_nothing_is_made(type_in):
    BodyFactory()
    broken = [SMALLEST.replace(PROFILE, "votes=none"), SMALLEST, "slug = "]

    code, out, err = type_in("add", texts=broken)

    assert (code, out) == (1, "")
    told = [line.split(":")[0] for line in err.splitlines()]
    assert told == ["1.toml, profile", "3.toml", "Nothing was made."]
    assert not Organization.objects.exists()


def test_a_body_needs_a_district_and_a_district_is_one_command_away(type_in):
    code, _out, err = type_in("add", texts=[SMALLEST])
    assert code == 1
    assert "gremienwerk body district FILE" in err

    _code, example, _err = type_in("example", "--district")
    code, out, _err = type_in("district", texts=[example])
    assert (code, Installation.objects.get().body.name) == (0, "Bezirk Musterfeld")
    assert "gremienwerk body add FILE" in out
    assert type_in("district", texts=[example])[0] == 1

    _code, example, _err = type_in("example")
    assert type_in("add", texts=[example])[0] == 0


@pytest.mark.parametrize("text", ["slug = ", '[body]\nslug = "a"\n[instalation]\n'])
def test_a_district_with_mistakes_is_refused(type_in, text):
    code, _out, err = type_in("district", texts=[text])

    assert code == 1
    assert err.startswith("1.toml")
    assert not Installation.objects.exists()


def test_bodies_are_listed_with_status_and_address(type_in):
    assert "gremienwerk body example" in type_in("list")[1]
    OrganizationFactory(slug="rat", name="Rat")
    OrganizationFactory(slug="plan", published_at=None)

    lines = type_in("list")[1].splitlines()

    assert ["/de/gremien/rat/" in lines[1], "not public" in lines[0]] == [True, True]
    assert "In politics · active · Rat" in lines[1]


@pytest.mark.parametrize("arguments", [[], ["add"], ["make"]])
def test_wrong_use_is_told(type_in, arguments):
    with pytest.raises(SystemExit) as stopped:
        type_in(*arguments)

    assert stopped.value.code == 2
