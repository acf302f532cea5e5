"""What of the demo's council touches the office: one item with its text, one request with a day."""

from datetime import timedelta
from typing import Final

from gremienwerk.demo.reading import Stage
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.notes.commands.edit_mark import edit_mark
from gremienwerk.domain.notes.commands.mark import Marking, mark
from gremienwerk.domain.notes.commands.prepare_report import prepare_report
from gremienwerk.domain.papers.models import Paper

REQUEST: Final = "DEMO-3/VII"
ANSWERED_IN: Final = timedelta(days=14)
OPENING: Final = "Demo, erfunden: Guten Abend, das Integrationsbüro berichtet zu einem Punkt."
TEXT: Final = (
    "Demo, erfunden: Die Texte der Wegweiser liegen in drei Sprachen vor. Das erste Schild"
    " hängt im Rathaus."
)


def mark_what_touches(stage: Stage) -> None:
    """Mark the request and the item under which it comes up, and begin the report (D.9)."""
    by, now = stage.by, stage.opening
    paper = Paper.objects.get(reference=REQUEST)
    due_on = stage.reference + ANSWERED_IN
    mark(paper, Marking("Das Bezirksamt muss antworten.", due_on=due_on), by=by, now=now)
    item = AgendaItem.objects.get(consultations__paper=paper)
    reason = "Wir berichten, wie weit das Ersuchen ist."
    due_on = item.meeting.starts_on - timedelta(days=2)
    row = mark(item, Marking(reason, due_on=due_on), by=by, now=now)
    edit_mark(row, {"text": TEXT, "state": "prepared"}, by=by, now=now)
    prepare_report(item.meeting, {"opening": OPENING}, by=by, now=now)
