"""Who is responsible in which of the twelve districts?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Link, Place, Shape, State, Text
from gremienwerk.domain.bodies import queries as bodies
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.models import CommissionerEntry, Organization
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.portal.districts.outlines import ATTRIBUTION, berlin
from gremienwerk.surfaces.portal.site import page_language, render_page, today


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show map and list of the districts; both say the same (N1.2)."""
    language, here = page_language(), bodies.installation()
    entries = {entry.district_key: entry for entry in queries.commissioners(today())}
    round_of = next((e.organization for e in entries.values()), None)
    rows = [*entries.values(), *(row for row in (round_of, here) if row)]
    texts = Texts(rows, language)
    own = own_district(here)
    usual = _usual(entries.values())
    context = {
        "installation": here,
        "texts": texts,
        "crumbs": [Link(_("Start page"), reverse("portal:start")), Link(_("Districts"), "")],
        "shapes": shapes(own),
        "view_box": berlin().view_box,
        "attribution": (ATTRIBUTION, SOURCE_LANGUAGE),
        "places": _places(entries, own, texts, usual),
        "usual_title": _title(usual, texts),
        "checked_on": usual.checked_on if usual else None,
        "has_entries": bool(entries),
        "round": _round(round_of, texts),
    }
    return render_page(request, "portal/districts/show.html", context)


def own_district(here: Installation | None) -> str:
    """Return the key of the district whose portal this is; empty when it is none of Berlin's."""
    name = here.body.name if here else ""
    return next((outline.key for outline in berlin().outlines if outline.name in name), "")


def shapes(own: str) -> list[Shape]:
    """Return the outlines as the map takes them, each leading to its entry in the list."""
    return [
        Shape(int(o.key), o.name, o.path, o.x, o.y, anchor(o.key), is_own=o.key == own)
        for o in berlin().outlines
    ]


def anchor(key: str) -> str:
    """Return where the entry of a district stands in the list."""
    return f"b{key}"


def _usual(entries: Iterable[CommissionerEntry]) -> CommissionerEntry | None:
    """Return an entry with the title and day of check that most have; they are said once."""
    entries = list(entries)
    counted = Counter((entry.title, entry.checked_on) for entry in entries)
    if not counted:
        return None
    most, _times = counted.most_common(1)[0]
    return next(entry for entry in entries if (entry.title, entry.checked_on) == most)


def _title(entry: CommissionerEntry | None, texts: Texts) -> Text:
    if entry is None:
        return ""
    found = texts.of(entry, "title")
    return found.text, found.language


def _places(
    entries: Mapping[str, CommissionerEntry],
    own: str,
    texts: Texts,
    usual: CommissionerEntry | None,
) -> list[Place]:
    return [
        Place(
            number=int(outline.key),
            name=outline.name,
            anchor=anchor(outline.key),
            is_own=outline.key == own,
            state=State("done", _("our district")) if outline.key == own else None,
            lines=_lines(entry, texts, usual) if entry and usual else [_("not entered yet")],
            url=entry.url if entry else "",
            email=entry.email if entry else "",
        )
        for outline in berlin().outlines
        for entry in [entries.get(outline.key)]
    ]


def _lines(entry: CommissionerEntry, texts: Texts, usual: CommissionerEntry) -> Sequence[Text]:
    """Return the holder, and title and day of check where they differ from the usual ones."""
    lines: list[Text] = [_holder(entry, texts.language)]
    if not (entry.email or entry.url):
        lines.append(_("No contact is known here. The citizens' telephone 115 puts you through."))
    if entry.title != usual.title:
        lines.append(_title(entry, texts))
    if entry.checked_on != usual.checked_on:
        day = _day(entry.checked_on, texts.language) if entry.checked_on else ""
        lines.append(_("checked on %(day)s") % {"day": day} if day else _("never checked"))
    return lines


def _holder(entry: CommissionerEntry, language: str) -> Text:
    """Name who holds the office and since when; a vacancy is said, never a gap (N1.1)."""
    since = _day(entry.starts_on, language) if entry.starts_on else ""
    if entry.is_vacant:
        return _("vacant since %(day)s") % {"day": since} if since else _("vacant")
    if not since:
        return entry.name
    return _("%(name)s, since %(day)s") % {"name": entry.name, "day": since}


def _day(day: date, language: str) -> str:
    return date_words(day, language)


def _round(organization: Organization | None, texts: Texts) -> Link | None:
    """Return the link to the body in which the commissioners meet, if it has a page."""
    if organization is None or not organization.is_listed:
        return None
    name = texts.of(organization, "name")
    return Link((name.text, name.language), reverse("portal:body", args=[organization.slug]))
