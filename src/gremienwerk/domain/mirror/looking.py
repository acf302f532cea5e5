"""What answers at an address, before anybody mirrors it? A first look that keeps nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, Reason
from gremienwerk.domain.mirror.fetching.answers import Page, Request, read
from gremienwerk.domain.mirror.fetching.client import Client, Limits, Reach, Surroundings
from gremienwerk.domain.mirror.mapping.cutting import LISTS
from gremienwerk.domain.mirror.mapping.values import is_web_address
from gremienwerk.foundation.errors import Refusal

# Somebody waits at the screen: one try, short times; seconds and bytes.
SHORT: Final = Limits(
    pause=0,
    tries=1,
    connect_timeout=5,
    read_timeout=15,
    longest_answer=20,
    largest_answer=5_000_000,
)
ADVICE: Final[Mapping[str, str | Promise]] = {
    Reason.PRIVATE_ADDRESS: gettext_lazy(
        "This address lies in a private network. Only addresses of the public internet are asked."
    ),
    Reason.NO_JSON: gettext_lazy(
        "A web page answers there, no data. Look for the address of the OParl system; it often"
        " ends with /system."
    ),
    Reason.UNREACHABLE: gettext_lazy(
        "Nobody answers there. Please check the spelling, or try again later."
    ),
    Reason.NOT_FOUND: gettext_lazy("The server answers, but does not know this address."),
    Reason.SERVER_ERROR: gettext_lazy("The server reports an error. Please try again later."),
    Reason.REFUSED: gettext_lazy(
        "The server refuses to answer us. Ask who runs it for access to its OParl interface."
    ),
    Reason.SWITCHED_OFF: gettext_lazy(
        "The OParl interface of this server is switched off. Ask who runs it to switch it on."
    ),
    Reason.REDIRECTS: gettext_lazy(
        "The server forwards to another one. Please give the address where it ends."
    ),
    Reason.BROKEN_JSON: gettext_lazy("The server answers with data that cannot be read."),
    Reason.EMPTY: gettext_lazy("The server answers with nothing."),
    Reason.TOO_BIG: gettext_lazy("The answer is much too big for a system. Check the address."),
}
NO_SYSTEM: Final = gettext_lazy(
    "There are data, but no OParl system. Look for the address of the System object."
)
NO_ADDRESS: Final = gettext_lazy(
    "The address must begin with https:// or http:// and name a server."
)
NO_BODY: Final = gettext_lazy("The system names no corporation, so there is nothing to mirror.")


class NothingToMirror(Refusal):
    """What answers at an address is no OParl server that we may ask."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a server says of itself; `lists` are the attributes of its first corporation."""

    name: str
    version: str
    license: str
    bodies: tuple[str, ...]
    lists: tuple[str, ...]


def look(url: str, around: Surroundings, *, reach: Reach | None = None) -> Look:
    """Ask an address for its System and Körperschaften: two or three requests, nothing kept.

    Raises `NothingToMirror` with a sentence that says what to do.
    """
    if not is_web_address(url):
        raise NothingToMirror(str(NO_ADDRESS))
    with Client(url, SHORT, around, reach) as client:
        client.introduce("Gremienwerk")
        system = _first(_read(client, url, AnswerKind.SYSTEM, ObjectType.SYSTEM))
        named = system.get("body")
        if not system.get("oparlVersion") or not named:
            raise NothingToMirror(str(NO_SYSTEM))
        bodies = _bodies(client, named)
    if not bodies:
        raise NothingToMirror(str(NO_BODY))
    licenses = (str(one.get("license") or "").strip() for one in (system, *bodies))
    return Look(
        name=_text(system, "name") or _text(bodies[0], "name"),
        version=str(system["oparlVersion"]).rstrip("/").rpartition("/")[2],
        license=next(filter(None, licenses), "")[:500],
        bodies=tuple(filter(None, (_text(one, "name") for one in bodies))),
        lists=tuple(name for name in LISTS if isinstance(bodies[0].get(name), str)),
    )


def _bodies(client: Client, named: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- what a server sends
    """Return the Körperschaften: a list, its address, or objects in place."""
    if isinstance(named, str):
        items = _read(client, named, AnswerKind.LIST, ObjectType.BODY).items
    else:
        items = named if isinstance(named, list) else [named]
    return [one for one in items if isinstance(one, dict)]


def _read(client: Client, url: str, kind: AnswerKind, what: ObjectType) -> Page:
    page = read(client.get(Request(url, kind, what)))
    if page.reason:
        raise NothingToMirror(str(ADVICE.get(page.reason, NO_SYSTEM)))
    return page


def _first(page: Page) -> dict[str, Any]:
    first = page.items[0] if page.items else {}
    return first if isinstance(first, dict) else {}


def _text(data: dict[str, Any], name: str) -> str:
    return " ".join(str(data.get(name) or "").split())[:300]
