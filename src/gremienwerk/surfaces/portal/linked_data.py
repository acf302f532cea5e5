"""What does a page say of itself to machines that read the web, in the words of schema.org?

A block of data in the page; nothing in it runs. It says no more than the page does: no time
of day that is not known, nobody who did not agree, no state that is not sure.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from gremienwerk.design.parts import Link, Text

Node = dict[str, Any]
# No text can end the block or begin a comment in it, however it reads (HTML 4.12.1.3).
UNSAFE: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def block(nodes: Sequence[Node] | None, crumbs: Sequence[Link], path: str) -> SafeString:
    """Return the block for a page: what the view told, and the way to it; "" without both.

    None as nodes: the page is not for machines, nothing is said.
    """
    if nodes is None:
        return SafeString()
    graph = [*nodes, *_trail(crumbs, path)]
    if not graph:
        return SafeString()
    told = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped above


def _trail(crumbs: Sequence[Link], path: str) -> list[Node]:
    """Return where the page stands; its own address is that of the last step."""
    if not crumbs:
        return []
    steps = [
        {
            "@type": "ListItem",
            "position": number,
            "name": bare(crumb.label),
            "item": settings.PUBLIC_ORIGIN + (crumb.url or path),
        }
        for number, crumb in enumerate(crumbs, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def bare(text: Text) -> str:
    """Return a text without its language."""
    return text if isinstance(text, str) else text[0]


def organization(name: str, *, email: str = "", url: str = "", is_authority: bool = False) -> Node:
    """Return an organisation."""
    kind = "GovernmentOrganization" if is_authority else "Organization"
    return told({"@type": kind, "name": name, "email": email, "url": url})


def told(properties: Mapping[str, Any]) -> Node:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}
