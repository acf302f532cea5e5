"""How files become bodies: all of them or none."""

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.files import store
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.meetings.models import Meeting, Recurrence
from gremienwerk.domain.organizations.commands.keep_profile import ProfileDraft, keep_profile
from gremienwerk.domain.organizations.models import (
    Ability,
    CommissionerEntry,
    Membership,
    Organization,
    Rule,
    Seat,
    StatusPeriod,
)
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.models import Translation
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.network_file import BodyFileRefused, load, parse
from gremienwerk.network_file.load import _pictures
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import OfficeFactory, OrganizationFactory
from tests.network_file.samples import FULL, PROFILE, SMALLEST, SVG, plan_of
from tests.network_file.test_read import SUSPENDED

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TABLES = [
    *(Organization, Ability, Rule, StatusPeriod, Membership, Seat, CommissionerEntry, Location),
    *(Image, Meeting, Recurrence, Translation, Entry),
]


@pytest.fixture(autouse=True)
def _district():
    BodyFactory()


def _load(folder, *texts):
    plans = [plan_of(text, folder, f"{n}.toml") for n, text in enumerate(texts, start=1)]
    return load(plans, by=system_user(), now=NOW)


def _counts():
    return {table.__name__: table.objects.count() for table in TABLES}


def test_the_smallest_file_makes_a_public_body(tmp_path):
    (body,) = _load(tmp_path, SMALLEST)

    assert list(Organization.objects.listed()) == [body]
    assert body.abilities.count() == 21


def test_a_full_file_makes_everything_it_says(tmp_path):
    body, other = _load(tmp_path, FULL, SMALLEST)

    english = Texts([body, body.location, body.image], "en")
    assert str(english.of(body, "name")) == "Reading Council"
    assert str(english.of(body, "contact_label")) == "Office"
    assert str(english.of(body.location, "access")) == "At street level."
    assert str(english.of(body.image, "alt_text")) == "An open book"
    assert store.path_of(body.image.stored_as).read_bytes() == SVG
    library = Organization.objects.get(name="Bücherei Süd")
    assert (library.slug, library.is_listed, library.published_at) == ("buecherei-sued", False, NOW)
    assert [one.party for one in body.convenors.order_by("position")] == [library, body]
    assert [one.party for one in body.supporters.all()] == [library]
    guests = body.memberships.values_list("party__slug", "kind")
    assert list(guests) == [("jugendamt", "standing_guest")]
    ties = body.relations.order_by("position").values_list("kind", "other__slug", "other_label")
    assert list(ties) == [("advises", other.slug, ""), ("votes_in", None, "Landesrat")]
    assert (body.seats.count(), body.commissioners.get().is_vacant) == (7, True)
    assert set(body.rules.values_list("key", "value")) == {
        ("notice_days", "14"),
        ("approval_silence_days", "14"),
        ("quorum_minimum", "3"),
    }
    child = body.children.get()
    assert (child.is_listed, child.sphere, child.abilities.count()) == (False, "politics", 21)
    assert body.aliases.get().slug == "buecherrat"


def test_the_rhythm_plans_its_dates_with_what_was_decided(tmp_path):
    body, _other = _load(tmp_path, FULL, SMALLEST)

    first = Meeting.objects.filter(organizations=body).order_by("rule_date")[:4]
    rows = [(one.rule_date, one.starts_on, one.cancelled, one.is_confirmed) for one in first]
    assert rows == [
        (date(2026, 6, 3), date(2026, 6, 3), False, False),
        (date(2026, 7, 1), date(2026, 7, 1), False, False),
        (date(2026, 8, 5), date(2026, 8, 12), False, True),
        (date(2026, 9, 2), date(2026, 9, 2), True, False),
    ]


def test_a_suspended_body_gets_no_dates(tmp_path):
    rhythm = '[rhythm]\nkind = "rule"\nrule = "FREQ=MONTHLY;BYDAY=1WE"\nfirst_on = 2026-01-07\n'

    (body,) = _load(tmp_path, SMALLEST + SUSPENDED + rhythm)

    period = body.status_periods.get(ends_on=None)
    assert (period.status, period.reason, period.review_on) == (
        "suspended",
        "unknown",
        date(2026, 12, 1),
    )
    assert not Meeting.objects.exists()


def test_an_ended_body_says_so(tmp_path):
    ended = '[status]\nstatus = "ended"\nsince = 2026-01-01\nreason = "Auftrag erfüllt"\n'

    (body,) = _load(tmp_path, SMALLEST + ended)

    assert (body.ends_on, body.status_periods.get(ends_on=None).status) == (
        date(2026, 1, 1),
        "ended",
    )


def test_files_may_name_each_other_in_any_order(tmp_path):
    child = 'slug = "kreis"\nname = "Kreis"\nparent = "leserunde"\n'

    below, above = _load(tmp_path, child, SMALLEST)

    assert (below.parent, below.published_at) == (above, NOW)


def test_an_unpublished_body_makes_nobody_public(tmp_path):
    text = "published = false\n" + SMALLEST + '[[convenors]]\nname = "Amt"\n'

    _load(tmp_path, text)

    assert not Organization.objects.public().exists()
    assert Organization.objects.count() == 2


