"""Own files, pictures and the accent sheet."""

import gzip

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.factories.bodies import BodyFactory, InstallationFactory
from tests.factories.files import FileFactory, ImageFactory
from tests.factories.organizations import OrganizationFactory
from tests.surfaces.portal.stage import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    """A client that closes what it was given, as a browser does."""
    answers = []
    ask = client.request

    def request(**asked):
        answers.append(ask(**asked))
        return answers[-1]

    client.request = request
    yield client
    for answer in answers:
        answer.close()


def stored(content=b"Inhalt", **fields):
    name = default_storage.save("ab/datei", ContentFile(content))
    return FileFactory(stored_as=name, size=len(content), sha512="a" * 128, **fields)


def test_a_released_file_is_shown_in_place_or_downloaded(client):
    file = stored(file_name="Niederschrift März.pdf")
    answer = client.get(f"/dateien/{file.pk}/Niederschrift März.pdf")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"Inhalt"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="Niederschrift Marz.pdf"; '
        "filename*=utf-8''Niederschrift%20M%C3%A4rz.pdf"
    )
    assert answer.headers["Content-Length"] == "6"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not answer.cookies
    loaded = client.get(f"/dateien/{file.pk}/Niederschrift März.pdf", {"download": "1"})
    assert loaded.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("mime_type", "served_as"),
    [
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/vnd.oasis.opendocument.text",) * 2,
    ],
)
def test_nothing_that_could_run_is_served_as_itself(client, mime_type, served_as):
    file = stored(file_name="x", mime_type=mime_type)
    answer = client.get(f"/dateien/{file.pk}/x")
    assert answer.headers["Content-Type"] == served_as
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="x"'  # OParl 2.7


def test_what_the_browser_has_is_not_sent_again(client):
    file = stored(file_name="a.pdf")
    first = client.get(f"/dateien/{file.pk}/a.pdf")
    again = client.get(
        f"/dateien/{file.pk}/a.pdf", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(f"/dateien/{file.pk}/a.pdf", headers=since).status_code == 304
    head = client.head(f"/dateien/{file.pk}/a.pdf")
    assert (head.status_code, head.headers["Content-Length"]) == (200, "6")


@pytest.mark.parametrize(
    ("asked", "sent", "where"),
    [
        ("bytes=0-2", b"Inh", "bytes 0-2/6"),
        ("bytes=4-", b"lt", "bytes 4-5/6"),
        ("bytes=-1", b"t", "bytes 5-5/6"),
        ("bytes=2-99", b"halt", "bytes 2-5/6"),
    ],
)
def test_a_part_of_a_file_is_sent(client, asked, sent, where):
    url = f"/dateien/{stored(file_name='a.pdf').pk}/a.pdf"
    answer = client.get(url, headers={"Range": asked})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, sent)
    assert answer.headers["Content-Range"] == where
    assert answer.headers["Content-Length"] == str(len(sent))
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_part_that_is_not_there_or_no_longer_the_same(client):
    url = f"/dateien/{stored(file_name='a.pdf').pk}/a.pdf"
    beyond = client.get(url, headers={"Range": "bytes=6-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, "bytes */6")
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"Range": "bytes=0-1", "If-Range": etag}).status_code == 206
    other = {"Range": "bytes=0-1", "If-Range": '"other"'}
    assert client.get(url, headers=other).status_code == 200
    assert client.get(url, headers={"Range": "bytes=0-1,3-4"}).status_code == 200


def test_a_text_is_compressed_if_the_client_can_read_that(client):
    file = stored(b"Protokoll " * 500, file_name="a.txt", mime_type="text/plain")
    url = f"/dateien/{file.pk}/a.txt"
    small = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == b"Protokoll " * 500
    assert int(small.headers["Content-Length"]) < 500
    assert small.headers["ETag"].startswith('W/"')
    for accepts in ("", "br", "gzip;q=0"):
        plain = client.get(url, headers={"Accept-Encoding": accepts})
        assert plain.headers["Content-Length"] == "5000"
        assert "Content-Encoding" not in plain.headers


def test_what_is_not_public_does_not_exist(client):
    foreign = BodyFactory(slug="dorf", is_own=False, is_public=False)
    hidden = [
        stored(file_name="a.pdf", published_at=None),
        stored(file_name="a.pdf", body=foreign),
        stored(file_name="a.pdf", published_at=None, deleted_at=timezone.now()),
        stored(file_name="a.pdf", body=foreign, deleted_at=timezone.now()),
        FileFactory(file_name="a.pdf", stored_as="", access_url="https://rat.example/1"),
        FileFactory(file_name="a.pdf", stored_as="../../etc/passwd"),
        FileFactory(file_name="a.pdf", stored_as="fehlt"),
    ]
    for file in hidden:
        assert client.get(f"/dateien/{file.pk}/a.pdf").status_code == 404
    assert client.get("/dateien/99999/a.pdf").status_code == 404
    assert client.get(f"/dateien/{stored(file_name='a.pdf').pk}/b.pdf").status_code == 404


def test_a_withdrawn_file_is_gone(client):
    file = stored(file_name="a.pdf", deleted_at=timezone.now())
    answer = client.get(f"/dateien/{file.pk}/a.pdf")
    assert answer.status_code == 410
    assert "noindex" in answer.content.decode()


def test_a_picture_of_a_published_body_is_kept_for_long(client):
    name = default_storage.save("cd/bild", ContentFile(b"<svg/>"))
    image = ImageFactory(name="haus", stored_as=name)
    assert client.get("/bilder/haus").status_code == 404  # of no body yet
    OrganizationFactory(image=image, image_decision="chosen")
    answer = client.get("/bilder/haus")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    image.expires_on = day(2)
    image.save()
    assert "max-age=172800" in client.get("/bilder/haus").headers["Cache-Control"]
    image.expires_on = day(0)
    image.save()
    assert client.get("/bilder/haus").status_code == 404


def test_the_accent_sheet_holds_checked_colours_only(client):
    assert client.get("/farben.css").status_code == 404
    here = InstallationFactory(accent_light="#004b73", accent_dark="#9fd3f5")
    answer = client.get("/farben.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "light-dark(#004b73, #9fd3f5)" in answer.content.decode()
    assert 'href="/farben.css"' in client.get("/de/").content.decode()
    here.accent_light = "red}body{display:none"
    here.save()
    assert client.get("/farben.css").status_code == 404
