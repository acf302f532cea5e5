"""Which bodies are there for this account, and how does one of them stand?"""

from collections import Counter
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Fact, State
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.work import dates_of_body
from gremienwerk.domain.organizations.choices import Sphere, Status
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import (
    abilities_on,
    bodies_at_work,
    seats_of,
    status_of,
    term_of,
)
from gremienwerk.domain.organizations.queries.roles import bodies_of
from gremienwerk.domain.organizations.queries.texts import Freshness, text_rows
from gremienwerk.domain.organizations.queries.workplace import holders_of
from gremienwerk.foundation.access import may
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.words import ability_lines
from gremienwerk.surfaces.workspace.frame import RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.naming import FRESH, role_words, states_of

FIRST_RULES = ("access", "notice", "quorum", "votes", "record", "publication")


@require_safe
@signed_in
def bodies(request: HttpRequest) -> HttpResponse:
    """List all bodies for an office, for others those in which they have a part."""
    user, day = actor_of(request), today()
    rows = list(bodies_at_work(user, day))
    mine, own = bodies_of(user, on=day), own_body()
    context = {
        "title": _("Bodies"),
        "groups": [
            (
                str(Sphere(sphere).label) if sphere else _("Without a sphere"),
                [_entry(body, role_words(mine.get(body.pk, frozenset()))) for body in found],
            )
            for sphere, found in groupby(rows, key=lambda body: body.sphere)
        ],
        "count": len(rows),
        "has_roles": any(mine.values()),
        "may_add": own is not None and may(user, Can.ADD, own),
    }
    return render_workspace(request, "workspace/bodies/list.html", context)


def _entry(body: Organization, roles: str) -> dict[str, object]:
    seats = seats_of(body)
    return {
        "name": (body.name, SOURCE_LANGUAGE),
        "url": address("body", body.slug),
        "states": states_of(body, status_of(body)),
        "seats": seats.members,
        "roles": roles,
        "review_on": getattr(status_of(body), "review_on", None),
    }


@require_safe
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how one body stands: next meeting, seats, what is missing, its first rules."""
    opened = open_body(request, slug)
    body, day = opened.body, today()
    coming = [m for m in dates_of_body(body.pk, day) if not m.cancelled]
    abilities = abilities_on([body], day).get(body.pk, {})
    context = {
        **opened.frame("body"),
        "title": (body.name, SOURCE_LANGUAGE),
        "meeting": coming[0] if coming else None,
        "meeting_states": _meeting_states(coming[0]) if coming else [],
        "facts": _facts(opened),
        "seats": _seats(body),
        "rules": [line for line in ability_lines(abilities) if line.key in FIRST_RULES],
        "rules_count": len(abilities),
        "texts": _texts(body),
        "texts_url": address("texts", body.slug) if opened.roles & RUNNING else "",
        "roles": role_words(opened.roles),
        "delete_url": _delete_url(opened),
        "public_url": f"/de/gremien/{body.slug}/" if body.published_at else "",
    }
    return render_workspace(request, "workspace/bodies/show.html", context)


def _delete_url(opened: Opened) -> str:
    """Return where a body goes that was made by mistake; the page says what keeps it."""
    if opened.body.published_at is not None or not opened.may(Can.DELETE):
        return ""
    return address("body_delete", opened.body.slug)


def _meeting_states(meeting: Meeting) -> list[State]:
    found = [] if meeting.is_confirmed else [State("unconfirmed")]
    return [*found, State("", str(meeting.get_state_display()))]


def _facts(opened: Opened) -> list[Fact]:
    body = opened.body
    status = status_of(body)
    word = str(Status(status.status).label) if status else _("unknown")
    facts = [Fact(_("Status"), word, url=address("body_status", body.slug))]
    if term_of(body):
        facts.append(Fact(_("Present term"), (term_of(body), SOURCE_LANGUAGE)))
    contact = ", ".join(filter(None, (body.contact_label, body.contact_email)))
    facts.append(Fact(_("Contact"), contact or _("none yet")))
    place = body.location.name if body.location else _("none yet")
    facts.append(Fact(_("Venue"), place, url=address("body_details", body.slug)))
    return facts


def _texts(body: Organization) -> list[State]:
    """Return how many texts of a body are in which state, over all languages."""
    counted = Counter(cell.freshness for row in text_rows(body) for cell in row.cells)
    return [
        State(state.value, f"{counted[state]} {FRESH[state]}")
        for state in Freshness
        if counted[state]
    ]


def _seats(body: Organization) -> dict[str, object]:
    seats, held = seats_of(body), holders_of(body, today())
    return {
        "members": seats.members,
        "held": held,
        "vacant": max(seats.members - held, 0),
        "url": address("members", body.slug),
    }
