"""What frames every page of the portal: who speaks, where can one go, in which languages?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Alternate, Group, Link, Site, Text, alternates
from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts, Wording
from gremienwerk.surfaces.portal.linked_data import bare, block

FEED_OF_ALL = "/feeds/alle.ics"
NEWS = "/feeds/alle.atom"
OPEN_DATA = "/oparl/1.1/system"
LANGUAGE_CODES = tuple(code for code, _name in settings.LANGUAGES)
SIGN_IN = "/konto/anmelden/"


def today() -> date:
    """Return the present day where the office is."""
    return timezone.localdate()


def page_language() -> str:
    """Return the language in which the present page is drawn."""
    return get_language() or SOURCE_LANGUAGE


def plain(text: Text) -> str:
    """Return a text without its language."""
    return bare(text)


def feed_of(slug: str) -> str:
    """Return the address of the calendar feed of one body."""
    return f"/feeds/gremien/{slug}.ics"


def subscription_of(slug: str) -> str:
    """Return the page on which one subscribes to the calendar of a body, or of all."""
    return reverse("portal:subscribe") + (f"?gremium={slug}" if slug else "")


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page in the frame of the portal.

    Costs one query for the installation, and one for its texts in another language than the
    source's; none for what the context brings as `installation` and `texts`. What it brings as
    `linked` is told to machines (schema.org), None keeps the page from being told at all.
    """
    here = context["installation"] if "installation" in context else queries.installation()
    texts = context.get("texts") or Texts([here] if here else [], page_language())
    frame = {
        "site": _site(here, texts),
        "nav": _nav(request.path),
        "aids": [_place(request.path, "easy_language", _("Easy language"))],
        "alternates": other_languages(request),
        "foot": _foot(request.path, here),
        "page_address": f"{settings.PUBLIC_ORIGIN}{request.path}",
        "today": today(),
        "language": page_language(),
        "installation": here,
        "linked_data": block(context.get("linked", ()), context.get("crumbs", ()), request.path),
    }
    response = render(request, template, {**frame, **context}, status=status)
    if here and here.is_demo:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def other_languages(request: HttpRequest) -> list[Alternate]:
    """Return this page in every language; from outside the languages, their start pages."""
    first, _slash, rest = request.path.lstrip("/").partition("/")
    rest = rest if first in LANGUAGE_CODES else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    urls = {code: f"/{code}/{rest}{query}" for code in LANGUAGE_CODES}
    return alternates(page_language(), urls)


def _site(here: Installation | None, texts: Texts) -> Site:
    home = reverse("portal:start")
    if here is None:
        return Site(name=_("Bodies and networks"), home_url=home)
    return Site(
        name=pair(texts.of(here, "portal_name")),
        subtitle=pair(texts.of(here, "portal_subtitle")) if here.portal_subtitle else "",
        home_url=home,
        contact=[
            pair(found)
            for name in ("office_name", "office_parent")
            if (found := texts.of(here, name))
        ],
        email=here.office_email,
        report_url=report_url(here, _("Mistake on the portal")),
        accent_url=reverse("files:accent") if here.accent_light else "",
        is_authority=here.is_authority,
        is_demo=here.is_demo,
    )


def pair(found: Wording) -> tuple[str, str]:
    """Return a text with its language, as components take it."""
    return found.text, found.language


def report_url(here: Installation, subject: str) -> str:
    """Return the address that opens a letter to the office with a subject."""
    return f"mailto:{here.office_email}?{urlencode({'subject': subject}).replace('+', '%20')}"


def _nav(path: str) -> Sequence[Link]:
    return [
        _place(path, "bodies", _("Bodies"), also=("personen",)),
        _place(path, "calendar", _("Calendar"), also=("sitzungen", "orte")),
        _place(path, "papers", _("Papers")),
        Link(_("Take part"), f"{reverse('portal:start')}#take-part"),
        _place(path, "districts", _("Districts")),
    ]


def _place(path: str, name: str, label: str, *, also: Sequence[str] = ()) -> Link:
    """Return a place of the frame; one is in its section on all pages below it and `also`."""
    url = reverse(f"portal:{name}")
    below = path.startswith(url) or path.split("/", 3)[2:3] in [[word] for word in also]
    return Link(label, url, is_current=path == url, is_section=below and path != url)


def _foot(path: str, here: Installation | None) -> Sequence[Group]:
    understood = [
        _place(path, "easy_language", _("Easy language")),
        _place(path, "accessibility", _("Accessibility statement")),
    ]
    if here:
        url = f"{reverse('portal:accessibility')}#barriere-melden"
        understood.append(Link(_("Report a barrier"), url))
    return [
        Group(_("For everyone"), understood),
        Group(
            _("Keep up to date"),
            [
                _place(path, "subscribe", _("Subscribe to the calendar")),
                Link(_("News feed"), NEWS),
                _place(path, "open_data", _("Open data")),
            ],
        ),
        Group(
            _("Legal matters"),
            [
                _place(path, "imprint", _("Imprint")),
                _place(path, "privacy", _("Privacy notice")),
                Link(_("Sign in for staff"), SIGN_IN),
            ],
        ),
    ]
