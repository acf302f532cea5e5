"""How is one value written in an archive, and read again without loss?

As OParl 1.1 (2.4) writes it, with the offset of the town; a fraction of a second is kept where
there is one. What is empty is left out.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

LAST_DAY: Final = "endDate"  # OParl names the last day, we the first that no longer counts
WEB: Final = ("http://", "https://")
_PLAIN: Final = (models.BooleanField, models.IntegerField, models.FloatField)


def empty(field: "models.Field[Any, Any]") -> Any:  # noqa: ANN401 -- of any type
    """Return the value that is left out: nothing, or an empty text."""
    is_text = isinstance(field, (models.CharField, models.TextField))
    return "" if is_text and not field.null else None


def written(value: Any, property_name: str) -> Any:  # noqa: ANN401 -- to JSON
    """Return a value of a column as JSON; references are no business of this module."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(settings.TIME_ZONE)).isoformat()
    if isinstance(value, date):
        return (value - timedelta(days=property_name == LAST_DAY)).isoformat()
    if isinstance(value, time):
        return value.isoformat()
    return value


def read(raw: Any, field: "models.Field[Any, Any]", property_name: str) -> Any:  # noqa: ANN401
    """Return a value for a column from what the archive says.

    Raises `ValueError` if it cannot stand there: type, length, choice, kind of address.
    """
    if isinstance(field, models.JSONField):
        return raw
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(_text(raw))
        if moment.tzinfo is None:
            raise ValueError(raw)
        return moment.astimezone(UTC)
    if isinstance(field, models.DateField):
        day = date.fromisoformat(_text(raw))
        return day + timedelta(days=property_name == LAST_DAY)
    if isinstance(field, models.TimeField):
        return time.fromisoformat(_text(raw))
    if isinstance(field, _PLAIN):
        return _number(raw, field)
    return _checked_text(_text(raw), field)


def _text(raw: object) -> str:
    if not isinstance(raw, str) or "\x00" in raw:
        raise ValueError(raw)
    return raw


def _number(raw: Any, field: "models.Field[Any, Any]") -> Any:  # noqa: ANN401 -- from JSON
    if isinstance(field, models.BooleanField):
        fits = isinstance(raw, bool)
    elif isinstance(field, models.FloatField):
        fits = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    else:
        fits = isinstance(raw, int) and not isinstance(raw, bool)
        fits = fits and abs(raw) < 2**63
    if not fits:
        raise ValueError(raw)
    return raw


def _checked_text(text: str, field: "models.Field[Any, Any]") -> str:
    too_long = field.max_length is not None and len(text) > field.max_length
    known = {str(value) for value, _label in field.flatchoices or ()}
    elsewhere = isinstance(field, models.URLField) and not text.startswith(WEB)
    if too_long or (known and text not in known) or elsewhere:
        raise ValueError(text[:100])
    text.encode()  # half a character cannot be stored
    return text
