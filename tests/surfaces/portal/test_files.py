"""Own files, pictures and the accent sheet."""

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
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert answer.headers["Content-Length"] == "6"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not answer.cookies
    loaded = client.get(f"/dateien/{file.pk}/Niederschrift März.pdf", {"download": "1"})
    assert loaded.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("mime_type", "served_as", "disposition"),
    [
        ("text/plain", "text/plain; charset=utf-8", "inline"),
        ("text/html", "application/octet-stream", "attachment"),
        ("image/svg+xml", "application/octet-stream", "attachment"),
        ("application/xhtml+xml", "application/octet-stream", "attachment"),
        ("", "application/octet-stream", "attachment"),
        ("text/csv", "text/csv; charset=utf-8", "attachment"),
        ("application/vnd.oasis.opendocument.text",) * 2 + ("attachment",),
    ],
)
def test_nothing_that_could_run_is_shown_in_place(client, mime_type, served_as, disposition):
    file = stored(file_name="x", mime_type=mime_type)
    answer = client.get(f"/dateien/{file.pk}/x")
    assert answer.headers["Content-Type"] == served_as
    assert answer.headers["Content-Disposition"].startswith(disposition)


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
