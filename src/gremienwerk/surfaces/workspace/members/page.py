"""Who belongs to a body, seat by seat, on whatever day?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.seating import (
    Place,
    SeatingPlan,
    former_members,
    seating_plan,
)
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.frame import AUDITOR, OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.members.choice import ENDED, Choice, asked, chips
from gremienwerk.surfaces.workspace.members.rows import Row, columns, row_of, shown_in


@require_safe
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all seats with member and deputies, and who belongs without a seat."""
    opened = open_body(request, slug)
    context = page_of(request, opened)
    return render_workspace(request, "workspace/members/show.html", context)


def page_of(request: HttpRequest, opened: Opened, *, row: int = 0) -> Mapping[str, Any]:
    """Return the page as its template takes it; `row` is the membership that stands open."""
    choice = asked(request)
    body, may_change = opened.body, opened.may(Can.ADD_MEMBER)
    sees_consents = bool(opened.roles & (OFFICE | {AUDITOR}))
    plan = seating_plan(body, opened.user, on=choice.day)
    places = plan.places()

    def line(place: Place) -> Row:
        return row_of(place, body.slug, may_change=may_change, consents=sees_consents, opened=row)

    benches, others = _asked_for(plan, choice)
    if choice.show == ENDED:
        former = former_members(body, opened.user, on=choice.day)
        benches, others = [], [place for place in former if choice.fits(place)]
    drawn = [_drawn(number, [line(place) for place in found]) for number, found in benches]
    loose = [line(place) for place in others]
    return {
        **opened.frame("members", _("Members")),
        "choice": choice,
        "chips": chips(request, choice, places, consents=sees_consents),
        "counts": _counts(places),
        "benches": drawn,
        "others": loose,
        "others_heading": _others_heading(choice, has_seats=bool(plan.benches)),
        "is_empty": not (benches or others),
        "has_anybody": bool(places),
        "may_change": may_change,
        "add_url": address("member_add", body.slug) if may_change else "",
        "list_url": address("members_list", body.slug) if may_change else "",
        "consents_url": address("members_consents", body.slug) if opened.roles & OFFICE else "",
        "seats_url": address("seats", body.slug) if may_change else "",
        **_columns([*loose, *(one for bench in drawn for one in bench[1])], consents=sees_consents),
    }


def _columns(rows: list[Row], *, consents: bool) -> Mapping[str, Any]:
    """Return which columns the tables have, and how many."""
    has_days, has_votes = shown_in(rows)
    shown = columns() if consents else []
    width = 5 + has_days + has_votes + len(shown)
    return {
        "columns": shown,
        "has_days": has_days,
        "has_votes": has_votes,
        "colspan": width,
        "inner_colspan": width - 1,
    }


def _others_heading(choice: Choice, *, has_seats: bool) -> str:
    if choice.show == ENDED:
        return _("Ended memberships")
    return _("Without a seat") if has_seats else _("Who belongs to it")


def _drawn(number: int, rows: list[Row]) -> tuple[int, list[Row], int]:
    """Return number and rows of a seat, and how many lines of the table they take."""
    return number, rows, len(rows) + sum(row.is_open for row in rows)


def _asked_for(
    plan: SeatingPlan, choice: Choice
) -> tuple[list[tuple[int, list[Place]]], list[Place]]:
    benches = [
        (bench.number, [place for place in bench.places if choice.fits(place)])
        for bench in plan.benches
    ]
    others = [place for place in plan.others if choice.fits(place)]
    return [(number, places) for number, places in benches if places], others


def _counts(places: list[Place]) -> Mapping[str, int]:
    seats = [p for p in places if p.seat is not None and p.kind == MembershipKind.MEMBER]
    deputies = [p for p in places if p.seat is not None and p.kind == MembershipKind.DEPUTY]
    return {
        "seats": len(seats),
        "held": sum(not place.is_vacant for place in seats),
        "vacant": sum(place.is_vacant for place in seats),
        "deputies": sum(not place.is_vacant for place in deputies),
        "others": sum(place.seat is None for place in places),
    }
