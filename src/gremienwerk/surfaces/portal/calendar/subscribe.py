"""How does one get the dates into one's own calendar, so that they stay up to date?"""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.calendar.choice import BODY
from gremienwerk.surfaces.portal.listing import body_of
from gremienwerk.surfaces.portal.site import (
    FEED_OF_ALL,
    feed_of,
    page_language,
    pair,
    render_page,
    subscription_of,
    today,
)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the addresses of a calendar: to subscribe to, to copy, to download once."""
    bodies, language = bodies_with_feed(today()), page_language()
    chosen = body_of(request.GET.get(BODY, ""), bodies)
    texts = Texts(bodies, language)
    path = feed_of(chosen.slug) if chosen else FEED_OF_ALL
    path += "" if language == SOURCE_LANGUAGE else f"?sprache={language}"
    address = settings.PUBLIC_ORIGIN + path
    others = [Link(pair(texts.of(b, "name")), subscription_of(b.slug)) for b in bodies]
    if chosen is not None:
        others = [link for link in others if link.url != subscription_of(chosen.slug)]
        others.insert(0, Link(_("All bodies"), subscription_of("")))
    context = {
        "name": pair(texts.of(chosen, "name")) if chosen else "",
        "address": address,
        "webcal": webcal_of(address),
        "download": path,
        "others": others,
        "crumbs": [
            Link(_("Calendar"), reverse("portal:calendar")),
            Link(_("Subscribe to the calendar"), ""),
        ],
    }
    return render_page(request, "portal/calendar/subscribe.html", context)


def bodies_with_feed(now: date) -> list[Organization]:
    """Return the bodies whose dates everyone may subscribe to; one query.

    A body of a source is left out; its dates stand in the feed of the body that shows it.

    """
    public = Ability.objects.on(now).filter(key="feed", value="public").values("organization")
    listed = Organization.objects.listed().filter(pk__in=public)
    return list(listed.order_by("sphere", "position", "name", "pk"))


def webcal_of(address: str) -> str:
    """Return the address with the scheme on which calendar programs offer to subscribe."""
    _scheme, separator, rest = address.partition("://")
    if not separator:
        raise Http404(address)
    return f"webcal://{rest}"
