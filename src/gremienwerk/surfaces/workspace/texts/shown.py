"""How are a text, its state and its field said on a page?"""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import State
from gremienwerk.domain.organizations.queries.texts import TEXT_FIELDS, TextCell
from gremienwerk.foundation.texts.choices import DraftState
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.naming import FRESH

NAMES = dict(settings.LANGUAGES)


def language_name(code: str) -> tuple[str, str]:
    """Return what a language calls itself, marked as that language."""
    return (NAMES.get(code, code), code)


def further_language(asked: str | None) -> str:
    """Return the language beside the source that was asked for, else the first one."""
    further = [code for code in NAMES if code != SOURCE_LANGUAGE]
    return asked if asked in further else further[0]


def field_or_404(field: str) -> str:
    """Return the column of a text; addresses write a dash. Raises `Http404`."""
    name = field.replace("-", "_")
    if name not in TEXT_FIELDS:
        raise Http404
    return name


def text_url(name: str, slug: str, field: str, language: str = "") -> str:
    """Return the address of a page about one text."""
    url = reverse(f"workspace:{name}", args=[slug, field.replace("_", "-")])
    return f"{url}?sprache={language}" if language else url


def states_of_cell(cell: TextCell) -> list[State]:
    """Return how good a text is in a language, and whether somebody writes on it."""
    found = [State(cell.freshness, str(FRESH[cell.freshness]))]
    if cell.draft is not None:
        waits = cell.draft.state == DraftState.AWAITING_RELEASE
        found.append(State("asked", _("waits for release") if waits else _("draft")))
    return found


def draft_line(cell: TextCell) -> dict[str, Any] | None:
    """Return who wrote last on a draft, and when."""
    if cell.draft is None:
        return None
    return {
        "by": cell.draft.author.name or _("somebody"),
        "at": cell.draft.saved_at,
        "is_from_office": cell.draft.is_from_office,
        "waits": cell.draft.state == DraftState.AWAITING_RELEASE,
        "note": cell.draft.note,
    }
