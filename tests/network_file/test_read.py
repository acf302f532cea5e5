"""What a file says, and how its mistakes are named."""

from datetime import date, time

import pytest

from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.network_file import BodyFileRefused, read
from gremienwerk.network_file.table import is_language
from tests.network_file.samples import FULL, PROFILE, SMALLEST, plan_of

SUSPENDED = """
[status]
status = "suspended"
since = 2026-01-01
reason = "unknown"
reason_en = "unknown"
decided_by = "unknown"
review_on = "2026-12-01"
contact_label = "Büro"
"""


def test_the_smallest_file_needs_six_lines(tmp_path):
    plan = plan_of(SMALLEST, tmp_path)

    assert (plan.draft.slug, plan.draft.is_listed, plan.is_published) == ("leserunde", True, True)
    assert (plan.rhythm, plan.venue, plan.image_decision) == (None, None, ImageDecision.OPEN)


def test_everything_that_stands_in_a_file_is_read(tmp_path):
    plan = plan_of(FULL, tmp_path)

    assert plan.draft.renderings["name"] == [Rendering("fr", "Conseil")]
    assert plan.renderings["name"] == [Rendering("en", "Reading Council")]
    assert (plan.rhythm.draft.time, plan.rhythm.draft.weekday) == (time(17, 30), 2)
    assert [one.day for one in plan.rhythm.decisions] == [date(2026, 8, 5), date(2026, 9, 2)]
    assert plan.image.name == "leserat-buch"
    assert plan.convenors[0].renderings == {"name": [Rendering("en", "Southern Library")]}
    assert plan.supporters[0].contribution_renderings == (Rendering("en", "provides the room"),)
    assert [(one.kind, one.holder, one.count) for one in plan.seats] == [
        ("member", "organization", 5),
        ("deputy", "person", 2),
    ]
    assert plan.children[0].renderings == {"name": [Rendering("en", "Children's round")]}


def test_a_suspension_is_read_with_its_translations(tmp_path):
    facts = plan_of(SMALLEST + SUSPENDED, tmp_path).suspension

    assert (facts.since, facts.review_on) == (date(2026, 1, 1), date(2026, 12, 1))
    assert facts.renderings == {"reason": [Rendering("en", "unknown")]}


def test_an_unknown_beginning_may_have_a_date_that_does_not_count(tmp_path):
    text = SMALLEST + SUSPENDED.replace("reason =", "since_is_known = false\nreason =", 1)

    assert plan_of(text, tmp_path).suspension.since is None


def test_a_round_below_another_body_needs_no_page(tmp_path):
    plan = plan_of('slug = "a"\nname = "A"\nparent = "b"', tmp_path)

    assert (plan.draft.is_listed, plan.parent, plan.profile) == (False, "b", "")


