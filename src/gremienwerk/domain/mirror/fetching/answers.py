"""What was asked, what came back, and can it be read?

Reading is pure: the walk and the mapping read the same bytes in the same way.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin

from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, Reason

GONE: Final = {404, 410}
OK: Final = 200
NO_ANSWER: Final = 500
BAD_REQUEST: Final = 400
NOTHING_FOUND: Final = "802"  # one vendor's code for an empty list
NO_ADDRESSES: Final = b"Keine Adressen vorhanden"
SWITCHED_OFF: Final = b"nicht aktiviert"
LISTS: Final = {AnswerKind.LIST, AnswerKind.PART, AnswerKind.FILTERED}


@dataclass(frozen=True, slots=True)
class Request:
    """An address, what should be there, and which object named it.

    A part is a list within another one: the meetings of one organization.
    """

    url: str
    kind: AnswerKind
    object_type: ObjectType
    owner: str = ""

    @property
    def is_part(self) -> bool:
        """Tell whether the list is a part of another one."""
        return self.kind == AnswerKind.PART


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `reason` says why nothing did, or why the walk stopped here."""

    request: Request
    fetched_at: datetime
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, read: its objects and where the list goes on."""

    items: list[Any] = field(default_factory=list)
    next_url: str = ""
    pages: int | None = None
    reason: str = ""
    detail: str = ""
    codes: tuple[str, ...] = ()


def read(answer: Answer) -> Page:
    """Read an answer as a list or as a single object."""
    if answer.reason:
        return Page(reason=answer.reason, detail=answer.detail)
    if is_empty_by_error(answer):
        return Page(codes=(f"list:empty_as_{answer.status}",))
    page = _read(answer)
    if page.reason and SWITCHED_OFF in (answer.content or b"")[:5000]:
        return Page(reason=Reason.SWITCHED_OFF, detail=f"HTTP {answer.status}")
    return page


def _read(answer: Answer) -> Page:
    if problem := _status_problem(answer.status):
        return Page(reason=problem, detail=f"HTTP {answer.status}")
    value, reason, codes = parse(answer.content or b"")
    if reason:
        return Page(reason=reason, codes=codes)
    return _page(answer, value, codes)


def is_empty_by_error(answer: Answer) -> bool:
    """Test for an empty list that comes as an error with exactly this body.

    Rule: one vendor answers so where nothing was found; believed for a part of a list and for
    what changed in one, never for a list of the Körperschaft (source: vendor table, row 21).
    """
    if answer.request.kind not in {AnswerKind.PART, AnswerKind.FILTERED}:
        return False
    content = answer.content or b""
    if answer.status == BAD_REQUEST:
        return NO_ADDRESSES in content
    if answer.status not in GONE:
        return False
    value, _reason, _codes = parse(content)
    return isinstance(value, dict) and str(value.get("code")) == NOTHING_FOUND


def _status_problem(status: int | None) -> str:
    if status == OK:
        return ""
    if status in GONE:
        return Reason.NOT_FOUND
    if status is not None and status >= NO_ANSWER:
        return Reason.SERVER_ERROR
    return Reason.REFUSED


@lru_cache(maxsize=1)  # asked for twice in a row: whether to try again, and by the walk
def parse(content: bytes) -> tuple[Any, str, tuple[str, ...]]:
    """Return the value in an answer, why there is none, and what had to be bent.

    Rule: control characters inside of strings are kept out of the text, not out of the
    database (source: vendor table, row 6); other encodings than UTF-8 are tried.
    """
    codes: list[str] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        codes.append("answer:encoding")
        text = content.decode("cp1252", "replace")
    start = text.lstrip()[:1]
    if not start:
        return None, Reason.EMPTY, ()
    if start == "<":
        return None, Reason.NO_JSON, ()
    try:
        return json.loads(text), "", tuple(codes)
    except (ValueError, RecursionError):
        pass
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None, Reason.BROKEN_JSON, ()
    return value, "", (*codes, "answer:control_characters")


def _page(answer: Answer, value: Any, codes: tuple[str, ...]) -> Page:  # noqa: ANN401 -- what a server sends
    request = answer.request
    found = (_of_list if request.kind in LISTS else _of_object)(request, value, codes)
    return found or Page(reason=Reason.WRONG_SHAPE, detail=json.dumps(value)[:200])


def _of_list(request: Request, value: Any, codes: tuple[str, ...]) -> Page | None:  # noqa: ANN401
    if value == [] and request.kind == AnswerKind.LIST:
        return Page(reason=Reason.EMPTY, detail="[]")
    if isinstance(value, list):
        return Page(value, codes=(*codes, "list:bare"))
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("data"), list):
        return _list_page(request, value, codes)
    if "id" in value and request.object_type == ObjectType.BODY:
        return Page([value], codes=(*codes, "list:single_object"))
    return None


def _of_object(request: Request, value: Any, codes: tuple[str, ...]) -> Page | None:  # noqa: ANN401
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return Page([value], codes=codes)
    if isinstance(value, list) and request.kind == AnswerKind.SINGLE:
        return Page(value[:1], codes=(*codes, "object:in_list"))
    return None


def _list_page(request: Request, value: dict[str, Any], codes: tuple[str, ...]) -> Page:
    links, paging = value.get("links"), value.get("pagination")
    next_url = links.get("next") if isinstance(links, dict) else None
    pages = paging.get("totalPages") if isinstance(paging, dict) else None
    has_next = isinstance(next_url, str) and next_url.strip() != ""
    return Page(
        value["data"],
        urljoin(request.url, str(next_url).strip()) if has_next else "",
        pages if isinstance(pages, int) else None,
        codes=codes,
    )
