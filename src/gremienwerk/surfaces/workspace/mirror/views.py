"""Which sources are mirrored, how old is what they gave, and what needs somebody?"""

import json
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.design.parts import Link, State
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.mirror.choices import Alarm, RunState, Shown
from gremienwerk.domain.mirror.commands.confirm_loss import withheld
from gremienwerk.domain.mirror.models import Capability, MirrorRun, MirrorSource
from gremienwerk.domain.mirror.news import words_of
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.domain.mirror.reports import guess_words, last_run, report
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.workspace.acts import perform
from gremienwerk.surfaces.workspace.frame import AUDITOR, OFFICE, address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.mirror.acting import ACTS, Looked

MOST_REFUSED = 50


def _reader(request: HttpRequest) -> User:
    user = actor_of(request)
    if not office_roles(user, on=today()) & (OFFICE | {AUDITOR}):
        raise NotAllowed
    return user


@require_safe
@signed_in
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources with state and age."""
    user = _reader(request)
    rows = MirrorSource.objects.filter(removed_at=None).order_by("label", "name")
    context = {
        "title": _("Mirrored sources"),
        "sources": [_row(source) for source in rows],
        "may_add": may(user, Can.ADD, MirrorSource()),
    }
    return render_workspace(request, "workspace/mirror/list.html", context)


def _row(source: MirrorSource) -> dict[str, Any]:
    return {
        "name": (source.label or source.name, SOURCE_LANGUAGE),
        "url": address("mirror_source", source.name),
        "state": _state(source),
        "last_success_at": source.last_success_at,
        "is_public": source.shown == Shown.PUBLIC,
        "license": source.license,
    }


def _state(source: MirrorSource) -> State:
    """Say in one word how a source is."""
    if source.is_paused or not source.url:
        return State("suspended", _("paused") if source.is_paused else _("never asked"))
    if source.lock_token:
        return State("preparation", _("is being synced"))
    if source.alarms:
        return State("overdue", _("needs somebody"))
    is_new = source.last_success_at is None
    return (
        State("preparation", _("not synced yet")) if is_new else State("current", _("up to date"))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def source(request: HttpRequest, name: str) -> HttpResponse:
    """Show one source: state, report, what its server can do, and what can be done with it."""
    user = _reader(request)
    found = MirrorSource.objects.select_related("alarm_to").filter(name=name, removed_at=None)
    row = found.first()
    if row is None:
        raise Http404
    last = last_run(row)
    missing = sum(withheld(last).values())
    outcome = perform(request, ACTS, Looked(row, user, missing))
    if outcome.answer:
        return outcome.answer
    label = (row.label or row.name, SOURCE_LANGUAGE)
    context = {
        "title": label,
        "crumbs": [Link(_("Mirrored sources"), address("mirror")), Link(label, "")],
        "source": row,
        "row": _row(row),
        "alarms": [Alarm(alarm).label for alarm in row.alarms],
        **_about_runs(row, last),
        "withheld": missing,
        "skills": [_skill(skill) for skill in Capability.objects.filter(source=row).order_by("pk")],
        **outcome.context,
    }
    return render_workspace(request, "workspace/mirror/show.html", context)


def _about_runs(row: MirrorSource, last: MirrorRun | None) -> dict[str, Any]:
    """Return the run that goes on, and the report of the last one."""
    fetching = MirrorRun.objects.filter(source=row, state=RunState.FETCHING)
    running = fetching.order_by("-pk").first() if row.lock_token else None
    rows = report(row, last)
    refused = last.quarantine.order_by("-is_page", "pk")[:MOST_REFUSED] if last else []
    return {
        "news": words_of(last.news) if last else "",
        "rests_until": _rests_until(row),
        "running": running,
        "running_for": timezone.now() - running.started_at if running else None,
        "last": last,
        "seconds": round((last.finished_at - last.started_at).total_seconds(), 1)
        if last and last.finished_at
        else None,
        "kilobytes": last.bytes // 1000 if last else 0,
        "types": [one for one in rows if one.live or one.deleted or one.refused],
        "guessed": guess_words(rows),
        "refused": list(refused),
    }


def _rests_until(row: MirrorSource) -> datetime | None:
    """Return until when its server is left alone, if it is."""
    until = row.rests_until
    return until if until is not None and until > timezone.now() else None


def _skill(row: Capability) -> dict[str, Any]:
    return {
        "label": row.get_feature_display(),
        "found": json.dumps(row.found, ensure_ascii=False),
        "found_at": row.found_at,
        "corrected": json.dumps(row.corrected, ensure_ascii=False) if row.corrected_at else "",
        "reason": row.reason,
    }
