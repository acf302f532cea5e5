"""How is one table of a file read, so that nothing in it goes unread?

Every key is asked for with its type; `close` then names the keys that nobody asked for.
"""

import re
from datetime import date, datetime, time
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.checks import SLUG
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.network_file.problems import Problems, one_of

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONG = 20_000
_is_web = URLValidator(schemes=["http", "https"])


class Table:
    """One table; a missing one reads as empty and is falsy."""

    def __init__(self, data: dict[str, Any], place: str, problems: Problems) -> None:
        """Read `data`, which stands at `place` of the file that `problems` are of."""
        self.data = data
        self.name = place
        self.problems = problems
        self.asked: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self.data)

    def place(self, key: str) -> str:
        """Return the place of `key` as it stands in the file."""
        return f"{self.name} {key}".strip()

    def note(self, key: str, sentence: str) -> None:
        """Remember a mistake in `key`."""
        self.problems.note(self.place(key), sentence)

    def raw(self, key: str) -> Any:  # noqa: ANN401 -- whatever stands in the file
        """Return what stands at `key`; None if nothing does."""
        self.asked.add(key)
        return self.data.get(key)

    def text(self, key: str, *, limit: int = 300, required: bool = False) -> str:
        """Return a text without blanks around it; empty if there is none."""
        value = self.raw(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.note(key, _('This is needed; add %(key)s = "...".') % {"key": key})
            return ""
        if not isinstance(value, str):
            self.note(key, _('Write this in quotes: %(key)s = "...".') % {"key": key})
            return ""
        if CONTROL.search(value):
            self.note(key, _("Remove the control characters from this text."))
        if len(value.strip()) > limit:
            facts = {"number": len(value.strip()), "limit": limit}
            self.note(
                key, _("This has %(number)s characters; at most %(limit)s are possible.") % facts
            )
        return value.strip()

    def slug(self, key: str, *, required: bool = False) -> str:
        """Return a word that can be part of an address."""
        value = self.text(key, limit=150, required=required)
        if value and not SLUG.fullmatch(value):
            self.note(
                key, _("Use small letters a to z, digits and single dashes, like “runder-tisch”.")
            )
        return value

    def choice(self, key: str, words: type[TextChoices], default: str = "") -> str:
        """Return one of `words`; `default` if there is none."""
        value = self.raw(key)
        if value is None or value == "":
            return default
        if value not in words.values:
            self.note(key, one_of(value, words.values))
            return default
        return str(value)

    def number(self, key: str, low: int, high: int) -> int | None:
        """Return a whole number from `low` to `high`."""
        value = self.raw(key)
        if value is None:
            return None
        if type(value) is not int or not low <= value <= high:
            facts = {"low": low, "high": high}
            self.note(key, _("Write a whole number from %(low)s to %(high)s.") % facts)
            return None
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false; `default` if neither stands there."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.note(key, _("Write true or false, without quotes."))
            return default
        return value

    def day(self, key: str) -> date | None:
        """Return a day, written as a date or as a text like "2026-12-31"."""
        value = self.raw(key)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.note(key, _("Write a day as year-month-day, for instance 2026-12-31."))
            return None
        return value

    def clock(self, key: str) -> time | None:
        """Return a time of day, written as 17:30:00 or as a text like "17:30"."""
        value = self.raw(key)
        if value is None or value == "":
            return None
        if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?", value):
            try:
                return time.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, time):
            self.note(key, _('Write a time of day like "17:30".'))
            return None
        return value

    def email(self, key: str) -> str:
        """Return a mail address."""
        value = self.text(key, limit=254)
        try:
            if value:
                validate_email(value)
        except ValidationError:
            self.note(key, _("“%(value)s” is no mail address.") % {"value": value})
        return value

    def web(self, key: str) -> str:
        """Return an address of the web."""
        value = self.text(key, limit=500)
        try:
            if value:
                _is_web(value)
        except ValidationError:
            self.note(
                key, _("“%(value)s” is no web address; it begins with https://.") % {"value": value}
            )
        return value

    def table(self, key: str) -> "Table":
        """Return the table below `key`; an empty one if there is none."""
        value = self.raw(key)
        place = self._below(f"[{key}]")
        if value is not None and not isinstance(value, dict):
            self.note(key, _("Write this as a table: [%(key)s].") % {"key": key})
            value = None
        return Table(value or {}, place, self.problems)

    def tables(self, key: str) -> "list[Table]":
        """Return the tables of the list below `key`, numbered from 1 in their places."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.note(key, _("Write this as a list of tables: [[%(key)s]].") % {"key": key})
            return []
        return [
            Table(one, self._below(f"[[{key}]] {number}"), self.problems)
            for number, one in enumerate(value, start=1)
        ]

    def _below(self, place: str) -> str:
        return f"{self.name} {place}".strip()

    def languages(self) -> "dict[str, Table]":
        """Return the tables named by a language, like [texts.en]; German is the source."""
        found = {}
        for key, value in self.data.items():
            if isinstance(value, dict):
                self.asked.add(key)
                if key == SOURCE_LANGUAGE or not is_language(key):
                    self.note(key, _("This is no further language; write a code such as “en”."))
                    continue
                place = f"{self.name.rstrip(']')}.{key}]" if self.name.endswith("]") else key
                found[key] = Table(value, place, self.problems)
        return found

    def renderings(self, **fields: str) -> dict[str, list[Rendering]]:
        """Return translations that stand beside a text: `label_en` of `label`.

        `fields` name the column for each key: `renderings(label="contact_label")`.
        """
        found: dict[str, list[Rendering]] = {}
        for key, column in fields.items():
            for name in self.data:
                base, _sign, language = name.rpartition("_")
                if base == key and is_language(language) and language != SOURCE_LANGUAGE:
                    text = self.text(name, limit=LONG)
                    found.setdefault(column, []).append(Rendering(language, text))
        return found

    def close(self) -> None:
        """Name every key that nobody asked for, with the nearest one that has a meaning."""
        for key in self.data:
            if key not in self.asked:
                self.note(key, one_of(key, sorted(self.asked)))


def is_language(code: str) -> bool:
    """Test whether `code` is a language such as `en` or `pt-br`."""
    if not LANGUAGE.fullmatch(code):
        return False
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
