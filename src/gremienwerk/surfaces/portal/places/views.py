"""Where is this place, how does one get in, and what happens there?"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.bodies.models import Installation, Location
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.calendar import in_order
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.hosts import HostBook
from gremienwerk.surfaces.portal.lookup import gone_or_missing
from gremienwerk.surfaces.portal.places.words import address_lines, step_free_words, way_lines
from gremienwerk.surfaces.portal.reading import original, worded
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
    found = known_today(now).filter(location=place).with_organizations()
    meetings = list(found.filter(starts_on__gte=now).order_by(*in_order())[:SHOWN])
    is_coming = bool(meetings)
    if not meetings:
        meetings = list(found.order_by(*in_order(newest_first=True))[:SHOWN])
    name = without_access_data(place.name)
    here, texts = installation(), Texts([place], page_language())
    book = HostBook(meetings, page_language())
    context = {
        "installation": here,
        "changed_at": place.modified_at,
        "name": original(name),
        "facts": [*_facts(place, texts), *_whom_to_ask(meetings, book, here)],
        "rows": meeting_rows(meetings, language=page_language(), today=now, book=book),
        "is_coming": is_coming,
        "source": None if place.body.is_own else source_of([place.body]).get(place.body_id),
        "crumbs": [Link(_("Calendar"), reverse("portal:calendar")), Link(original(name), "")],
    }
    return render_page(request, "portal/places/show.html", context)


def _description(place: Location, texts: Texts) -> Text:
    """Return the description where it says more than the name."""
    if place.description.strip() == place.name.strip():
        return ""
    return worded(texts, place, "description")


def _facts(place: Location, texts: Texts) -> list[Fact]:
    room = worded(texts, place, "room") if place.room not in place.name else ""
    facts = [
        Fact(_("Address"), address_lines(place) or _("The address is not known here.")),
        Fact(_("Room"), room),
        Fact(_("Way there and in"), way_lines(place, texts) or _("Stops are not known here.")),
        Fact(_("Without steps"), step_free_words(place)),
        Fact(_("About this place"), _description(place, texts)),
    ]
    return [fact for fact in facts if fact.answer]


def _whom_to_ask(
    meetings: Sequence[Meeting], book: HostBook, here: Installation | None
) -> list[Fact]:
    """Return who knows the place: those who meet there next, else the office."""
    bodies = [body for meeting in meetings[:1] for body in book.of(meeting).bodies]
    email = next((body.contact_email for body in bodies if body.contact_email), "")
    email = email or (here.office_email if here else "")
    return [Fact(_("Questions about the way"), email, url=f"mailto:{email}")] if email else []
