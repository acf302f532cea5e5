"""What happened, who did it, and is the log whole? For the office administrator and auditors."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.commands.export_log import export_log
from gremienwerk.domain.privacy.models import RetentionReport
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.log import entries
from gremienwerk.foundation.access import may, require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events import export
from gremienwerk.foundation.events.append_only import is_protected
from gremienwerk.foundation.events.heads import FILE, notes_in
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.events.verify import first_break
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.happened import say_kind
from gremienwerk.surfaces.workspace.http import actor_of, signed_in
from gremienwerk.surfaces.workspace.log.wanted import chosen
from gremienwerk.surfaces.workspace.log.words import details_of, noun_of

PER_PAGE = 50


class LogBroken(Refusal):
    """Somebody changed what cannot be changed."""


def _verify(_user: User, _form: WorkspaceForm, _now: datetime) -> Said:
    if not is_protected(connection):
        raise LogBroken(_("The protection of the log is missing in the database."))
    if place := first_break(notes_in(Path(settings.DATA) / FILE)):
        raise LogBroken(_("The log was changed: %(place)s.") % {"place": place})
    return Said(_("The log is whole; every entry fits to the one before."), address("log"))


ACTS = {
    "verify": Act[User](
        lambda _user, data, ids: WorkspaceForm(data, auto_id=ids),
        _verify,
        lambda user: may(user, Can.READ_LOG, RetentionReport()),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show the log, the newest first; `?vor=NUMBER` turns to what was before."""
    user = actor_of(request)
    require(user, Can.READ_LOG, RetentionReport())
    outcome = perform(request, ACTS, user)
    if outcome.answer:
        return outcome.answer
    choice = chosen(request.GET, user)
    rows = entries(choice.wanted)
    before = request.GET.get("vor", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    query = urlencode(choice.query)
    context = {
        "title": _("Log"),
        "fields": choice.fields,
        "is_narrowed": bool(choice.query),
        "lines": [_line(entry, choice.names) for entry in shown],
        "newest_url": f"?{query}" if before else "",
        "older_url": _turn(choice.query, shown[-1].pk) if len(found) > PER_PAGE else "",
        "json_url": f"{address('log_json')}?{query}",
        "csv_url": f"{address('log_csv')}?{query}",
        **outcome.context,
    }
    return render_workspace(request, "workspace/log/show.html", context)


def _turn(query: dict[str, str], before: int) -> str:
    turned = urlencode({**query, "vor": str(before)})
    return f"?{turned}"


def _line(entry: Entry, names: Mapping[int, str]) -> dict[str, object]:
    return {
        "number": entry.pk,
        "at": entry.recorded_at,
        "by": entry.actor.name,
        "noun": noun_of(entry.kind),
        "what": say_kind(entry.kind),
        "details": details_of(entry.payload, names),
        "hash": entry.hash[:12],
    }


@require_safe
@signed_in
def json_lines(request: HttpRequest) -> HttpResponse:
    """Hand out the chosen entries as JSON Lines, with the hashes."""
    found = _taken(request)
    answer = HttpResponse("".join(export.json_lines(found)), content_type="application/jsonl")
    answer["Content-Disposition"] = 'attachment; filename="protokoll.jsonl"'
    return answer


@require_safe
@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """Hand out the chosen entries as CSV."""
    found = _taken(request)
    answer = HttpResponse("".join(export.csv_lines(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="protokoll.csv"'
    return answer


def _taken(request: HttpRequest) -> list[Entry]:
    user = actor_of(request)
    require(user, Can.EXPORT_LOG, RetentionReport())
    if request.method == "HEAD":
        return []
    return export_log(chosen(request.GET, user).wanted, by=user, now=timezone.now())
