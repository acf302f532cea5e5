"""How is a value of a source bent until it fits? Every bend has a code and is counted.

The one place of tolerant coercion (importer rule 8): scalar or list, null, blanks, dates,
numbers, addresses. Pure: no clock, no database.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from gremienwerk.foundation.records import whole_second

TOWN: Final = ZoneInfo("Europe/Berlin")
PLACEHOLDERS: Final = {"", "n/a", "null", "none", "undefined"}
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
GERMAN_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@:\[\]\\]+(:\d+)?([/?#]|$)", re.IGNORECASE)
OURS: Final = "Gremienwerk:"  # our own further attributes, where a source is one of us
EPOCH_YEAR: Final = 1970
FIRST_YEAR: Final = 1800
DAY: Final = timedelta(days=1)


class Reader:
    """Reads one object's attributes and notes in `codes` what it had to bend."""

    def __init__(self, data: dict[str, Any], codes: Iterable[str] = ()) -> None:
        """Read `data`; `codes` were noted when it was cut out."""
        self.data = data
        self.codes = list(codes)

    def note(self, field: str, code: str) -> None:
        """Note that `field` was bent."""
        self.codes.append(f"{field}:{code}")

    def has(self, field: str) -> bool:
        """Test whether the source says anything: missing is unknown, `[]` is empty."""
        return self.data.get(field) is not None

    def text(self, field: str, longest: int | None = None) -> str:
        """Return one line without blanks at its ends, "" if there is none."""
        value = self._string(field)
        cleaned = " ".join(value.split())
        if cleaned != value:
            self.note(field, _space(value))
        return self._fit(field, cleaned, longest)

    def lines(self, field: str) -> str:
        """Return a text that may have several lines."""
        value = self._string(field)
        cleaned = value.replace("\r\n", "\n").replace("\xa0", " ").strip()
        return self._fit(field, cleaned, None)

    def _string(self, field: str) -> str:
        value = self.data.get(field)
        if value is None:
            return ""
        if isinstance(value, list):
            self.note(field, "list")
            value = ", ".join(str(part) for part in value if isinstance(part, (str, int)))
        if isinstance(value, (bool, dict)):
            self.note(field, "no_text")
            return ""
        if not isinstance(value, str):
            self.note(field, "number")
            value = str(value)
        if value.strip().lower() in PLACEHOLDERS:
            self.note(field, "placeholder")
            return ""
        return value

    def _fit(self, field: str, value: str, longest: int | None) -> str:
        if not value.isprintable() and UNPRINTABLE.search(value):
            self.note(field, "control_characters")
            value = UNPRINTABLE.sub("", value)
        if longest is not None and len(value) > longest:
            self.note(field, "too_long")
            value = value[: longest - 1].rstrip() + "…"
        return value

    def url(self, field: str, longest: int = 500) -> str:
        """Return a web address, "" if it is none or too long to be kept whole."""
        value = self._string(field)
        stripped = value.strip()
        if stripped != value:
            self.note(field, "whitespace")
        if not stripped:
            return ""
        if not is_web_address(stripped) or UNPRINTABLE.search(stripped):
            self.note(field, "no_address")
            return ""
        if len(stripped) > longest:
            self.note(field, "too_long")
            return ""
        return stripped

    def email(self, field: str) -> str:
        """Return an e-mail address, "" if it is none."""
        value = self.text(field, 254)
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            self.note(field, "no_address")
            return ""
        return value

    def moment(self, field: str) -> datetime | None:
        """Return a moment in UTC and whole seconds; without an offset it counts as the town's."""
        value = self._string(field).strip()
        if not value:
            return None
        try:
            found = datetime.fromisoformat(value)
            if found.tzinfo is None:
                self.note(field, "no_offset")
                found = found.replace(tzinfo=TOWN)
            found = whole_second(found)
        except (ValueError, OverflowError):
            self.note(field, "no_moment")
            return None
        if found.year < FIRST_YEAR:
            self.note(field, "no_moment")
            return None
        return found

    def stamp(self, field: str) -> datetime | None:
        """Return `created` or `modified`; the beginning of computer time means unknown."""
        found = self.moment(field)
        if found and found <= datetime(EPOCH_YEAR, 1, 2, tzinfo=UTC):
            self.note(field, "epoch")
            return None
        return found

    def day(self, field: str) -> date | None:
        """Return a day, also where the source gives a moment or the German order."""
        value = self._string(field).strip()
        if not value:
            return None
        found = self._day(field, value)
        if found is None or found.year < FIRST_YEAR:
            self.note(field, "no_date")
            return None
        return found

    def _day(self, field: str, value: str) -> date | None:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
        try:
            if german := GERMAN_DATE.fullmatch(value):
                day, month, year = map(int, german.groups())
                self.note(field, "german_date")
                return date(year, month, day)
            moment = datetime.fromisoformat(value)
            self.note(field, "moment")
            return (moment.astimezone(TOWN) if moment.tzinfo else moment).date()
        except (ValueError, OverflowError):
            return None

    def period(self) -> tuple[date | None, date | None]:
        """Return `startDate` and `endDate` half-open: the last day becomes the first after.

        An end before the start is unknown.
        """
        starts, last = self.day("startDate"), self.day("endDate")
        ends = last + DAY if last and last < date.max else None
        if starts and ends and ends <= starts:
            self.note("endDate", "before_start")
            ends = None
        return starts, ends

    def number(self, field: str, largest: int) -> int | None:
        """Return a whole number that is not negative."""
        value = self.data.get(field)
        if isinstance(value, str) and value.strip().isdecimal():
            self.note(field, "text")
            value = int(value)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= largest:
            self.note(field, "no_number")
            return None
        return value

    def flag(self, field: str, *, unknown: bool = False) -> bool:
        """Return yes or no."""
        value = self.data.get(field)
        if value is None or isinstance(value, bool):
            return unknown if value is None else value
        self.note(field, "no_flag")
        return str(value).strip().lower() in {"true", "1", "yes", "ja"}

    def addresses(self, field: str) -> list[str]:
        """Return the addresses that an attribute names, each once, in order."""
        value = self.data.get(field)
        listed = value if isinstance(value, list) else [value]
        return list(dict.fromkeys(url for url in listed if isinstance(url, str) and url.strip()))

    def address(self, field: str) -> str:
        """Return the one address that an attribute names, "" for none."""
        return next(iter(self.addresses(field)), "")


def is_web_address(value: str) -> bool:
    """Test whether `value` may become a link: http or https, and a host."""
    return WEB_ADDRESS.match(value) is not None


def _space(value: str) -> str:
    if "\n" in value or "\r" in value:
        return "line_break"
    return "no_break_space" if "\xa0" in value else "whitespace"


def key(url: str) -> str:
    """Return the form in which addresses are compared; kept are they as they came.

    Rule: `http` and `https`, doubled slashes and one at the end make no difference
    (source: vendor table, row 23).
    """
    head, _sep, path = url.strip().partition("://")
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    scheme = "https" if head == "http" else head
    return f"{scheme}://{path.rstrip('/')}"
