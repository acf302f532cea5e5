"""How does a news reader read what is new? Atom, RFC 4287."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

ATOM: Final = "http://www.w3.org/2005/Atom"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
BEGINNING: Final = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed in which nothing happened yet


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; `key` is its unchanging name, `term` what kind of thing it is about."""

    key: str
    title: str
    summary: str
    url: str
    updated: datetime
    term: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the entries: addresses of feed and page, title, author, language."""

    address: str
    page: str
    title: str
    subtitle: str
    author: str
    language: str


def atom_of(entries: Iterable[Entry], frame: Frame) -> bytes:
    """Return the feed; the same bytes for the same data."""
    entries = list(entries)
    feed = ET.Element("feed", {"xmlns": ATOM, LANGUAGE: frame.language})
    _add(feed, "id", frame.address)
    _add(feed, "title", frame.title)
    _add(feed, "subtitle", frame.subtitle)
    _add(feed, "updated", _moment(max((e.updated for e in entries), default=BEGINNING)))
    _add(_add(feed, "author"), "name", frame.author)
    _add(feed, "link", rel="self", type="application/atom+xml", href=frame.address)
    _add(feed, "link", rel="alternate", type="text/html", href=frame.page)
    for entry in entries:
        item = _add(feed, "entry")
        _add(item, "id", entry.key)
        _add(item, "title", entry.title)
        _add(item, "updated", _moment(entry.updated))
        _add(item, "link", rel="alternate", type="text/html", href=entry.url)
        _add(item, "category", term=entry.term)
        _add(item, "summary", entry.summary)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    if text:
        child.text = text
    return child


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
