"""How does an answer of OParl leave: what every one carries, and how an error reads?"""

import json
from http import HTTPStatus

from django.http import HttpResponse

from gremienwerk.surfaces.oparl.addresses import SCHEMA, with_origin

JSON = "application/json"
ALLOWED = "GET, HEAD"


def answer(text: str, status: int = HTTPStatus.OK) -> HttpResponse:
    """Return JSON for everybody, in pages of other sites too (C1); the mark becomes the origin."""
    response = HttpResponse(with_origin(text), content_type=JSON, status=status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def error(status: HTTPStatus, message: str, debug: str) -> HttpResponse:
    """Return an Error object (2.9): `message` for people, `debug` without inner workings."""
    told = {"type": f"{SCHEMA}Error", "message": message, "debug": debug}
    response = answer(json.dumps(told, ensure_ascii=False), status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ALLOWED
    return response


def moved(url: str) -> HttpResponse:
    """Lead to the one canonical address."""
    response = answer("", HTTPStatus.MOVED_PERMANENTLY)
    response.headers["Location"] = url
    return response
