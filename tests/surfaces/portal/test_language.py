"""No German on English pages, except what is marked as German. Crawls every page of the demo."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.utils import timezone

from gremienwerk.demo.commands.load import load
from gremienwerk.domain.accounts.queries import system_user

# Words that every German sentence has some of and no English one has.
GERMAN = {
    *("aber", "alle", "als", "am", "an", "auch", "auf", "aus", "bei", "beim", "bis", "dann"),
    *("das", "dass", "dem", "den", "der", "des", "die", "durch", "ein", "eine", "einem", "einen"),
    *("einer", "fuer", "für", "gibt", "hat", "haben", "hier", "ihre", "ihren", "im", "ins", "ist"),
    *("kein", "keine", "mehr", "mit", "nach", "nicht", "noch", "nur", "oder", "ohne", "sich"),
    *("sie", "sind", "über", "um", "und", "uns", "unser", "vom", "von", "vor", "werden", "wie"),
    *("wir", "wird", "zu", "zum", "zur", "öffentlich", "termin", "termine", "sitzung", "uhr"),
    *("gremium", "gremien", "beirat", "niederschrift", "stellungnahme", "drucksache", "januar"),
    *("februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag"),
    *("mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "verein", "rathaus"),
} - {"am", "an", "also", "die", "um"}  # English has these too
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content")
EMPTY = {"br", "img", "input", "link", "meta", "hr", "path", "source", "wbr"}
NAMES = re.compile(  # offices and bodies keep their official names
    r"\S+@\S+|https?://\S+|/feeds/\S+"
    r"|Amt für Statistik Berlin-Brandenburg|Landesbeauftragte für digitale Barrierefreiheit"
    r"|Logo Beirat für Partizipation und Integration Steglitz-Zehlendorf"
)
LANGUAGES_OF_MENU = {"Deutsch"}


class Reader(HTMLParser):
    """Collect what is said in each language, and where the links lead."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.said = []
        self.links = []

    @property
    def language(self):
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = attrs.get("lang", self.language)
        said = [attrs[name] for name in SPOKEN if attrs.get(name)]
        self.said += [(language, text) for text in said if tag != "meta" or "name" in attrs]
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        is_for_machines = bool(self.open) and self.open[-1][0] == "script"
        if data.strip() and not is_for_machines:
            self.said.append((self.language, data.strip()))


def german_in(text):
    """Return the German words of a text."""
    words = re.findall(r"[a-zäöüß]+", NAMES.sub("", text).lower())
    return sorted(set(words) & GERMAN)


def unmarked_german(html):
    """Return what is German on an English page without being marked."""
    reader = Reader()
    reader.feed(html.replace("<wbr>", ""))
    return [
        (text[:100], german_in(text))
        for language, text in reader.said
        if language == "en" and text not in LANGUAGES_OF_MENU and german_in(text)
    ], reader.links


def test_the_reader_finds_german_unless_it_is_marked():
    page = (
        '<html lang="en"><p>Als nächstes: das Treffen</p><p lang="de">Das ist Deutsch</p>'
        '<img alt="Hände im Kreis"><p>The meeting <span lang="de">der Runde</span> is open</p>'
        '<a href="/en/x/">on</a></html>'
    )
    found, links = unmarked_german(page)
    assert [text for text, _ in found] == ["Als nächstes: das Treffen", "Hände im Kreis"]
    assert links == ["/en/x/"]


@pytest.mark.django_db
def test_no_english_page_of_the_demo_speaks_german(client):
    now = timezone.now()
    load(timezone.localdate(now), by=system_user(), now=now)
    todo, seen, found = deque(["/en/", "/en/nothing-here/"]), set(), {}
    while todo and len(seen) < 400:
        address = todo.popleft()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        german, links = unmarked_german(answer.content.decode())
        found |= {text: (address, words) for text, words in german}
        for link in links:
            path = urlsplit(urljoin(address, link))
            if path.path.startswith("/en/") and not path.netloc:
                todo.append(path.path)
    assert len(seen) > 50
    assert not found, "\n".join(f"{text}: {where}" for text, where in found.items())
