"""The files to take away hold what the server gives out, no more, and nothing in them runs."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gremienwerk.domain.mirror.models import MirroredBody, MirrorSource
from gremienwerk.domain.people.models import Consent
from gremienwerk.foundation.editions import current
from gremienwerk.surfaces.oparl.choices import TYPE_NAMES, Kind
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.dumps.cells import cell
from gremienwerk.surfaces.oparl.dumps.edition import renew
from gremienwerk.surfaces.oparl.jobs import renew_dumps
from gremienwerk.surfaces.oparl.models import PublishedObject
from gremienwerk.surfaces.oparl.properties import PROPERTIES, TEXT, TEXTS, Shape
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.people import PersonFactory
from tests.oparl_checker import schema
from tests.surfaces.oparl.stage import council

RISKY = '=HYPERLINK("http://x.example";"Klick")'


@pytest.fixture
def full(opened):
    rows = council(opened)
    project_all()
    return rows


def read(edition, kind, form="jsonl"):
    folder = edition.about["sets"][0]["folder"]
    return (edition.folder / folder / f"{TYPE_NAMES[kind]}.{form}").read_bytes()


def table(edition, kind):
    return list(csv.DictReader(io.StringIO(read(edition, kind, "csv").decode(), newline="")))


def undone(text):
    """What docs/open-data.md tells readers to do with a cell."""
    return text.removeprefix("'")


def values(text):
    """The values of a cell that holds several, as docs/open-data.md tells it."""
    found, rest = [""], iter(text)
    for character in rest:
        if character == "\\":
            found[-1] += next(rest)
        elif character == "|":
            found.append("")
        else:
            found[-1] += character
    return found if text else []


def test_each_object_stands_in_its_file_as_the_server_gives_it(full, client, everything):
    edition = renew(now=timezone.now())

    lines = [json.loads(line) for kind in Kind for line in read(edition, kind).splitlines()]
    assert {line["id"]: line for line in lines} == everything()
    for line in lines:
        path = line["id"].removeprefix(settings.PUBLIC_ORIGIN)
        answer = client.get(path, headers={"host": "gremien.example"})
        assert json.loads(answer.content) == line


def test_each_table_says_the_same_as_the_lines(full):
    edition = renew(now=timezone.now())

    for kind in Kind:
        objects = [json.loads(line) for line in read(edition, kind).splitlines()]
        assert [flat(kind, one) for one in objects] == table(edition, kind), kind
        assert len(objects) == edition.part(f"{_folder(edition)}/{TYPE_NAMES[kind]}.csv").count


def _folder(edition):
    return edition.about["sets"][0]["folder"]


def flat(kind, told):
    """The line that the documented rules give; shares no code with what writes it."""
    found = {}
    for name, has in PROPERTIES[kind].items():
        value = told.get(name)
        parts = value if isinstance(value, list) else [value]
        texts = [_text(part) for part in parts]
        if has.is_list and value is not None:
            texts = ["|".join(t.replace("\\", r"\\").replace("|", r"\|") for t in texts)]
        text = texts[0] if texts else ""
        found[name] = "'" + text if text[:1] in tuple("=+-@'\t\r\n") and text else text
    return found


def _text(value):
    if isinstance(value, dict):
        whole = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return value.get("id", whole)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_property_that_is_out_has_a_column_of_its_shape(full):
    wanted = {Shape.TEXT: str, Shape.URL: str, Shape.MOMENT: str, Shape.DAY: str}
    wanted |= {Shape.FLAG: bool, Shape.NUMBER: int, Shape.FEATURE: dict, Shape.OBJECT: dict}
    for kind, text in PublishedObject.objects.live().values_list("kind", "json"):
        for name, value in json.loads(text, strict=False).items():
            has = PROPERTIES[kind][name]
            assert isinstance(value, list) == has.is_list, (kind, name)
            for one in value if has.is_list else [value]:
                assert isinstance(one, wanted[has.shape]), (kind, name)


def test_the_columns_are_properties_of_the_standard_or_bear_our_prefix():
    for kind, properties in PROPERTIES.items():
        rules = schema.schema(f"{TYPE_NAMES[kind]}.json")
        known = rules["properties"]
        own = {name for name in properties if name.startswith("Gremienwerk:")}
        assert set(properties) - own <= known.keys(), kind
        for name in properties.keys() - own:
            assert properties[name].is_list == (known[name]["type"] == "array"), (kind, name)
        assert set(rules["required"]) <= set(properties)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'"])
def test_no_cell_begins_a_formula_and_none_loses_its_text(start):
    text = f"{start}1+1"

    assert cell(text, TEXT) == f"'{text}"
    assert undone(cell(text, TEXT)) == text
    assert cell([text, "b"], TEXTS) == f"'{text}|b"


def test_values_of_a_list_are_told_apart_whatever_is_in_them():
    for parts in (["a|b", "c"], ["a\\", "|"], [r"a\|b"], ["", "x"]):
        assert values(cell(parts, TEXTS)) == parts


def test_a_formula_in_a_name_stays_a_text_in_the_file(opened):
    meeting = MeetingFactory(organizations=[opened], name=RISKY)
    project_all()

    (line,) = table(renew(now=timezone.now()), Kind.MEETING)
    assert line["name"] == f"'{meeting.name}"


def test_lines_end_as_rfc_4180_says_and_texts_over_lines_stay_in_one_cell(opened):
    OrganizationFactory(
        body=opened.body,
        purpose='Erste Zeile\n"Zweite", Zeile',
        abilities={"access": "public", "oparl": "on"},
    )
    project_all()

    edition = renew(now=timezone.now())
    raw = read(edition, Kind.ORGANIZATION, "csv")
    assert raw.endswith(b"\r\n")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert 'Erste Zeile\n"Zweite", Zeile' in {
        line["Gremienwerk:purpose"] for line in table(edition, Kind.ORGANIZATION)
    }


def test_the_same_state_gives_the_same_bytes_and_nothing_is_written_again(full, settings, tmp_path):
    first = renew(now=timezone.now())
    bytes_of = {path.name: path.read_bytes() for path in first.folder.rglob("*.*")}

    assert renew(now=timezone.now() + timedelta(days=1)) == first
    settings.OPEN_DATA = tmp_path / "elsewhere"
    other = renew(now=first.created)
    assert {path.name: path.read_bytes() for path in other.folder.rglob("*.*")} == bytes_of


def test_what_stops_being_public_leaves(full):
    first = renew(now=timezone.now())
    name = full.person.name.encode()
    assert name in read(first, Kind.PERSON)

    Consent.objects.all().delete()
    project_all()
    second = renew(now=timezone.now())

    assert read(second, Kind.PERSON) == b""
    root = settings.OPEN_DATA
    assert not any(name in path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_change_within_the_same_second_is_seen(full, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    first = renew(now=moment)
    MeetingFactory(organizations=[full.organization])
    project_all()

    assert renew(now=moment).folder != first.folder


def test_the_licence_is_told_and_a_republished_council_stands_apart_with_its_own(full):
    there = BodyFactory(
        name="Rat nebenan", slug="rat-nebenan", is_own=False, is_public=True, license=""
    )
    source = MirrorSource.objects.create(
        name="nebenan",
        url="https://rat.example/system",
        license="CC BY 4.0",
        is_republished=True,
        created_at=timezone.now(),
    )
    MirroredBody.objects.create(source=source, body=there)
    PersonFactory(body=there, name="Modellow von nebenan")
    project_all()

    edition = renew(now=timezone.now())

    ours, theirs = edition.about["sets"]
    assert ours["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert theirs["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (ours["isOwn"], theirs["isOwn"], theirs["folder"]) == (True, False, "rat-nebenan")
    assert b"nebenan" not in read(edition, Kind.PERSON)
    person = (edition.folder / "rat-nebenan/Person.jsonl").read_text()
    assert "Modellow von nebenan" in person
    assert edition.part("rat-nebenan/System.jsonl") is None

    MirrorSource.objects.update(is_republished=False)
    project_all()
    assert [told["folder"] for told in renew(now=timezone.now()).about["sets"]] == [ours["folder"]]


def test_another_origin_makes_other_files(full, settings):
    first = renew(now=timezone.now())
    settings.PUBLIC_ORIGIN = "https://new.example"

    assert b"https://new.example/oparl/1.1/meeting/" in read(
        renew(now=timezone.now()), Kind.MEETING
    )
    assert not first.folder.exists()


def test_nothing_is_made_while_nothing_is_out(db):
    assert renew(now=timezone.now()) is None
    assert current(settings.OPEN_DATA) is None
    assert renew_dumps.call() == ""


def test_a_look_without_a_change_costs_two_queries(full):
    renew(now=timezone.now())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        renew(now=timezone.now())
    assert len(asked) == 2
