"""The whole table of rights: the rows of every area, and every address that there is."""

from importlib import import_module
from pathlib import Path

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

AREAS = [
    import_module(f"tests.matrix.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("rows_*.py"))
]
ROWS = [row for area in AREAS for row in area.ROWS]


def urls(patterns=None, namespace="", route=""):
    """Return the routes of all URLs by full name; one without a name goes by its route."""
    found = {}
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        here = f"{route}{entry.pattern}".replace("^", "")
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else here
            found.setdefault(name, set()).add(here)
            continue
        below = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
        for name, routes in urls(entry.url_patterns, below, here).items():
            found.setdefault(name, set()).update(routes)
    return found
