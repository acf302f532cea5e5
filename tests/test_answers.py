"""What is true of every answer? No cookie, strict headers, no stranger's host, a cheap repeat."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse

from gremienwerk.surfaces import headers

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/de/", "/en/", "/de/gibt-es-nicht/", "/feeds/alle.ics", "/xx/"]
CSP = {
    *("default-src 'self'", "base-uri 'none'", "form-action 'self'"),
    *("frame-ancestors 'none'", "object-src 'none'"),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_sets_a_cookie_and_all_carry_the_strict_headers(client, address):
    response = client.get(address)

    assert response.status_code < 500
    assert response.cookies == {}
    kept = {name: response.headers.get(name) for name in EXPECTED}
    assert kept == EXPECTED
    assert set(response.headers["Content-Security-Policy"].split("; ")) == CSP


EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in headers.UNUSED),
}


@pytest.mark.parametrize(
    ("asked", "led_to"), [("de", "/de/"), ("en-GB,en;q=0.9", "/en/"), ("fr", "/de/")]
)
def test_the_root_leads_to_the_language_that_the_browser_asks_for(client, asked, led_to):
    response = client.get("/", headers={"Accept-Language": asked})

    assert (response.status_code, response.headers["Location"]) == (302, led_to)


def test_a_page_is_compressed_but_a_streamed_file_is_not(rf):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    page = headers.CompressPages(lambda _: HttpResponse("Sitzung " * 100))(request)
    file = headers.CompressPages(lambda _: StreamingHttpResponse([b"x" * 1000]))(request)

    assert page.headers.get("Content-Encoding") == "gzip"
    assert "Content-Encoding" not in file.headers


def test_only_our_own_name_gets_an_answer_once_we_have_one(client, settings):
    settings.ALLOWED_HOSTS = ["gremien.example"]

    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("origin", ["", "https://gremien.example"])
def test_the_deployment_checks_find_nothing(origin, tmp_path):
    code = "import django; django.setup(); from django.core.management import call_command as c; "
    environment = {
        "DJANGO_SETTINGS_MODULE": "gremienwerk.settings",
        "GREMIENWERK_DATA": str(tmp_path),
        "GREMIENWERK_PUBLIC_ORIGIN": origin,
    }
    command = [sys.executable, "-c", code + "c('check', deploy=True, fail_level='WARNING')"]

    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("answered", "length"),
    [
        (HttpResponse("Sitzung"), "7"),
        (StreamingHttpResponse([b"x" * 10], headers={"Content-Length": "10"}), "10"),
    ],
)
def test_head_has_the_length_and_no_body(rf, answered, length):
    answer = headers.head_without_body(lambda _: answered)(rf.head("/"))

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (body, answer.headers["Content-Length"]) == (b"", length)


def test_nothing_adds_a_body_to_head_again():
    """The test client removes a body by itself; that it is gone on the wire the fuzzing finds."""
    assert settings.MIDDLEWARE[0] == "gremienwerk.surfaces.headers.head_without_body"
