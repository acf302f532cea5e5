"""What does a page say when there is nothing to show, or something broke?

These are the handlers of `urls.py`; views call `gone` themselves.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link
from gremienwerk.surfaces.portal.site import LANGUAGE_CODES, render_page

KINDS = {
    "gremien": ("bodies", "body"),
    "termine": ("calendar", "calendar"),
    "sitzungen": ("meetings", "meeting"),
    "drucksachen": ("papers", "paper"),
    "personen": ("bodies", "person"),
    "orte": ("calendar", "place"),
    "bezirke": ("districts", "district"),
}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that there is no such page, and where to look for what was meant."""
    first, _slash, rest = request.path.lstrip("/").partition("/")
    kind = rest.split("/")[0] if first in LANGUAGE_CODES else ""
    wrong_choice = bool(request.GET) and "ab" not in request.GET and rest.count("/") == 1
    context = {
        "missing": _missing("choice" if wrong_choice else kind),
        "links": _where_to_look(kind),
        "unknown_language": _is_language(first) and first not in LANGUAGE_CODES,
    }
    return render_page(request, "portal/errors/not_found.html", context, status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Say that something was public once and is no longer."""
    return render_page(
        request, "portal/errors/gone.html", {"links": _where_to_look("")}, status=410
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the request could not be read; needs no database."""
    return render(request, "500.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that this page is not for everyone."""
    return render_page(request, "portal/errors/not_allowed.html", {}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the mistake is ours; needs no database, which may be what broke."""
    return render(request, "500.html", status=500)


def _is_language(word: str) -> bool:
    """Test whether the first part of an address looks like a language: `fr`, `pt-br`."""
    code, _dash, region = word.partition("-")
    return code.isalpha() and len(code) in {2, 3} and (not region or region.isalnum())


def _missing(kind: str) -> str:
    """Return a sentence that names what was looked for, as far as the address tells."""
    sentences = {
        "choice": _("This page exists, but not with the choice that the address makes."),
        "body": _("There is no body at this address. Perhaps its name has changed."),
        "meeting": _("There is no meeting at this address that is open to the public."),
        "paper": _("There is no paper at this address that is open to the public."),
        "person": _("There is no person at this address whom we may show."),
        "place": _("There is no place at this address."),
        "calendar": _("The calendar has no such month. A month reads like 2026-12."),
    }
    found = "choice" if kind == "choice" else KINDS.get(kind, ("", ""))[1]
    return sentences.get(found, _("Perhaps the address has a typing error, or the page was moved."))


def _where_to_look(kind: str) -> list[Link]:
    names = {
        "bodies": _("All bodies"),
        "calendar": _("All dates"),
        "meetings": _("All meetings"),
        "papers": _("All papers"),
        "districts": _("The districts"),
        "start": _("Start page"),
    }
    first = KINDS.get(kind, ("bodies", ""))[0]
    order = dict.fromkeys([first, "bodies", "calendar", "start"])
    return [Link(names[name], reverse(f"portal:{name}")) for name in order]