def test_an_imported_body_is_mirrored_and_an_existing_office_used(tmp_path):
    source = OrganizationFactory(slug="rat-7", body=BodyFactory(slug="rat", is_own=False))
    office = OfficeFactory(name="Amt", slug="amt")
    text = 'mirrors = "rat-7"\n' + SMALLEST + '[[convenors]]\nname = "Amt"\n'

    (body,) = _load(tmp_path, text)

    assert (body.mirrors, body.convenors.get().party) == (source, office)


@pytest.mark.parametrize("code", ["external_round", "eigenes"])
def test_a_profile_is_named_by_its_code(tmp_path, code):
    draft = ProfileDraft("eigenes", "Eigenes", "network", PROFILE)
    keep_profile(draft, by=system_user(), now=NOW)

    (body,) = _load(tmp_path, SMALLEST.replace(PROFILE, code))

    access = body.abilities.get(key="access").value
    assert access == {"external_round": "registration", "eigenes": "public"}[code]


# what is added to a file, the mistake that only the database knows
UNKNOWN = [
    ('[[convenors]]\nslug = "leserundee"', "[[convenors]] 1: “leserundee” is not known; did you"),
    ('[[relations]]\nkind = "advises"\nto = "zzz"', "[[relations]] 1: “zzz” is not known; choose"),
    ('[[relations]]\nkind = "advises"\nto = "leserunde"', "[[relations]] 1: A body is not"),
    ('[[guests]]\nslug = "leserunde"', "[[guests]] 1: A body is not a member of itself"),
    ('[[rules]]\nkey = "approval_silence_days"\nvalue = "3"\nsource = "x"', "[[rules]] 1: "),
    ('[rhythm]\nkind = "rule"\nrule = "FREQ=HOURLY"\nfirst_on = 2026-01-01', "[rhythm]: The rule"),
    (
        (
            '[rhythm]\nkind = "rule"\nrule = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"\n'
            "first_on = 2026-01-01"
        ),
        "[rhythm]: The rule gives no day within two years",
    ),
    ("[rhythm]\nkind = 'interval'", "[rhythm]: Say after how many months"),
    (SUSPENDED.replace('reason = "unknown"', ""), "[status]: Say why the body pauses"),
    (SUSPENDED.replace("2026-12-01", "2025-12-01"), "[status]: The review (2025-12-01)"),
    (
        (
            '[image]\nfile = "buch.svg"\nalt = "Ein Band"\nauthor = "A"\nlicense = "B"\n'
            "expires_on = 2026-01-01"
        ),
        "[image]: The permission for this picture ended",
    ),
]


@pytest.mark.parametrize(("added", "words"), UNKNOWN)
def test_a_refusal_names_file_and_place_and_nothing_is_half_written(
    settings, tmp_path, added, words
):
    before = _counts()

    with pytest.raises(BodyFileRefused) as refusal:
        _load(tmp_path, FULL.replace("leserunde", "jugendamt"), f"{SMALLEST}\n{added}\n")

    assert str(refusal.value).startswith("2.toml, ")
    assert words in str(refusal.value)
    assert _counts() == before
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SMALLEST, "2.toml, slug: “1.toml” makes a body “leserunde” too"),
        (SMALLEST.replace('"leserunde"', '"da"'), "2.toml, slug: The address “da” belongs"),
        (
            SMALLEST.replace('"leserunde"', '"b"').replace(PROFILE, "netwrk"),
            "did you mean “network”",
        ),
        (
            'aliases = [{ name = "B", slug = "da" }]\n' + SMALLEST.replace('"leserunde"', '"b"'),
            "[[aliases]] 1: The address “da” belongs",
        ),
    ],
)
def test_an_address_belongs_to_one_body(tmp_path, text, words):
    OrganizationFactory(slug="da")

    with pytest.raises(BodyFileRefused) as refusal:
        _load(tmp_path, SMALLEST, text)

    assert words in str(refusal.value)
    assert Organization.objects.count() == 1


def test_circles_of_parents_are_refused(tmp_path):
    pair = [f'slug = "{a}"\nname = "{a}"\nparent = "{b}"\n' for a, b in ("xy", "yx")]

    with pytest.raises(BodyFileRefused, match=r"2.toml, parent: “x” is part of “y”"):
        _load(tmp_path, *pair)

    assert not Organization.objects.exists()


def test_a_picture_that_was_there_before_stays_when_a_file_is_refused(tmp_path):
    place = store.keep(SVG, ".svg")

    with pytest.raises(BodyFileRefused):
        _load(tmp_path, FULL)  # names a body that does not exist

    assert store.path_of(place).exists()


def test_the_place_of_each_kind_of_picture_is_foreseen(tmp_path):
    plan = plan_of(FULL, tmp_path)

    (body, _other) = _load(tmp_path, FULL, SMALLEST)

    assert _pictures([plan]) == [body.image.stored_as]


def test_others_may_not_load_files(tmp_path):
    plan = plan_of(SMALLEST, tmp_path)

    with pytest.raises(NotAllowed):
        load([plan], by=User.objects.create(email="a@b.example", name="A"), now=NOW)


def test_the_example_is_a_body_file_and_so_are_its_remarks(tmp_path):
    text = files("gremienwerk.network_file").joinpath("example.toml").read_text("utf-8")

    (body,) = load([parse(text, path=Path("example.toml"))], by=system_user(), now=NOW)

    assert Meeting.objects.filter(organizations=body).count() > 20
    assert (body.image, body.image_decision) == (None, "none_on_purpose")