# what is put in, what is put out, the mistake that is named
MISTAKES = [
    ('slug = "leserunde"', 'slug = "Lese Runde"', "body.toml, slug: Use small letters"),
    ('slug = "leserunde"', "", "body.toml, slug: This is needed"),
    ('name = "Leserunde"', "name = 5", "body.toml, name: Write this in quotes"),
    ('name = "Leserunde"', 'name = "a\\u0000b"', "name: Remove the control characters"),
    ('name = "Leserunde"', f'name = "{"x" * 301}"', "301 characters; at most 300"),
    ('name = "Leserunde"', 'nane = "Leserunde"', "nane: “nane” is not known; did you mean “name”?"),
    ('sphere = "civil_society"', 'sphere = "civil"', "sphere: “civil” is not known"),
    ('sphere = "civil_society"', "", "sphere: A body with a page needs this"),
    (f'profile = "{PROFILE}"', "", "profile: This is needed"),
    ("votes=none", "votes=many", "profile: “votes” cannot be “many”; it can be: none, open, full"),
    ("votes=none; ", "", "profile: The profile says nothing about: votes"),
    ("[texts]", "[text]", "text: “text” is not known; did you mean “texts”?"),
    ("purpose =", "purpos =", "[texts] purpos: “purpos” is not known; did you mean “purpose”?"),
    ("gemeinsam.", "{seat}", "[texts] purpose: No data stand behind {seat}; write one of: seats"),
]
# what is added, the mistake that is named
ADDED = [
    ('[texts.de]\nwork = "x"', "[texts] de: This is no further language"),
    ('[texts.englisch]\nwork = "x"', "[texts] englisch: This is no further language"),
    ('[texts.en]\nwrok = "x"', "[texts.en] wrok: “wrok” is not known; did you mean “work”?"),
    ('[contact]\nemail = "wir"', "[contact] email: “wir” is no mail address"),
    ('[website]\nurl = "ftp://a.example"', "[website] url: “ftp://a.example” is no web address"),
    ('[venue]\nroom = "1"', "[venue] name: This is needed"),
    ('[venue]\nname = "A"\nstep_free = "yes"', "[venue] step_free: Write true or false"),
    ('[rhythm]\nkind = "ruel"', "[rhythm] kind: “ruel” is not known; did you mean “rule”?"),
    ('[rhythm]\nfirst_on = "1.1.2026"', "[rhythm] first_on: Write a day as year-month-day"),
    ("[rhythm]\nfirst_on = 2026-01-01T10:00:00", "[rhythm] first_on: Write a day"),
    ('[rhythm]\ntime = "25:00"', "[rhythm] time: Write a time of day"),
    ('[rhythm]\nweekday = "wensday"', "[rhythm] weekday: “wensday” is not known; did you mean"),
    ("[rhythm]\ninterval_months = 0", "[rhythm] interval_months: Write a whole number from 1"),
    ("[rhythm]\nexceptions = [{ kind = 'moved' }]", "[[exceptions]] 1: An exception needs"),
    ('[status]\nstatus = "ended"', "[status] since: Say since when"),
    ('[image]\ndecision = "maybe"', "[image] decision: Give a file, or decision ="),
    ('[image]\nfile = "none.svg"', "[image] file: There is no file “none.svg” beside"),
    ('[image]\nfile = "../buch.svg"', "[image] file: Put the picture into the folder"),
    ('[image]\nfile = "/buch.svg"', "[image] file: Put the picture into the folder"),
    ('[image]\nfile = "buch.svg"\nauthor = "A"', "[image]: Say who made the image and under"),
    (
        '[image]\nfile = "buch.svg"\nauthor = "A"\nlicense = "B"\nalt = "Buch"',
        "[image]: Say what the picture shows",
    ),
    ("[[convenors]]", "[[convenors]] 1 slug: Give the slug of an organization, or the name"),
    ('[[supporters]]\nslug = "a"\nname = "A"', "[[supporters]] 1 slug: Give the slug"),
    ("convenors = 3", "[texts] convenors"),
    ('[[seats]]\nkind = "member"', "[[seats]] 1 count: Say how many"),
    ('[[seats]]\nkind = "expert"\ncount = 1', "[[seats]] 1: Seats are for"),
    ('[[relations]]\nkind = "advise"\nto = "a"', "[[relations]] 1 kind: “advise” is not known"),
    ('[[relations]]\nkind = "advises"', "[[relations]] 1 to: Give the slug of the other body"),
    ('[[rules]]\nkey = "a"\nvalue = "1"', "[[rules]] 1: Give “a” a value and its source"),
    ('[[commissioners]]\ndistrict_key = "13"\nname = "A"', "[[commissioners]] 1: “13” is no"),
    (
        "[[commissioners]]\ndistrict_key = '01'",
        "[[commissioners]] 1 name: Give the name, or vacant",
    ),
    ('[[children]]\nname = "A"', "[[children]] 1 slug: This is needed"),
    ('[children]\nname = "A"', "children: Write this as a list of tables: [[children]]"),
    ('parent = "a"', "[texts] parent: “parent” is not known"),
]


def _told(text, folder):
    with pytest.raises(BodyFileRefused) as refusal:
        plan_of(text, folder)
    return str(refusal.value)


@pytest.mark.parametrize(("old", "new", "words"), MISTAKES)
def test_a_mistake_is_named_with_file_place_and_correction(tmp_path, old, new, words):
    assert words in _told(SMALLEST.replace(old, new, 1), tmp_path)


@pytest.mark.parametrize(("added", "words"), ADDED)
def test_a_mistake_further_down_is_named_too(tmp_path, added, words):
    assert words in _told(f"{SMALLEST}\n{added}\n", tmp_path)


def test_all_mistakes_are_named_at_once(tmp_path):
    text = SMALLEST.replace("civil_society", "x").replace("own", "y") + "[rhythm]\nkind = 3"

    assert len(_told(text, tmp_path).splitlines()) == 3


def test_a_listed_round_below_another_is_refused(tmp_path):
    words = _told(f'parent = "a"\nlisted = true\n{SMALLEST}', tmp_path)

    assert "listed: A round below another body has no page" in words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"slug = ", "This is no TOML: "),
        (b"\xff\xfe", "UTF-8"),
        (b"#" * 1_000_001, "larger than 1 MB"),
        (b"<html>", "This is no TOML: "),
    ],
)
def test_refuses_what_is_no_body_file(tmp_path, content, words):
    path = tmp_path / "body.toml"
    path.write_bytes(content)

    with pytest.raises(BodyFileRefused, match=words):
        read(path)


def test_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BodyFileRefused, match="cannot be read"):
        read(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("code", "expected"), [("en", True), ("pt-br", True), ("xx", False), ("work", False)]
)
def test_languages_are_known_by_their_code(code, expected):
    assert is_language(code) is expected
