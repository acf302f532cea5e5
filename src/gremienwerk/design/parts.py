"""What does a page hand to the components? Small frozen shapes; README.md shows them in use.

A text is a string in the language of the page, or a pair of text and language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.translation import get_language_info

Text = str | tuple[str, str]


@dataclass(frozen=True)
class Link:
    """A place one can go."""

    label: Text
    url: str
    is_current: bool = False
    is_external: bool = False
    is_button: bool = False
    is_section: bool = False


@dataclass(frozen=True)
class Alternate:
    """The same page in another language, or in this one."""

    code: str
    name: str
    url: str
    direction: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """A group of links in the footer."""

    heading: Text
    links: Sequence[Link]


@dataclass(frozen=True)
class Site:
    """Who speaks here, for the frame of every page."""

    name: Text
    subtitle: Text = ""
    home_url: str = "/"
    contact: Sequence[Text] = ()
    email: str = ""
    report_url: str = ""
    accent_url: str = ""
    is_authority: bool = False
    is_demo: bool = False


@dataclass(frozen=True)
class State:
    """A word with a shape; without kind a plain word, without word the usual one of its kind."""

    kind: str
    word: Text = ""


@dataclass(frozen=True)
class Row:
    """A dated entry: what, when, where, in which states, and what to do."""

    title: Text
    url: str = ""
    day: date | None = None
    date_state: str = ""
    when: Text = ""
    place: Text = ""
    note: Text = ""
    states: Sequence[State] = ()
    action: Link | None = None


@dataclass(frozen=True)
class BodyEntry:
    """A body in a list: name and purpose, then when and whether one may come."""

    title: Text
    url: str
    purpose: Text = ""
    when: Text = ""
    states: Sequence[State] = ()


@dataclass(frozen=True)
class Fact:
    """A term and its answer; the answer may have several lines."""

    term: Text
    answer: Text | Sequence[Text]
    url: str = ""
    is_rich: bool = False

    @property
    def lines(self) -> Sequence[Text]:
        """The answer as lines."""
        return lines_of(self.answer)


@dataclass(frozen=True)
class Relation:
    """How one body stands to another."""

    verb: Text
    name: Text
    url: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Way:
    """Something one can do, verb first."""

    title: Text
    text: Text
    link: Link | None = None


@dataclass(frozen=True)
class Step:
    """A step of preparation: ``done``, ``now`` or ``later``."""

    label: Text
    state: str = "later"


@dataclass(frozen=True)
class Option:
    """A choice in a list of a filter."""

    value: str
    label: Text


@dataclass(frozen=True)
class Field:
    """A field of a filter: ``select`` (with options), ``search`` or ``date``."""

    name: str
    label: Text
    options: Sequence[Option] = ()
    value: str = ""
    kind: str = "select"


@dataclass(frozen=True)
class PaperEntry:
    """A paper or file to read: what it is, of which kind, how long, how large in bytes."""

    title: Text
    url: str
    kind: str = ""
    pages: int | None = None
    size: int | None = None
    note: Text = ""
    is_external: bool = False


@dataclass(frozen=True)
class AgendaEntry:
    """An item of an agenda."""

    number: str
    title: Text
    text: Text = ""
    result: Text = ""
    url: str = ""
    papers: Sequence[PaperEntry] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Name:
    """A member as far as one may name them; soft for a seat without a name."""

    name: Text
    note: Text = ""
    url: str = ""
    is_soft: bool = False


@dataclass(frozen=True)
class Shape:
    """An outline of the map with its number and the point where the number stands."""

    number: int
    name: str
    path: str
    x: float
    y: float
    anchor: str
    is_own: bool = False


@dataclass(frozen=True)
class Place:
    """An entry of the list that says the same as the map."""

    number: int
    name: str
    anchor: str
    is_own: bool = False
    state: State | None = None
    lines: Sequence[Text] = ()
    url: str = ""
    email: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture with what it shows in words, and whose it is."""

    url: str
    alt: Text
    width: int | None = None
    height: int | None = None
    author: str = ""
    licence: str = ""
    licence_url: str = ""
    caption: Text = ""


@dataclass(frozen=True)
class DayEntry:
    """Something on a day of the month view."""

    day: date
    title: Text
    url: str = ""
    time: Text = ""
    date_state: str = ""
    states: Sequence[State] = field(default_factory=tuple)


def lines_of(answer: Text | Sequence[Text]) -> Sequence[Text]:
    """Return an answer as lines; a pair of text and language is one line."""
    if isinstance(answer, str) or is_pair(answer):
        return [answer]  # type: ignore[list-item]  # is_pair has looked
    return list(answer)


def is_pair(value: object) -> bool:
    """Tell whether a value is a text with its language, not a list of two lines."""
    known = (dict(settings.LANGUAGES).keys() | {"de"}) if isinstance(value, tuple) else set()
    return (
        isinstance(value, tuple) and len(value) == len(("text", "language")) and value[1] in known
    )


def alternates(current: str, urls: Mapping[str, str]) -> list[Alternate]:
    """Return this page in all languages of the installation for which there is an address."""
    found = []
    for code, _name in settings.LANGUAGES:
        if code in urls:
            about = get_language_info(code)
            direction = "rtl" if about["bidi"] else "ltr"
            name = about["name_local"]
            found.append(
                Alternate(code, name[:1].upper() + name[1:], urls[code], direction, code == current)
            )
    return found
