"""Which bodies are there, and what is there to know of one?"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Link
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.organizations.queries import slug_of_alias
from gremienwerk.surfaces.portal.bodies import answers, dates, notices, sections
from gremienwerk.surfaces.portal.bodies.councils import load_councils
from gremienwerk.surfaces.portal.bodies.known import load_network
from gremienwerk.surfaces.portal.bodies.linked import body_node
from gremienwerk.surfaces.portal.bodies.members import roll_of
from gremienwerk.surfaces.portal.bodies.overview import spheres
from gremienwerk.surfaces.portal.bodies.page import BodyPage, load_page
from gremienwerk.surfaces.portal.bodies.words import calls_it_sitting
from gremienwerk.surfaces.portal.site import (
    feed_of,
    page_language,
    render_page,
    subscription_of,
    today,
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List all bodies by sphere, then the organisations of mirrored councils."""
    here = installation()
    network = load_network(today(), page_language(), here=here)
    context = {
        "installation": here,
        "texts": network.texts,
        "spheres": spheres(network, with_answers=True),
        "count": len(network.bodies),
        "councils": load_councils(but={known.body.mirrors_id for known in network.bodies}),
        "crumbs": [Link(_("Start page"), reverse("portal:start")), Link(_("All bodies"), "")],
    }
    return render_page(request, "portal/bodies/overview.html", context)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one body; a further or former name leads to its one address (P.9)."""
    context = page_of(slug)
    if context is None:
        known_as = slug_of_alias(slug)
        if known_as is None:
            raise Http404
        return HttpResponsePermanentRedirect(reverse("portal:body", args=[known_as]))
    return render_page(request, "portal/bodies/show.html", context)


def page_of(slug: str) -> Mapping[str, Any] | None:
    """Return what the page of a body shows; None where no body has that address."""
    here = installation()
    page = load_page(slug, today(), page_language(), here=here)
    if page is None:
        return None
    context = {"installation": here, "texts": page.texts, **_top(page), **_parts(page)}
    context["tabs"] = _tabs(context)
    return context


def _top(page: BodyPage) -> Mapping[str, Any]:
    following = dates.following(page)
    short = page.name_of(page.body, "short_name")
    return {
        "page": page,
        "linked": body_node(page),
        "title": page.text("name"),
        "crumbs": [Link(_("All bodies"), reverse("portal:bodies")), Link(short, "")],
        "purpose": page.text("purpose"),
        "badges": sections.badges(page),
        "notice": notices.notice_of(page),
        "next": following,
        "items": sections.first_things(page),
        "more_items": sections.more_things(page),
        "changed_at": max([page.body.modified_at, *(m.modified_at for m in page.meetings)]),
        "is_sitting": calls_it_sitting(page.known.abilities) or not page.body.body.is_own,
        "how": answers.how(page.known),
        "participation": page.text("participation"),
        "coming": dates.coming(page, but=following),
        "picture": sections.picture(page),
    }


def _parts(page: BodyPage) -> Mapping[str, Any]:
    known = page.known
    has_feed = known.abilities.get("feed") == "public" and not known.has_ended
    return {
        "work": page.text("work"),
        "facts": sections.facts(page),
        "audience": page.text("audience"),
        "children": sections.children(page),
        "substitutes": sections.substitutes(page) if known.is_suspended else [],
        "past": dates.past(page),
        "has_minutes": bool(page.records),
        "records": sections.records(page),
        "papers": sections.papers(page),
        "topics": sections.topics(page),
        "roll": roll_of(page),
        "relations": sections.relations(page),
        "history": page.text("history"),
        "other_names": sections.other_names(page),
        "feed_url": feed_of(page.body.slug) if has_feed else "",
        "subscribe_url": subscription_of(page.body.slug) if has_feed else "",
        "dates_url": f"{reverse('portal:calendar')}?gremium={page.body.slug}",
        "meetings_url": f"{reverse('portal:meetings')}?gremium={page.body.slug}",
        "papers_url": f"{reverse('portal:papers')}?gremium={page.body.slug}",
        "source": page.source,
    }


def _takes_part(shown: Mapping[str, Any]) -> bool:
    """Test whether how to take part is a part of its own; else it stands beside the next date."""
    return not shown["next"] and bool(shown["how"] or shown["participation"][0])


def _tabs(shown: Mapping[str, Any]) -> list[Link]:
    """Return the parts of this page that exist; a single one needs no list."""
    offered = [
        ("work", _("What it does"), shown["work"][0] or shown["facts"]),
        ("who", _("Who takes part"), shown["audience"][0] or shown["children"]),
        ("take-part", _("How to take part"), _takes_part(shown)),
        ("dates", _("Dates"), shown["coming"]),
        ("records", _("Minutes and documentation"), shown["records"]),
        ("past", _past_word(shown), shown["past"]),
        ("topics", _("Past topics"), shown["topics"]),
        ("papers", _("Papers"), shown["papers"]),
        ("members", _("Members"), shown["roll"]),
        ("relations", _("Connections"), shown["relations"]),
        ("history", _("History"), shown["history"][0] or shown["other_names"]),
        ("source", _("Where these data come from"), shown["source"]),
    ]
    tabs = [Link(label, f"#{anchor}") for anchor, label, there in offered if there]
    return tabs if len(tabs) > 1 else []


def _past_word(shown: Mapping[str, Any]) -> str:
    return pgettext("sitting", "Past meetings") if shown["is_sitting"] else _("Past meetings")
