"""What did the nightly look find, across all bodies? To be mended or accepted with a reason."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.design.parts import Field, Option
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.accept_finding import Acceptance, accept_finding
from gremienwerk.domain.organizations.commands.look_over_texts import look_over_texts
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.findings import (
    as_finding,
    nightly_findings,
)
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.drafts import accepted_keys
from gremienwerk.foundation.texts.models import LintFinding
from gremienwerk.surfaces.workspace.finding_words import hint_of, place_of, place_url
from gremienwerk.surfaces.workspace.frame import OFFICE, address, refusal_of, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, done, signed_in
from gremienwerk.surfaces.workspace.naming import name_of

REASON = "reason"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """List what was found by body; a POST looks anew, or accepts one finding with a reason."""
    user = actor_of(request)
    if not office_roles(user, on=today()) & OFFICE:
        raise NotAllowed
    refusal = None
    if request.method == "POST":
        try:
            text = _act(request, user)
        except Refusal as refused:
            refusal = refusal_of(refused)
        else:
            return done(request, address("lint"), text)
    found = list(nightly_findings())
    rows = Organization.objects.visible_to(user).filter(pk__in={one.object_id for one in found})
    bodies = {body.pk: body for body in rows.select_related("body")}
    accepted = accepted_keys(bodies.values())
    left = [
        one
        for one in found
        if one.object_id in bodies and (one.object_id, one.field, one.key) not in accepted
    ]
    chosen = request.GET.get("gremium", "")
    context = {
        "title": _("Editorial check"),
        "groups": [
            _group(bodies[pk], list(entries), user)
            for pk, entries in groupby(left, key=lambda one: one.object_id)
            if chosen in {"", bodies[pk].slug}
        ],
        "number": len(left),
        "looked_at": found[0].found_at if found else None,
        "fields": [_filter(bodies, chosen)],
        "refusal": refusal,
        "typed": request.POST.get(REASON, ""),
        "refused": request.POST.get("finding", ""),
    }
    return render_workspace(request, "workspace/lint/list.html", context)


def _act(request: HttpRequest, user: User) -> str:
    now = timezone.now()
    if request.POST.get("do") == "look":
        number = look_over_texts(by=user, now=now)
        return _("Looked over everything: %(number)s findings.") % {"number": number}
    asked = request.POST.get("finding", "")
    row = nightly_findings().filter(pk=asked if asked.isdigit() else 0).first()
    body = Organization.objects.visible_to(user).filter(pk=row.object_id if row else 0).first()
    if row is None or body is None:
        raise Http404
    acceptance = Acceptance(row.field, as_finding(row), request.POST.get(REASON, ""))
    accept_finding(body, acceptance, by=user, now=now)
    return _("The passage may stay; your reason is kept.")


def _filter(bodies: dict[int, Organization], chosen: str) -> Field:
    options = [Option(body.slug, name_of(body)) for body in bodies.values()]
    return Field("gremium", _("Body"), [Option("", _("All")), *options], chosen)


def _group(body: Organization, entries: list[LintFinding], user: User) -> dict[str, Any]:
    return {
        "name": name_of(body),
        "url": address("body", body.slug),
        "may_accept": may(user, Can.PREPARE_TEXTS, body),
        "entries": [
            {
                "pk": one.pk,
                "hint": hint_of(as_finding(one)),
                "place": place_of(one.field),
                "is_draft": one.is_draft,
                "url": place_url(body, one.field),
            }
            for one in entries
        ],
    }
