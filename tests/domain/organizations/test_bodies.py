"""How a body comes into being, gets its texts, its place, its names, and becomes public."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files.pictures import UseNotAllowed
from gremienwerk.domain.organizations.checks import GoneAlready, PeriodEmpty, SlugNotUsable
from gremienwerk.domain.organizations.choices import ImageDecision, RelationKind
from gremienwerk.domain.organizations.commands.add_alias import (
    AliasDraft,
    AliasNotUsable,
    add_alias,
)
from gremienwerk.domain.organizations.commands.add_convenor import ConvenesAlready, add_convenor
from gremienwerk.domain.organizations.commands.add_organization import (
    NotUsable,
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_relation import (
    RelationDraft,
    RelationNotUsable,
    add_relation,
)
from gremienwerk.domain.organizations.commands.add_supporter import (
    Support,
    SupportsAlready,
    add_supporter,
)
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.commands.choose_image import choose_image
from gremienwerk.domain.organizations.commands.edit_texts import TextNotUsable, edit_texts
from gremienwerk.domain.organizations.commands.link_source import NotASource, link_source
from gremienwerk.domain.organizations.commands.place_below import GoesInCircles, place_below
from gremienwerk.domain.organizations.commands.publish_organization import (
    NotToBePublished,
    publish_organization,
)
from gremienwerk.domain.organizations.commands.withdraw_organization import (
    NotPublished,
    withdraw_organization,
)
from gremienwerk.domain.organizations.models import Organization, OrganizationAlias
from gremienwerk.domain.organizations.profiles import parse
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.texts.write import Rendering
from tests.factories.bodies import BodyFactory
from tests.factories.files import ImageFactory
from tests.factories.organizations import AliasFactory, OfficeFactory, OrganizationFactory
from tests.network_file.samples import PROFILE

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
DRAFT = OrganizationDraft(
    "rat", "Rat", sphere="politics", stewardship="own", is_listed=True, starts_on=date(2020, 1, 1)
)


def _rat(**change):
    return OrganizationFactory(body=BodyFactory(slug="rat", is_own=False), **change)


def _do(command, *arguments, **named):
    return command(*arguments, **named, by=system_user(), now=NOW)


def test_a_new_body_is_active_and_known_to_nobody():
    made = _do(add_organization, BodyFactory(), DRAFT)

    (period,) = made.status_periods.all()
    assert (period.status, period.starts_on, period.since_is_known) == (
        "active",
        date(2020, 1, 1),
        True,
    )
    assert (made.created_at, made.published_at) == (NOW, None)
    assert not Organization.objects.public().exists()


def test_an_office_has_no_status():
    made = _do(add_organization, BodyFactory(), replace(DRAFT, organization_type="department"))

    assert not made.status_periods.exists()


@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        ({"slug": "Rat!"}, SlugNotUsable, "small letters"),
        ({"slug": "da"}, SlugNotUsable, "another body"),
        ({"slug": "frueher"}, SlugNotUsable, "another body"),
        ({"name": " "}, NotUsable, "name"),
        ({"founded_year": 2027}, NotUsable, "2027"),
        ({"founded_year": 1799}, NotUsable, "1799"),
    ],
)
def test_refuses_a_body_that_nobody_finds(change, refusal, words):
    AliasFactory(slug="frueher", organization=OrganizationFactory(slug="da"))

    with pytest.raises(refusal, match=words):
        _do(add_organization, BodyFactory(), replace(DRAFT, **change))

    assert Organization.objects.count() == 1
    assert not Entry.objects.exists()


def test_refuses_a_page_for_a_round_of_another_body():
    with pytest.raises(NotUsable, match="page of its own"):
        _do(add_organization, BodyFactory(), replace(DRAFT, parent=OrganizationFactory()))


def test_texts_are_written_in_all_languages():
    body = OrganizationFactory(name="Rat", purpose="Alt.")
    renderings = {
        "purpose": [Rendering("en", "Helps."), Rendering("fr", "Aide.")],
        "name": [Rendering("en", "Council")],
    }

    edited = _do(edit_texts, body, {"purpose": " Hilft. "}, renderings=renderings)

    assert (edited.purpose, edited.modified_at) == ("Hilft.", NOW)
    english = Texts([edited], "en")
    assert [str(english.of(edited, field)) for field in ("purpose", "name")] == [
        "Helps.",
        "Council",
    ]
    written = Entry.objects.get()
    assert written.payload == {
        "organization_id": body.pk,
        "fields": ["purpose"],
        "languages": ["en", "fr"],
        "changes": [change.hash for change in written.revisions.order_by("pk")],
    }
    changes = written.revisions.order_by("pk").values_list("field", "language", "old", "new")
    assert list(changes) == [
        ("purpose", "", '"Alt."', '"Hilft."'),
        ("purpose", "en", '""', '"Helps."'),
        ("purpose", "fr", '""', '"Aide."'),
        ("name", "en", '""', '"Council"'),
    ]


@pytest.mark.parametrize(
    ("texts", "renderings", "words"),
    [
        ({"purpos": "x"}, {}, "purpose, work"),
        ({"name": "x"}, {}, "no text “name”"),
        ({"purpose": "x" * 501}, {}, "500 characters"),
        ({"work": "Am {next_dat}."}, {}, "next_date"),
        ({"work": "Am {heute}."}, {}, "rhythm"),
        ({}, {"work": [Rendering("en", "On {today}.")]}, "today"),
    ],
)
def test_refuses_texts_that_no_data_stand_behind(texts, renderings, words):
    body = OrganizationFactory(purpose="Alt.")

    with pytest.raises(TextNotUsable, match=words):
        _do(edit_texts, body, {"audience": "Alle.", **texts}, renderings=renderings)

    body.refresh_from_db()
    assert (body.purpose, body.audience) == ("Alt.", "")
    assert not Entry.objects.exists()


def test_braces_that_name_a_fact_are_kept():
    edited = _do(edit_texts, OrganizationFactory(), {"work": "{rhythm}, {seats} Sitze"})

    assert edited.work == "{rhythm}, {seats} Sitze"


def test_a_body_is_public_from_its_publication_to_its_withdrawal():
    body = OrganizationFactory(published_at=None)
    _do(adopt_profile, body, parse(PROFILE))
    seen = []
    for command in (publish_organization, withdraw_organization):
        _do(command, body)
        seen.append(list(Organization.objects.listed()))

    assert seen == [[body], []]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sphere": ""}, "sphere"),
        ({"stewardship": ""}, "stewardship"),
        ({"purpose": ""}, "purpose"),
        ({}, "nothing is known about: access, agenda_close"),
    ],
)
def test_refuses_to_publish_a_page_without_answers(change, words):
    body = OrganizationFactory(published_at=None, **change)

    with pytest.raises(NotToBePublished, match=words):
        _do(publish_organization, body)

    assert not Organization.objects.public().exists()


def test_refuses_to_publish_twice_and_to_withdraw_what_is_not_public():
    with pytest.raises(NotToBePublished, match="already"):
        _do(publish_organization, OrganizationFactory())
    with pytest.raises(NotPublished):
        _do(withdraw_organization, OrganizationFactory(published_at=None))


def test_a_deleted_body_stays_as_it_was():
    with pytest.raises(GoneAlready):
        _do(edit_texts, OrganizationFactory(deleted_at=NOW), {"work": "x"})


def test_hidden_deleted_unpublished_and_offices_are_on_no_list():
    OrganizationFactory(body=BodyFactory(slug="geheim", is_own=False, is_public=False))
    OrganizationFactory(deleted_at=NOW)
    OrganizationFactory(published_at=None)
    office, listed, mirrored = OfficeFactory(), OrganizationFactory(), _rat()

    assert set(Organization.objects.public()) == {office, listed, mirrored}
    assert set(Organization.objects.listed()) == {listed, mirrored}


def test_rounds_can_be_nested_but_not_in_a_circle():
    one, two, three = (OrganizationFactory(name=str(n)) for n in range(3))
    _do(place_below, two, one)
    placed = _do(place_below, three, two)

    assert placed.parent == two
    for below in (one, two, three):
        with pytest.raises(GoesInCircles):
            _do(place_below, one, below)
    one.refresh_from_db()
    assert one.parent is None


def test_only_a_body_of_a_council_is_a_source():
    body, source = OrganizationFactory(), _rat()

    assert _do(link_source, body, source).mirrors == source
    with pytest.raises(NotASource):
        _do(link_source, body, OrganizationFactory())


def test_an_image_is_chosen_or_left_out_on_purpose():
    body, image = OrganizationFactory(), ImageFactory()

    chosen = _do(choose_image, body, image)
    without = _do(choose_image, body, None)

    assert (chosen.image, chosen.image_decision) == (image, ImageDecision.CHOSEN)
    assert (without.image, without.image_decision) == (None, ImageDecision.NONE_ON_PURPOSE)


def test_refuses_an_expired_image():
    body = OrganizationFactory()

    with pytest.raises(UseNotAllowed, match="2026-06-01"):
        _do(choose_image, body, ImageFactory(expires_on=date(2026, 6, 1)))

    body.refresh_from_db()
    assert body.image_decision == ImageDecision.OPEN


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (AliasDraft("Rat", "neu"), AliasNotUsable),
        (AliasDraft(" ", "neu"), AliasNotUsable),
        (AliasDraft("Anders", "rat"), SlugNotUsable),
        (AliasDraft("Anders", "Neu"), SlugNotUsable),
        (
            AliasDraft("Anders", "neu", ends_on=date(2020, 1, 1), starts_on=date(2020, 1, 1)),
            PeriodEmpty,
        ),
    ],
)
def test_refuses_a_name_that_leads_nowhere(draft, refusal):
    with pytest.raises(refusal):
        _do(add_alias, OrganizationFactory(slug="rat", name="Rat"), draft)

    assert not OrganizationAlias.objects.exists()


def test_convenors_have_an_order_and_each_convenes_once():
    body, offices = OrganizationFactory(), [OfficeFactory() for _ in range(3)]

    for office in offices:
        _do(add_convenor, body, office)

    assert [one.party for one in body.convenors.order_by("position")] == offices
    with pytest.raises(ConvenesAlready):
        _do(add_convenor, body, offices[1])


def test_a_body_may_convene_itself():
    body = OrganizationFactory()

    assert _do(add_convenor, body, body).party == body


def test_a_supporter_says_what_it_contributes():
    body, office = OrganizationFactory(), OfficeFactory()
    support = Support("Räume", (Rendering("en", "rooms"),))

    made = _do(add_supporter, body, office, support=support)

    assert str(Texts([made], "en").of(made, "contribution")) == "rooms"
    for party in (office, body):
        with pytest.raises(SupportsAlready):
            _do(add_supporter, body, party)


def test_relations_name_one_other():
    body, other = OrganizationFactory(), OrganizationFactory()
    good = RelationDraft(RelationKind.ADVISES, other)
    made = _do(add_relation, body, good)

    assert (made.other, made.position) == (other, 0)
    for draft in (
        good,
        RelationDraft(RelationKind.ADVISES),
        RelationDraft(RelationKind.ADVISES, other, "Rat"),
        RelationDraft(RelationKind.ADVISES, body),
    ):
        with pytest.raises(RelationNotUsable):
            _do(add_relation, body, draft)
    assert body.relations.count() == 1
