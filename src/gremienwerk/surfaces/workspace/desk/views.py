"""What is on my desk? Today, this week, waiting for others, new; across all bodies."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Field, Option
from gremienwerk.domain.accounts.presence import today as present_day
from gremienwerk.domain.bodies.queries import installation_with_statement
from gremienwerk.domain.organizations.queries import bodies_at_work
from gremienwerk.domain.organizations.queries.roles import bodies_of, office_roles
from gremienwerk.domain.organizations.queries.workplace import with_text_work
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem, Group, groups_of, items_of
from gremienwerk.surfaces.workspace.frame import OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show the desk; `?gremium=` and `?wer=ich` narrow it."""
    user, day = actor_of(request), present_day()
    known = {body.pk: body for body in with_text_work(bodies_at_work(user, day))}
    here = installation_with_statement()
    desk = Desk(user, day, office_roles(user, on=day), bodies_of(user, on=day), known, here)
    everything = items_of(desk)
    chosen, mine = request.GET.get("gremium", ""), request.GET.get("wer") == "ich"
    shown = [
        item
        for item in everything
        if (not chosen or item.body == chosen) and (not mine or item.is_mine)
    ]
    context = {
        "title": _("My desk"),
        "installation": here,
        "groups": _named(groups_of(shown, day), day),
        "fields": _fields(everything, chosen, mine=mine, desk=desk),
        "count": len(shown),
        "new_url": address("body_new") if desk.offices & OFFICE else "",
        "hidden": len(everything) - len(shown),
    }
    return render_workspace(request, "workspace/desk/show.html", context)


def _late(items: Sequence[DeskItem], today: date) -> list[dict[str, object]]:
    """Return entries with the number of days by which they are late."""
    return [
        {"item": item, "late": max((today - item.due).days, 0) if item.due else 0} for item in items
    ]


def _named(groups: Sequence[Group], today: date) -> list[dict[str, object]]:
    words = {
        "today": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
        "waiting": _("Waiting for others"),
        "new": _("Newly come in"),
    }
    return [
        {"key": group.key, "heading": words[group.key], "items": _late(group.items, today)}
        for group in groups
        if group.items
    ]


def _fields(items: Sequence[DeskItem], chosen: str, *, mine: bool, desk: Desk) -> list[Field]:
    bodies = {item.body: item.body_name for item in items if item.body}
    options = [Option(slug, name) for slug, name in sorted(bodies.items(), key=lambda o: o[1])]
    found = [Field("gremium", _("Body"), [Option("", _("All")), *options], chosen)]
    if desk.is_office:
        who = [Option("", _("The whole office")), Option("ich", _("Only me"))]
        found.append(Field("wer", _("Responsible"), who, "ich" if mine else ""))
    return found
