"""Uploads that lie, explode, tell too much or are ill."""

import socket
import struct
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image as Pillow

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files import kinds, pictures, store
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.cleaning import without_metadata
from gremienwerk.domain.files.commands.add_image import OriginMissing, add_image
from gremienwerk.domain.files.commands.edit_image import ImageDetails, edit_image
from gremienwerk.domain.files.commands.store_file import Upload, store_file
from gremienwerk.domain.files.drawings import DrawingNotUsable
from gremienwerk.domain.files.kinds import FileNotUsable, mime_type_of
from gremienwerk.domain.files.models import File, Image
from gremienwerk.domain.files.pictures import AltNotUsable, PictureNotUsable, measure
from gremienwerk.domain.files.scanning import Scanner, ScannerSilent, VirusFound, scanner
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry, Revision
from tests.domain.files.samples import PNG, docx, raster, svg
from tests.domain.files.test_images import GOOD
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.roles import account

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def photograph(size=(40, 30), orientation=1):
    exif = Pillow.Exif()
    exif[0x0110] = "Kamera der Frau Musterlein"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    return raster("JPEG", size, exif=exif, comment=b"aufgenommen in der Unterkunft")


def test_a_photograph_loses_place_camera_and_comment():
    bare = without_metadata(photograph())

    assert b"Musterlein" not in bare
    assert b"Unterkunft" not in bare
    with Pillow.open(BytesIO(bare)) as opened:
        assert (dict(opened.getexif()), opened.size) == ({}, (40, 30))


def test_a_picture_that_lies_on_its_side_is_turned():
    assert measure("a.jpg", without_metadata(photograph(orientation=6))).width == 30


@pytest.mark.parametrize("content", [PNG, raster("JPEG"), svg(), b"GIF89a", b""])
def test_what_carries_nothing_stays_byte_for_byte(content):
    assert without_metadata(content) == content


@pytest.mark.django_db
def test_what_is_kept_is_the_bare_picture():
    image = add_image(replace(GOOD, content=photograph(orientation=6)), by=system_user(), now=NOW)

    kept = store.path_of(image.stored_as).read_bytes()
    assert b"Musterlein" not in kept
    assert (image.width, image.height) == (30, 40)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brunnen.png", b"<html><script>alert(1)</script></html>"),
        ("brunnen.png", b"%PDF-1.7"),
        ("brunnen.jpg", b"\xff\xd8\xff" + b"kein Bild"),
        ("brunnen.png", docx("word/document.xml")),
    ],
)
def test_a_picture_that_lies_about_its_type_is_refused(name, content):
    with pytest.raises(PictureNotUsable):
        measure(name, content)


@pytest.mark.parametrize(
    "content",
    [
        svg("<script>alert(1)</script>"),
        svg('<image href="https://a.example/x.png"/>'),
        svg('<rect onload="alert(1)"/>'),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg(),
    ],
)
def test_a_drawing_that_is_more_than_one_is_refused(content):
    with pytest.raises(DrawingNotUsable):
        measure("brunnen.svg", content)


def test_a_picture_that_explodes_is_refused_before_it_is_unpacked(monkeypatch):
    small = raster("PNG", (4000, 100))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000)

    with pytest.raises(PictureNotUsable, match="40 million"):
        measure("a.png", small)


def test_a_zip_that_explodes_is_refused():
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "x")
        for number in range(6):
            packed.writestr(f"word/{number}", b"\0" * 100_000_000, compresslevel=1)

    assert len(written.getvalue()) < kinds.LARGEST
    with pytest.raises(FileNotUsable, match="500 MB"):
        mime_type_of("a.docx", written.getvalue())


class Clamd:
    """A scanner that answers one question after the other as told."""

    def __init__(self, *answers):
        self.line = socket.create_server(("127.0.0.1", 0))
        self.place = f"127.0.0.1:{self.line.getsockname()[1]}"
        self.read = []
        threading.Thread(target=self._serve, args=answers, daemon=True).start()

    def _serve(self, *answers):
        for answer in answers:
            asked, _address = self.line.accept()
            with asked:
                words = b""
                while not (words.startswith(b"zPING\0") or words.endswith(struct.pack("!L", 0))):
                    words += asked.recv(65_536)
                self.read.append(words)
                asked.sendall(answer)
        self.line.close()


@pytest.mark.django_db
def test_the_scanner_reads_every_upload(settings):
    clamd = Clamd(b"PONG\0", b"stream: OK\0", b"stream: Eicar-Test FOUND\0", b"stream: OK\0")
    settings.CLAMD = clamd.place

    assert scanner() == Scanner.READY
    add_image(GOOD, by=system_user(), now=NOW)
    with pytest.raises(VirusFound, match="Eicar-Test"):
        add_image(replace(GOOD, name="anderes"), by=system_user(), now=NOW)
    store_file(BodyFactory(), Upload("a.txt", b"Text"), by=system_user(), now=NOW)

    assert Image.objects.count() == 1
    assert PNG in clamd.read[1]


@pytest.mark.django_db
def test_a_scanner_that_is_silent_lets_nothing_in(settings, tmp_path):
    settings.CLAMD = str(tmp_path / "clamd.ctl")

    assert scanner() == Scanner.SILENT
    with pytest.raises(ScannerSilent):
        add_image(GOOD, by=system_user(), now=NOW)
    with pytest.raises(ScannerSilent):
        store_file(BodyFactory(), Upload("a.txt", b"Text"), by=system_user(), now=NOW)
    assert not Image.objects.exists()
    assert not File.objects.exists()


def test_without_a_scanner_pages_can_say_so(settings):
    settings.CLAMD = ""

    assert scanner() == Scanner.NONE


DETAILS = ImageDetails(author="Musterlein", license="CC0 1.0", alt_text="Brunnen am Rathaus")


@pytest.mark.django_db
def test_what_is_said_of_an_image_is_edited_and_remembered():
    image = add_image(GOOD, by=system_user(), now=NOW)
    clerk = account(BodyRole.CLERK)

    edit_image(
        image,
        replace(DETAILS, usage_restriction=UsageRestriction.WEB_ONLY),
        by=clerk,
        now=NOW,
    )

    image.refresh_from_db()
    assert (image.alt_text, image.usage_restriction) == ("Brunnen am Rathaus", "web_only")
    assert Entry.objects.last().kind == "files.image_edited"
    assert set(Revision.objects.values_list("field", flat=True)) == {
        "alt_text",
        "usage_restriction",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (replace(DETAILS, alt_text=""), AltNotUsable),
        (replace(DETAILS, is_decorative=True), AltNotUsable),
        (replace(DETAILS, author=" "), OriginMissing),
    ],
)
def test_what_the_law_asks_for_cannot_be_edited_away(details, refusal):
    image = add_image(GOOD, by=system_user(), now=NOW)

    with pytest.raises(refusal):
        edit_image(image, details, by=system_user(), now=NOW)

    image.refresh_from_db()
    assert image.alt_text == GOOD.alt_text


@pytest.mark.django_db
def test_who_runs_each_body_that_shows_an_image_may_edit_it():
    image = add_image(GOOD, by=system_user(), now=NOW)
    body = OrganizationFactory(
        stewardship="secretariat_of_independent",
        image=image,
        image_decision="chosen",
        body__is_own=True,
    )
    chair = account(BodyRole.CHAIR, body)

    edit_image(image, DETAILS, by=chair, now=NOW)
    OrganizationFactory(image=image, image_decision="chosen", body=body.body)
    with pytest.raises(NotAllowed):
        edit_image(image, DETAILS, by=chair, now=NOW)
