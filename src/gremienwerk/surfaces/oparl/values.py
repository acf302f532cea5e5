"""How are moments, days and texts written in OParl 1.1 (2.4)?"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from gremienwerk.surfaces.oparl.addresses import ORIGIN, SCHEMA
from gremienwerk.surfaces.oparl.choices import TYPE_NAMES

TOWN: Final = ZoneInfo(settings.TIME_ZONE)
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
WEB_ADDRESS: Final = re.compile(r"https?://\S+")
Object = dict[str, Any]  # an object of OParl: JSON values by property


def moment(value: datetime | None) -> str | None:
    """Return a date-time with the offset of the town: no `Z`, no fractions."""
    if value is None:
        return None
    return value.astimezone(TOWN).replace(microsecond=0).isoformat()


def day(value: date | None) -> str | None:
    """Return a date."""
    return None if value is None else value.isoformat()


def last_day(ends_on: date | None) -> str | None:
    """Return the last day of a half-open period, which is what `endDate` says."""
    return None if ends_on is None else (ends_on - timedelta(days=1)).isoformat()


def clean(value: str) -> str:
    """Return a text without control characters and outer blanks."""
    if value.isprintable():
        return value.strip()
    return CONTROL.sub("", value.replace("\r\n", "\n")).strip()


def web_address(value: str) -> str:
    """Return an address of the web, or "" for anything else."""
    found = clean(value)
    return found if WEB_ADDRESS.fullmatch(found) else ""


def head(kind: str, url: str) -> Object:
    """Return the beginning of an object; its moments are filled in when it is written."""
    return {"id": url, "type": SCHEMA + TYPE_NAMES[kind], "created": None, "modified": None}


def told(properties: Mapping[str, Any]) -> Object:
    """Return what there is to tell: optional properties without a value are left out (J5)."""
    cleaned = {key: _cleaned(value) for key, value in properties.items()}
    return {key: value for key, value in cleaned.items() if value not in (None, "", [], {})}


def _cleaned(value: Any) -> Any:  # noqa: ANN401 -- JSON
    is_text = isinstance(value, str) and not value.startswith(f"{ORIGIN}/")
    return clean(value) if is_text else value


def as_json(value: object) -> str:
    """Return compact JSON; the mark of the origin stays one raw character.

    A backslash in a text is doubled, so the replaced characters can only be the mark.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace(r'"\u0001/', f'"{ORIGIN}/')
