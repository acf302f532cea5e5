"""Where is this place, how does one get in, and what happens there?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.calendar import in_order
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.surfaces.portal.lookup import gone_or_missing
from gremienwerk.surfaces.portal.places.words import address_lines, step_free_words
from gremienwerk.surfaces.portal.reading import original
from gremienwerk.surfaces.portal.rows import meeting_rows
from gremienwerk.surfaces.portal.site import page_language, render_page, today

SHOWN = 10


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one place with its next meetings, and the last ones where none is to come."""
    place = Location.objects.public().select_related("body").filter(pk=pk).first()
    if place is None:
        return gone_or_missing(request, Location.objects.once_public(), pk)
    now = today()
    here = known_today(now).filter(location=place).with_organizations()
    meetings = list(here.filter(starts_on__gte=now).order_by(*in_order())[:SHOWN])
    is_coming = bool(meetings)
    if not meetings:
        meetings = list(here.order_by(*in_order(newest_first=True))[:SHOWN])
    name = without_access_data(place.name)
    context = {
        "name": original(name),
        "facts": _facts(place),
        "rows": meeting_rows(meetings, language=page_language(), today=now),
        "is_coming": is_coming,
        "source": None if place.body.is_own else source_of([place.body]).get(place.body_id),
        "crumbs": [Link(_("Calendar"), reverse("portal:calendar")), Link(original(name), "")],
    }
    return render_page(request, "portal/places/show.html", context)


def _description(place: Location) -> Text:
    """Return the description where it says more than the name."""
    return "" if place.description.strip() == place.name.strip() else original(place.description)


def _facts(place: Location) -> list[Fact]:
    facts = [
        Fact(_("Address"), address_lines(place)),
        Fact(_("Room"), original(place.room) if place.room not in place.name else ""),
        Fact(_("Without steps"), step_free_words(place)),
        Fact(_("Way in"), original(place.access)),
        Fact(_("About this place"), _description(place)),
    ]
    return [fact for fact in facts if fact.answer]
