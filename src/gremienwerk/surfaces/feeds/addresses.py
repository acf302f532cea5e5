"""Under which address does something stand, seen from outside?

Feeds are read far from here, so every link is absolute. It is built from the public origin
that the office sets, never from a request.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def page(name: str, *args: object, language: str) -> str:
    """Return the absolute address of a page of the portal in one language."""
    with translation.override(language):
        return absolute(reverse(f"portal:{name}", args=args))


def absolute(path: str) -> str:
    """Return the absolute address of a path of this site."""
    return f"{settings.PUBLIC_ORIGIN}{path}"


def host() -> str:
    """Return the name under which this site is known: what makes an id unique in the world."""
    return urlsplit(settings.PUBLIC_ORIGIN).hostname or "gremienwerk.invalid"
