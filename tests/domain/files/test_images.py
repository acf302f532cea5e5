from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files import pictures, store
from gremienwerk.domain.files.choices import ImagePurpose, UsageRestriction
from gremienwerk.domain.files.commands.add_image import ImageUpload, OriginMissing, add_image
from gremienwerk.domain.files.drawings import DrawingNotUsable
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.pictures import (
    AltNotUsable,
    Picture,
    PictureNotUsable,
    UseNotAllowed,
    check_use,
    measure,
)
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.texts.write import Rendering
from tests.domain.files.samples import PNG, moving, raster, svg

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
GOOD = ImageUpload(
    name="hilfe",
    file_name="FotoGarten2.png",
    content=PNG,
    author="Musterlein",
    license="CC0 1.0",
    alt_text="Würfel, die das Wort Hilfe bilden",
)


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (PNG, Picture("image/png", ".png", 4, 3)),
        (raster("JPEG"), Picture("image/jpeg", ".jpg", 4, 3)),
        (raster("WEBP"), Picture("image/webp", ".webp", 4, 3)),
        (svg(), Picture("image/svg+xml", ".svg", 400, 300)),
    ],
)
def test_content_decides_what_a_picture_is(content, picture):
    assert measure("a.png", content) == picture


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"GIF89a", "no whole picture"),
        (raster("GIF"), "no whole picture"),
        (raster("PNG", (40, 30))[:60], "no whole picture"),
        (b"<html></html>", "no whole picture"),
        (moving(), "moves"),
        (raster("PNG", (8001, 1)), "8000 pixels"),
        (b"x" * 5_000_001, "5 MB"),
    ],
)
def test_refuses_what_is_no_picture_for_a_page(content, words):
    with pytest.raises(PictureNotUsable, match=words):
        measure("a.png", content)


def test_refuses_a_bomb_of_pixels_before_it_unfolds():
    bomb = raster("PNG", (8000, 8000))
    head = bomb[:16] + (7999).to_bytes(4) * 2 + bomb[24:]  # says more than it holds

    with pytest.raises(PictureNotUsable, match="no whole picture"):
        measure("a.png", head[:60])


@pytest.mark.django_db
def test_an_image_is_kept_with_all_that_the_law_asks(settings):
    upload = replace(GOOD, renderings={"alt_text": [Rendering("en", "Cubes that spell Hilfe")]})

    image = add_image(upload, by=system_user(), now=NOW)

    assert store.path_of(image.stored_as).read_bytes() == PNG
    assert (image.width, image.height, image.mime_type) == (4, 3, "image/png")
    assert Texts([image], "en").of(image, "alt_text").text == "Cubes that spell Hilfe"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        ({"alt_text": ""}, AltNotUsable, "Say in words"),
        ({"alt_text": "Foto Garten 2"}, AltNotUsable, "name of its file"),
        ({"alt_text": "FotoGarten2.png"}, AltNotUsable, "name of its file"),
        ({"alt_text": "Brunnen, nur mit Genehmigung"}, AltNotUsable, "Genehmigung"),
        ({"alt_text": "x" * 201}, AltNotUsable, "201 characters"),
        ({"is_decorative": True}, AltNotUsable, "decorative"),
        ({"renderings": {"alt_text": [Rendering("en", "© me")]}}, AltNotUsable, "©"),
        ({"author": " "}, OriginMissing, "who made"),
        ({"license": ""}, OriginMissing, "licence"),
        ({"name": "Hilfe!"}, PictureNotUsable, "small letters"),
        ({"content": b"GIF89a"}, PictureNotUsable, "no whole picture"),
        ({"file_name": "a.svg", "content": svg("<script/>")}, DrawingNotUsable, "a.svg.*script"),
    ],
)
def test_a_bad_image_is_refused_and_leaves_no_trace(settings, change, refusal, words):
    with pytest.raises(refusal, match=words):
        add_image(replace(GOOD, **change), by=system_user(), now=NOW)

    assert not Image.objects.exists()
    assert not Entry.objects.exists()
    assert list(settings.MEDIA_ROOT.rglob("*")) == []


@pytest.mark.django_db
def test_refuses_a_second_image_of_the_same_name():
    add_image(GOOD, by=system_user(), now=NOW)

    with pytest.raises(PictureNotUsable, match="already"):
        add_image(GOOD, by=system_user(), now=NOW)


@pytest.mark.django_db
def test_a_decorative_image_has_no_words():
    upload = replace(GOOD, alt_text="", is_decorative=True)

    assert add_image(upload, by=system_user(), now=NOW).alt_text == ""


@pytest.mark.parametrize("restriction", UsageRestriction)
@pytest.mark.parametrize("purpose", ImagePurpose)
def test_a_restriction_is_enforced_for_each_purpose(restriction, purpose):
    image = Image(usage_restriction=restriction)
    allowed = {
        "all_media": {"page", "social_card", "flyer", "mail"},
        "web_only": {"page", "social_card"},
        "editorial_only": {"page"},
    }

    if purpose in allowed[restriction]:
        check_use(image, purpose, day=date(2026, 6, 1))
    else:
        with pytest.raises(UseNotAllowed, match="choose another"):
            check_use(image, purpose, day=date(2026, 6, 1))


def test_an_expired_image_is_for_nothing():
    image = Image(usage_restriction=UsageRestriction.ALL_MEDIA, expires_on=date(2026, 6, 1))

    check_use(image, ImagePurpose.PAGE, day=date(2026, 5, 31))
    with pytest.raises(UseNotAllowed, match="2026-06-01"):
        check_use(image, ImagePurpose.PAGE, day=date(2026, 6, 1))


def test_pictures_speak_of_what_they_are():
    assert pictures.RASTER.keys() == {"PNG", "JPEG", "WEBP"}
