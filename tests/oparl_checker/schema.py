"""Does an object fit the schema files of the standard (tests/fixtures/oparl-1.1-schema)?"""

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(__file__).parent.parent / "fixtures" / "oparl-1.1-schema"
TYPES = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "number": (int, float),
}


@cache
def schema(name):
    return json.loads((FOLDER / name).read_text())


def faults(thing, name):
    """Yield what does not fit; a tombstone owes nothing but itself."""
    rules = schema(name)
    if thing.get("deleted") is not True:
        yield from (f"{key} is missing" for key in rules.get("required", ()) if key not in thing)
    for key, rule in rules["properties"].items():
        if key in thing:
            yield from (f"{key}: {fault}" for fault in _value_faults(thing[key], rule))


def _value_faults(value, rule):
    wanted = TYPES[rule["type"]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        yield f"{value!r} is no {rule['type']}"
        return
    if "pattern" in rule and not re.search(rule["pattern"], value):
        yield f"{value!r} does not match"
    if "format" in rule and not _is_format(value, rule["format"]):
        yield f"{value!r} is no {rule['format']}"
    if "schema" in rule:
        yield from faults(value, rule["schema"])
    if "items" in rule and isinstance(value, list):
        for item in value:
            yield from _value_faults(item, rule["items"])


def _is_format(value, name):
    if name == "url":
        parts = urlsplit(value)
        return bool(parts.scheme in {"http", "https"} and parts.netloc)
    try:
        return bool((date if name == "date" else datetime).fromisoformat(value))
    except ValueError:
        return False
