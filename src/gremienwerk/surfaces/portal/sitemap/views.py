"""Which pages may a search engine show, in which languages, and since when are they so?

Only pages that ask for nothing else: no page of a person, none of the workspace. An invented
network is not for search engines at all. The form is that of sitemaps.org 0.9.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.surfaces.portal.site import LANGUAGE_CODES, today

PAGES: Final = (
    *("start", "bodies", "calendar", "meetings", "papers", "districts", "open_data"),
    *("easy_language", "accessibility", "imprint", "privacy"),
)
# At most 50,000 addresses in one file (sitemaps.org); each row has one per language.
ROWS: Final = 20_000 // len(LANGUAGE_CODES)
FRESH_SECONDS: Final = 60 * 60
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
XML: Final = "application/xml; charset=utf-8"
Rows = QuerySet[Any, tuple[Any, datetime]]  # what the address is made of, and the last change

SECTIONS: Final[dict[str, tuple[str, Callable[[], Rows]]]] = {
    "gremien": (
        "body",
        lambda: Organization.objects.listed().order_by("pk").values_list("slug", "modified_at"),
    ),
    "sitzungen": (
        "meeting",
        lambda: known_today(today()).order_by("pk").values_list("pk", "modified_at"),
    ),
    "drucksachen": (
        "paper",
        lambda: Paper.objects.public().order_by("pk").values_list("pk", "modified_at"),
    ),
    "orte": (
        "place",
        lambda: Location.objects.public().order_by("pk").values_list("pk", "modified_at"),
    ),
}
STANDING: Final = "seiten"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell search engines where the list is, and what is not for them.

    The pages of a demo may be read, or nobody would see that they ask not to be indexed.
    """
    lines = ["User-agent: *", "Disallow: /arbeit/", "Disallow: /konto/"]
    if _is_for_search_engines():
        lines += ["", f"Sitemap: {settings.PUBLIC_ORIGIN}{reverse('sitemap:index')}"]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    """List the parts of the list."""
    _refuse_in_demo()
    numbers = {STANDING: 1}
    for name, (_page, rows) in SECTIONS.items():
        numbers[name] = -(-rows().count() // ROWS)
    urls = [
        settings.PUBLIC_ORIGIN + reverse("sitemap:section", args=[name, number])
        for name, count in numbers.items()
        for number in range(1, count + 1)
    ]
    entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in urls)
    return _answer(f'<sitemapindex xmlns="{SITEMAP}">\n{entries}</sitemapindex>\n')


@require_safe
def section(_request: HttpRequest, section: str, number: int) -> HttpResponse:
    """List some pages, each in every language, with its counterparts in the others."""
    _refuse_in_demo()
    if section == STANDING and number == 1:
        entries = [_entry(_in_all_languages(page), None) for page in PAGES]
    elif section in SECTIONS and number > 0:
        page, rows = SECTIONS[section]
        found = rows()[(number - 1) * ROWS : number * ROWS]
        entries = list(_of_rows(page, found))
    else:
        entries = []
    if not entries:
        raise Http404(section)
    body = "".join(entries)
    return _answer(f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n{body}</urlset>\n')


def _of_rows(page: str, rows: Rows) -> Iterator[str]:
    """Yield the entries of rows; the form of their address is looked up once."""
    forms = [(code, *url.split("0")) for code, url in _in_all_languages(page, "0")]
    for key, modified_at in rows.iterator(2000):
        urls = [(code, f"{head}{key}{tail}") for code, head, tail in forms]
        yield _entry(urls, modified_at)


def _in_all_languages(page: str, *arguments: str) -> list[tuple[str, str]]:
    found = []
    for code in LANGUAGE_CODES:
        with translation.override(code):
            found.append((code, reverse(f"portal:{page}", args=arguments)))
    return found


def _entry(urls: Sequence[tuple[str, str]], modified_at: datetime | None) -> str:
    """Return the entries of one page: one per language, each naming all of them."""
    origin = settings.PUBLIC_ORIGIN
    named = [(code, escape(origin + url, {'"': "&quot;"})) for code, url in urls]
    named.append(("x-default", named[0][1]))
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in named
    )
    changed = f"<lastmod>{modified_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if modified_at else ""
    return "".join(f"<url><loc>{url}</loc>{changed}{others}</url>\n" for _code, url in named[:-1])


def _is_for_search_engines() -> bool:
    here = installation()
    return here is not None and not here.is_demo


def _refuse_in_demo() -> None:
    """Raise Http404 where no page is to be found by search engines."""
    if not _is_for_search_engines():
        message = "Nothing here is for search engines."
        raise Http404(message)


def _answer(body: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    response = HttpResponse(text, content_type=XML)
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
