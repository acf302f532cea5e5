"""Does every link of every page of the demo lead somewhere, in both languages?"""

import html
import re
from urllib.parse import urldefrag, urljoin

import pytest
from django.utils import timezone

from tests.demo.conftest import NOW

STARTS = {"de": "/de/", "en": "/en/"}
# Pages that repeat themselves without end: the calendar by month, further and earlier pages.
ENDLESS = re.compile(r"/termine/\d{4}-\d\d/|[?&](ab|page|year)=")


def links(source, address):
    found = (html.unescape(one) for one in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', source))
    return {urldefrag(urljoin(address, one))[0] for one in found if not one.startswith("#")}


def is_ours(address):
    """Tell pages and feeds from what lies elsewhere; files are not stored in this test."""
    elsewhere = ("//", "/dateien/", "/bilder/", "/arbeit/", "/konto/")
    return address.startswith("/") and not address.startswith(elsewhere)


@pytest.mark.parametrize("language", STARTS)
def test_every_link_of_every_page_answers(network, client, monkeypatch, language):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    waiting, seen, broken = [STARTS[language]], {}, {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.status_code not in {200, 301, 302}:
            broken[address] = answer.status_code
        is_page = answer["Content-Type"].startswith("text/html") and not answer.streaming
        if not (is_page and address.startswith(STARTS[language]) and not ENDLESS.search(address)):
            continue
        waiting += [link for link in links(answer.content.decode(), address) if is_ours(link)]

    assert broken == {}
    assert len(seen) > 60
    assert f"/{language}/termine/?zugang=offen" in seen
