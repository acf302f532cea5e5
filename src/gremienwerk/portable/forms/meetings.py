"""How do papers, meetings and the rhythm of a body stand in an archive?"""

from typing import Final

from gremienwerk.domain.meetings.models import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
    ConsultationOrganization,
    Meeting,
    MeetingFile,
    MeetingNote,
    MeetingOrganization,
    MeetingParticipant,
    Recurrence,
    RecurrenceException,
)
from gremienwerk.domain.papers.models import (
    Originator,
    Paper,
    PaperFile,
    PaperLocation,
    PaperRelation,
)
from gremienwerk.portable.forms.base import of_bodies
from gremienwerk.portable.forms.form import RECORD, Form, Listing, Openness, Rows

OF_CLOSED: Final = ("meeting", "position", "number", "name", "is_public", *RECORD)


def linked(rows: Rows, _openness: Openness) -> Rows:
    """Links are as public as what they link: where an end is missing the link goes too."""
    return rows


def _current(rows: Rows, openness: Openness) -> Rows:
    current: Rows = rows.on(openness.today)  # type: ignore[attr-defined]
    return current


def _items(rows: Rows, openness: Openness) -> Rows:
    """Open items, and of closed ones that they are there (source: oparl.md A6)."""
    meetings = Meeting.objects.public().filter(body__in=openness.bodies)
    return rows.filter(deleted_at=None, meeting__in=meetings)


def _of_item(row: AgendaItem) -> set[str]:
    return set() if row.is_public else set(OF_CLOSED)


def _files_of_items(rows: Rows, _openness: Openness) -> Rows:
    return rows.filter(agenda_item__is_public=True)


def _public(rows: Rows, _openness: Openness) -> Rows:
    public: Rows = rows.public()  # type: ignore[attr-defined]
    return public


PAPERS: Final = (
    Form(
        Paper,
        "paper",
        public=(
            *("body", "name", "reference", "date", "paper_type", "paper_type_label"),
            *("summary", "answer_due_on", "web", *RECORD),
        ),
        internal=("published_at", "deleted_at"),
        opened=of_bodies,
        same=("body", "name", "created_at"),
        names={"reference": "reference", "date": "date"},
        words={"paperType": ("paper_type", "paper_type_label")},
        lists={
            "mainFile": Listing("paperfile", "paper", "file", {"role": "main"}, single=True),
            "auxiliaryFile": Listing("paperfile", "paper", "file", {"role": "auxiliary"}),
            "location": Listing("paperlocation", "paper", "location"),
            "originatorPerson": Listing("originator", "paper", "person"),
            "originatorOrganization": Listing("originator", "paper", "organization"),
            "consultation": Listing("consultation", "paper"),
        },
    ),
    Form(
        PaperFile,
        "paperfile",
        public=("paper", "file", "role", "position"),
        owners=("paper",),
        opened=linked,
    ),
    Form(
        PaperRelation,
        "paperrelation",
        public=("paper", "other", "kind"),
        owners=("paper",),
        opened=linked,
    ),
    Form(
        Originator,
        "originator",
        public=("paper", "person", "organization", "kind", "position"),
        owners=("paper", "organization"),
        opened=_public,
    ),
    Form(
        PaperLocation,
        "paperlocation",
        public=("paper", "location"),
        owners=("paper",),
        opened=linked,
    ),
)
MEETINGS: Final = (
    Form(
        Recurrence,
        "recurrence",
        public=(
            *("organization", "kind", "rule", "first_on", "interval_months", "is_approximate"),
            *("words", "weekday", "time", "duration_minutes", "holidays", "starts_on", "ends_on"),
        ),
        owners=("organization",),
        opened=_current,
    ),
    Form(
        RecurrenceException,
        "recurrenceexception",
        public=(),
        internal=("organization", "date", "kind", "moved_to", "reason", "decided_on"),
        owners=("organization",),
    ),
    Form(
        Meeting,
        "meeting",
        public=(
            *("body", "name", "cancelled", "cancel_reason", "starts_on", "starts_at", "ends_at"),
            *("location", "room", "focus_topic", "attendance_note", "is_confirmed"),
            *("moved_from", "web", "sequence", *RECORD),
        ),
        internal=("state", "confirmed_on", "recurrence", "rule_date", "deleted_at"),
        opened=of_bodies,
        same=("body", "created_at"),
        names={
            "body": "Gremienwerk:body",
            "cancelled": "cancelled",
            "starts_at": "start",
            "ends_at": "end",
            "location": "location",
        },
        words={"meetingState": ("state", "")},
        lists={
            "organization": Listing("meetingorganization", "meeting", "organization"),
            "agendaItem": Listing("agendaitem", "meeting"),
            "invitation": Listing(
                "meetingfile", "meeting", "file", {"role": "invitation"}, single=True
            ),
            "resultsProtocol": Listing(
                "meetingfile", "meeting", "file", {"role": "results_protocol"}, single=True
            ),
            "verbatimProtocol": Listing(
                "meetingfile", "meeting", "file", {"role": "verbatim_protocol"}, single=True
            ),
            "auxiliaryFile": Listing("meetingfile", "meeting", "file", {"role": "auxiliary"}),
        },
    ),
    Form(
        MeetingOrganization,
        "meetingorganization",
        public=("meeting", "organization", "position"),
        owners=("meeting", "organization"),
        opened=linked,
    ),
    Form(
        MeetingParticipant,
        "meetingparticipant",
        public=(),
        internal=("meeting", "person"),
        owners=("meeting",),
    ),
    Form(
        MeetingFile,
        "meetingfile",
        public=("meeting", "file", "role", "position"),
        owners=("meeting",),
        opened=linked,
    ),
    Form(
        MeetingNote,
        "meetingnote",
        public=(),
        internal=("meeting", "author", "text", "created_at", "modified_at"),
        owners=("meeting",),
    ),
    Form(
        AgendaItem,
        "agendaitem",
        public=(
            *(*OF_CLOSED, "text", "result", "result_label", "resolution_text"),
            *("starts_at", "ends_at", "web"),
        ),
        internal=("deleted_at",),
        owners=("meeting",),
        opened=_items,
        shown=_of_item,
        names={
            "meeting": "meeting",
            "position": "order",
            "number": "number",
            "is_public": "public",
            "resolution_text": "resolutionText",
            "starts_at": "start",
            "ends_at": "end",
        },
        words={"result": ("result", "result_label")},
        lists={
            "auxiliaryFile": Listing("agendafile", "agenda_item", "file", {"role": "auxiliary"}),
            "resolutionFile": Listing(
                "agendafile", "agenda_item", "file", {"role": "resolution"}, single=True
            ),
            "consultation": Listing("consultation", "agenda_item", single=True),
        },
    ),
    Form(
        AgendaItemFile,
        "agendafile",
        public=("agenda_item", "file", "role", "position"),
        owners=("agenda_item",),
        opened=_files_of_items,
    ),
    Form(
        Consultation,
        "consultation",
        public=(
            *("paper", "agenda_item", "meeting", "is_lead", "role", "role_label", "position"),
            *("web", *RECORD),
        ),
        internal=("deleted_at",),
        owners=("agenda_item", "meeting"),
        opened=_public,
        names={
            "paper": "paper",
            "agenda_item": "agendaItem",
            "meeting": "meeting",
            "is_lead": "authoritative",
        },
        words={"role": ("role", "role_label")},
        lists={"organization": Listing("station", "consultation", "organization")},
    ),
    Form(
        ConsultationOrganization,
        "station",
        public=("consultation", "organization", "position"),
        owners=("consultation", "organization"),
        opened=linked,
    ),
)
