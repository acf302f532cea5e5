from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.commands import add_legislative_term as legislative
from gremienwerk.domain.bodies.commands.add_location import (
    LocationDraft,
    PlaceNotUsable,
    add_location,
)
from gremienwerk.domain.bodies.commands.edit_installation_text import (
    NotSetUp,
    TextMissing,
    edit_installation_text,
)
from gremienwerk.domain.bodies.commands.set_up_installation import (
    AlreadySetUp,
    BodyDraft,
    InstallationDraft,
    NotUsable,
    set_up_installation,
)
from gremienwerk.domain.bodies.models import (
    Body,
    Installation,
    InstallationText,
    LegislativeTerm,
    Location,
)
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.texts.write import Rendering
from tests.factories.bodies import BodyFactory, InstallationFactory, LocationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
BODY = BodyDraft("bezirk", "Bezirk", renderings={"name": [Rendering("en", "District")]})
OFFICE = InstallationDraft("Portal", "Büro", "buero@mail.example", accent_light="#004b73")


def test_an_installation_has_one_own_district_that_is_public():
    here = set_up_installation(BODY, OFFICE, by=system_user(), now=NOW)

    assert (here.pk, here.body, here.is_demo) == (1, own_body(), False)
    assert (here.body.is_own, here.body.is_public) == (True, True)
    assert Texts([here.body], "en").of(here.body, "name").text == "District"


@pytest.mark.parametrize(
    ("body", "office", "words"),
    [
        (BODY, replace(OFFICE, portal_name=" "), "portal_name"),
        (BODY, replace(OFFICE, accent_dark="red"), "#rrggbb"),
        (replace(BODY, slug="rat"), OFFICE, "“rat”"),
    ],
)
def test_refuses_an_office_that_lacks_something(body, office, words):
    BodyFactory(slug="rat", is_own=False)

    with pytest.raises(NotUsable, match=words):
        set_up_installation(body, office, by=system_user(), now=NOW)

    assert (Installation.objects.count(), Body.objects.count(), Entry.objects.count()) == (0, 1, 0)


def test_refuses_a_second_installation():
    set_up_installation(BODY, OFFICE, by=system_user(), now=NOW)

    with pytest.raises(AlreadySetUp):
        set_up_installation(replace(BODY, slug="b"), OFFICE, by=system_user(), now=NOW)


def test_a_text_is_written_in_its_languages_and_again():
    InstallationFactory()
    for text in ("Alt.", "Neu."):
        row = edit_installation_text(
            TextName.IMPRINT,
            text,
            renderings=[Rendering("en", "New.")],
            by=system_user(),
            now=NOW,
        )

    assert InstallationText.objects.get().text == "Neu."
    assert str(Texts([row], "en").of(row, "text")) == "New."


def test_refuses_an_empty_text_and_one_without_installation():
    with pytest.raises(NotSetUp):
        edit_installation_text(TextName.IMPRINT, "Wir.", by=system_user(), now=NOW)
    InstallationFactory()
    with pytest.raises(TextMissing):
        edit_installation_text(TextName.IMPRINT, " ", by=system_user(), now=NOW)

    assert not InstallationText.objects.exists()


@pytest.mark.parametrize(
    "draft",
    [
        LocationDraft(" "),
        LocationDraft("Rathaus", latitude=52.4),
        LocationDraft("Rathaus", latitude=91.0, longitude=13.0),
        LocationDraft("Rathaus", latitude=52.0, longitude=-181.0),
    ],
)
def test_refuses_a_place_nobody_finds(draft):
    with pytest.raises(PlaceNotUsable):
        add_location(BodyFactory(), draft, by=system_user(), now=NOW)

    assert not Location.objects.exists()


def test_a_place_of_a_hidden_body_or_a_secret_one_is_not_public():
    LocationFactory(is_public=False)
    LocationFactory(body=BodyFactory(slug="rat", is_own=False, is_public=False))
    LocationFactory(deleted_at=NOW)
    shown = LocationFactory()

    assert list(Location.objects.public()) == [shown]


@pytest.mark.parametrize(
    "draft",
    [
        legislative.LegislativeTermDraft(" "),
        legislative.LegislativeTermDraft("VI.", date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_refuses_a_term_without_name_or_days(draft):
    with pytest.raises(legislative.TermNotUsable):
        legislative.add_legislative_term(BodyFactory(), draft, by=system_user(), now=NOW)

    assert not LegislativeTerm.objects.exists()
