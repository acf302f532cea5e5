"""Which address has each object and list?

Built from the configured origin alone, never from a request. Stored texts hold the mark
`ORIGIN` in its place, so that an installation can move without writing anything anew.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from gremienwerk.surfaces.oparl.choices import Kind

ORIGIN: Final = "\x01"  # no text of ours holds this character, see `values.clean`
BASE: Final = f"{ORIGIN}/oparl/1.1"
SCHEMA: Final = "https://schema.oparl.org/1.1/"
PREFIX: Final = "/oparl/"
_ANY_OBJECT: Final = re.compile(rf'"{BASE}/([a-z]+)/([0-9]+)"')


def object_url(kind: str, key: int) -> str:
    """Return the `id` of an object, with the mark."""
    return f"{BASE}/{kind}/{key}"


def system_url() -> str:
    """Return the `id` of the one System, with the mark."""
    return f"{BASE}/system"


def list_url(kind: str, key: int, name: str) -> str:
    """Return the address of a list of a Body or an Organization, with the mark."""
    return f"{BASE}/{kind}/{key}/{name}"


def page_url(name: str, *arguments: object) -> str:
    """Return the address of a page of the portal or of a file, with the mark."""
    with override("de"):
        return ORIGIN + reverse(name, args=arguments)


@cache
def _page_of_zero(name: str) -> str:
    return page_url(name, 0)


def numbered_page_url(name: str, key: int) -> str:
    """Return the page of the object with this key; quicker than `page_url`."""
    head, _zero, tail = _page_of_zero(name).rpartition("0")
    return f"{head}{key}{tail}"


def with_origin(text: str) -> bytes:
    """Return `text` as it leaves: the mark replaced by the public origin."""
    return text.encode().replace(ORIGIN.encode(), settings.PUBLIC_ORIGIN.encode())


def named_in(text: str) -> Iterator[tuple[Kind, int]]:
    """Yield the objects that a stored text names, itself included."""
    for word, key in _ANY_OBJECT.findall(text):
        yield Kind(word), int(key)
