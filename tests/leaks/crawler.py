"""What does everybody get to see? Found from the URL map and by following every link.

A later surface is crawled as soon as it has an address: each URL pattern is filled with keys,
slugs and names from the database, those of secret rows included; then links are followed, in
pages, feeds and data. Searched are bodies and headers, in all languages.
"""

import itertools
import re
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from django.utils import translation

from tests.leaks.planting import TOKEN, own_models

LINK = re.compile(
    r"""(?:href|src|action)=["']([^"'#]+)"""  # pages and feeds
    r"""|"(https?://[^"\\]+|/[^"\\ ]+)"|^URL[^:]*:(\S+)""",  # data and calendars
    re.MULTILINE,
)
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
MOST = 40_000  # a crawl that does not come to its end proves nothing


def routes(patterns=None, before=""):
    """Return every route of the URL map, as it reads in the active language."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        here = f"{before}{entry.pattern}".replace("^", "")
        if isinstance(entry, URLPattern):
            yield here
        else:
            yield from routes(entry.url_patterns, here)


def seeds():
    """Return an address per route and row: numbers for keys, and words of the row for names."""
    words = _words_by_key()
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for route in routes():
                found |= set(_filled(route, words))
    return sorted(found)


def _filled(route, words):
    parameters = list(PARAMETER.finditer(route))
    if not parameters:
        yield f"/{route}"
        return
    for key, texts in words.items():
        offered = [[str(key)] if p["kind"] in ("int", "key") else sorted(texts) for p in parameters]
        for chosen in itertools.islice(itertools.product(*offered), 200):
            address = route
            for parameter, value in zip(parameters, chosen, strict=True):
                address = address.replace(parameter[0], value, 1)
            yield f"/{address}"


def _words_by_key():
    """Return, for each key that any row has, what such rows call themselves."""
    found = {}
    for model in own_models():
        names = [f.name for f in model._meta.concrete_fields]
        called = [n for n in ("slug", "name", "file_name", "object_type", "kind") if n in names]
        for key, *values in model._base_manager.values_list("pk", *called):
            texts = found.setdefault(key, set())
            texts |= {v for v in values if v and re.fullmatch(r"[\w.-]{1,100}", str(v))}
    return {key: texts for key, texts in found.items() if isinstance(key, int) and key < 10**6}


def crawl(client, starts=None, below="/"):
    """Return {token: addresses at which it was found}, and which addresses were read.

    `starts` is where it begins, all `seeds` unless told; `below` is where addresses begin
    that are of interest, several as a tuple.
    """
    found, seen, waiting = {}, set(), list(reversed(seeds() if starts is None else starts))
    while waiting:
        assert len(seen) < MOST, waiting[-1]
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        text = _text(answer)
        asked = set(TOKEN.findall(address))  # for something by its secret name
        is_given = answer.status_code == HTTPStatus.OK
        for token in set(TOKEN.findall(text)) - asked | (asked if is_given else set()):
            found.setdefault(token, set()).add(address)
        for match in LINK.finditer(text):
            link = urljoin(address, next(filter(None, match.groups())).replace("&amp;", "&"))
            local = _local(link)
            is_new = local.startswith(below) and local not in seen
            if local and is_new and not local.startswith(settings.STATIC_URL):
                waiting.append(local)
    return found, seen


def _local(link):
    parts = urlsplit(link)
    if parts.netloc and parts.netloc not in ("testserver", urlsplit(settings.PUBLIC_ORIGIN).netloc):
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _text(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    lines = body.decode(errors="replace").replace("\r\n ", "")  # folded lines of calendars
    return f"{headers}\n{lines}".replace("\u00ad", "")
