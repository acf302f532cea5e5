"""Prepare the "Bericht aus dem Bezirksamt" for a meeting: what goes before and after the items."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.notes.commands.edit_mark import LONGEST, TextTooLong
from gremienwerk.domain.notes.models import Report
from gremienwerk.domain.notes.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes

TEXTS: Final = ("opening", "closing")


@dataclass(frozen=True, slots=True)
class ReportPrepared(Event):
    """Somebody wrote on a report; what, stands in the report and its revisions alone."""

    kind = "notes.report_prepared"
    report_id: int
    meeting_id: int


@transaction.atomic
def prepare_report(
    meeting: Meeting, texts: Mapping[str, str], *, by: User, now: datetime
) -> Report:
    """Set `opening` and `closing` of the report for `meeting`; it begins with the first text.

    Rule: internal preparation per sitting, never in any public output (source: N6.6).
    Raises `NotAllowed`, `TextTooLong`.
    """
    require(by, Can.PREPARE_REPORT, meeting)
    row, is_new = Report.objects.select_for_update(of=("self",)).get_or_create(
        meeting=meeting, defaults={"prepared_by": by, "created_at": now, "modified_at": now}
    )
    for name in TEXTS:
        text = texts.get(name, getattr(row, name)).replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            raise TextTooLong(_("Please write at most 20,000 characters."))
        setattr(row, name, text)
    hashes = record_added(row, by=by, now=now) if is_new else ()
    hashes += record_changes(row, TEXTS, by=by, now=now)
    if not hashes:
        return row
    row.modified_at = now
    row.save(update_fields=[*TEXTS, "modified_at"])
    event = ReportPrepared(report_id=row.pk, meeting_id=meeting.pk, changes=hashes)
    publish(event, by=by, at=now)
    return row
