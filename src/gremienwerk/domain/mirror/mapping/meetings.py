"""How do meetings, agenda items, papers and consultations come over?"""

from datetime import date, datetime, timedelta
from typing import Final

from gremienwerk.domain.meetings.choices import (
    AgendaFileRole,
    AgendaResult,
    ConsultationRole,
    MeetingFileRole,
    MeetingState,
)
from gremienwerk.domain.meetings.models import (
    AgendaItemFile,
    ConsultationOrganization,
    MeetingFile,
    MeetingOrganization,
    MeetingParticipant,
)
from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.mapped import Links, Mapped, link, stamps
from gremienwerk.domain.mirror.mapping.values import OURS, TOWN, Reader

LAST_PLACE: Final = (1 << 15) - 1
LONGEST_MEETING: Final = timedelta(days=14)
CANCELLED_WORDS: Final = ("abgesagt", "ausgefallen", "entfällt", "entfallen")
STATE_WORDS: Final = {
    "terminiert": MeetingState.SCHEDULED,
    "eingeladen": MeetingState.INVITED,
    "durchgeführt": MeetingState.HELD,
}
CANCELLED_BY_SOURCE: Final = "Von der Quelle als abgesagt gemeldet."  # German is content
MEETING_FILES: Final = {
    "invitation": MeetingFileRole.INVITATION,
    "resultsProtocol": MeetingFileRole.RESULTS_PROTOCOL,
    "verbatimProtocol": MeetingFileRole.VERBATIM_PROTOCOL,
    "auxiliaryFile": MeetingFileRole.AUXILIARY,
}
RESULT_WORDS: Final = (
    ("geändert beschlossen", AgendaResult.AMENDED),
    ("beschlossen", AgendaResult.ADOPTED),
    ("angenommen", AgendaResult.ADOPTED),
    ("zugestimmt", AgendaResult.ADOPTED),
    ("abgelehnt", AgendaResult.REJECTED),
    ("vertagt", AgendaResult.POSTPONED),
    ("zurückgestellt", AgendaResult.POSTPONED),
    ("überwiesen", AgendaResult.REFERRED),
    ("verwiesen", AgendaResult.REFERRED),
    ("zur kenntnis genommen", AgendaResult.NOTED),
    ("erledigt", AgendaResult.SETTLED),
    ("zurückgezogen", AgendaResult.WITHDRAWN),
)
NEGATIONS: Final = ("nicht ", "kein")
ROLE_WORDS: Final = (
    ("vorberatung", ConsultationRole.PRELIMINARY),
    ("entscheidung", ConsultationRole.DECISION),
    ("empfehlung", ConsultationRole.RECOMMENDATION),
    ("beschluss", ConsultationRole.DECISION),
    ("kenntnis", ConsultationRole.INFORMATION),
    ("anhörung", ConsultationRole.HEARING),
)


def meeting(reader: Reader, _entry: Entry) -> Mapped:
    """Map a meeting; the day must be known, a time of day is not invented."""
    starts_on, starts_at = _start(reader)
    state, is_cancelled = _state(reader)
    values = {
        "name": reader.text("name", 500),
        "state": state,
        "cancelled": is_cancelled,
        "cancel_reason": _cancel_reason(reader) if is_cancelled else "",
        "starts_on": starts_on,
        "starts_at": starts_at,
        "ends_at": _end(reader, starts_at),
        "moved_from": reader.day(f"{OURS}movedFrom"),
        "room": reader.text(f"{OURS}room", 300),
        "focus_topic": reader.text(f"{OURS}focusTopic", 300),
        "attendance_note": reader.lines(f"{OURS}attendance"),
        "web": reader.url("web"),
        **stamps(reader),
    }
    part = Links(MeetingOrganization, "meeting", "organization", {}, [])
    seen = Links(MeetingParticipant, "meeting", "person", {}, [])
    links = [
        *link(reader, "organization", part, counted=True),
        *link(reader, "participant", seen),
    ]
    for attribute, role in MEETING_FILES.items():
        shape = Links(MeetingFile, "meeting", "file", {"role": role}, [])
        links += link(reader, attribute, shape, counted=True)
    missing = "" if starts_on else Reason.NO_START
    return Mapped(values, {"location": reader.address("location")}, (), links, missing)


def _cancel_reason(reader: Reader) -> str:
    return reader.text(f"{OURS}cancelReason", 500) or CANCELLED_BY_SOURCE


def _start(reader: Reader) -> tuple[date | None, datetime | None]:
    value = reader.data.get("start")
    if isinstance(value, str) and "T" not in value and " " not in value.strip():
        return reader.day("start"), None
    moment = reader.moment("start")
    return (moment.astimezone(TOWN).date() if moment else None), moment


def _end(reader: Reader, starts_at: datetime | None) -> datetime | None:
    """Return when a meeting ends.

    Rule: an end that does not come after the start, and midnight, stand for unknown (source:
    vendor table, rows 9 and 18).
    """
    ends_at = reader.moment("end")
    if ends_at is None or starts_at is None:
        return None
    local = ends_at.astimezone(TOWN)
    if ends_at <= starts_at:
        reader.note("end", "not_after_start")
        return None
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        reader.note("end", "midnight")
        return None
    if ends_at - starts_at > LONGEST_MEETING:
        reader.note("end", "too_late")
        return None
    return ends_at


def _state(reader: Reader) -> tuple[str, bool]:
    """Return how far a meeting is, by the source's word or else by its documents."""
    word = reader.text("meetingState").lower()
    is_cancelled = reader.flag("cancelled")
    if any(cancelled in word for cancelled in CANCELLED_WORDS):
        reader.note("meetingState", "cancelled")
        return MeetingState.SCHEDULED, True
    if word in STATE_WORDS:
        return STATE_WORDS[word], is_cancelled
    if word:
        reader.note("meetingState", "unknown_word")
    if reader.has("resultsProtocol") or reader.has("verbatimProtocol"):
        return MeetingState.HELD, is_cancelled
    return MeetingState.INVITED if reader.has(
        "invitation"
    ) else MeetingState.SCHEDULED, is_cancelled


def agenda_item(reader: Reader, entry: Entry) -> Mapped:
    """Map an agenda item; without a word of the source it is public."""
    label = reader.text("result", 500)
    starts_at, ends_at = reader.moment("start"), reader.moment("end")
    position = entry.position if entry.position is not None else LAST_PLACE
    values = {
        "position": min(position, LAST_PLACE),
        "number": reader.text("number", 100),
        "name": reader.text("name"),
        "text": reader.lines(f"{OURS}description"),
        "is_public": reader.flag("public", unknown=True),
        "result": _result(label),
        "result_label": label,
        "resolution_text": reader.lines("resolutionText"),
        "starts_at": starts_at,
        "ends_at": ends_at if starts_at and ends_at and ends_at > starts_at else None,
        "web": reader.url("web"),
        **stamps(reader),
    }
    made = Links(AgendaItemFile, "agenda_item", "file", {"role": AgendaFileRole.RESOLUTION}, [])
    more = Links(AgendaItemFile, "agenda_item", "file", {"role": AgendaFileRole.AUXILIARY}, [])
    links = [
        *link(reader, "resolutionFile", made, counted=True),
        *link(reader, "auxiliaryFile", more, counted=True),
    ]
    return Mapped(values, {"meeting": entry.parent}, ("meeting",), links)


def _result(label: str) -> str:
    """Return the result that a source's words plainly say, "" where they do not."""
    lowered = label.lower()
    if any(word in lowered for word in NEGATIONS):
        return ""
    return next((found for words, found in RESULT_WORDS if words in lowered), "")


def consultation(reader: Reader, entry: Entry) -> Mapped:
    """Map one station of a paper; meeting and item are linked once they are known."""
    label = reader.text("role", 200)
    lowered = label.lower()
    values = {
        "is_lead": reader.flag("authoritative"),
        "role": next((found for word, found in ROLE_WORDS if word in lowered), ""),
        "role_label": label,
        "position": min(entry.position or 0, LAST_PLACE),
        "web": reader.url("web"),
        **stamps(reader),
    }
    references = {
        "paper": entry.parent,
        "agenda_item": reader.address("agendaItem"),
        "meeting": reader.address("meeting"),
    }
    if reader.flag(f"{OURS}agendaItemGuessed"):
        reader.note("agendaItem", "guessed")
    part = Links(ConsultationOrganization, "consultation", "organization", {}, [])
    links = link(reader, "organization", part, counted=True)
    return Mapped(values, references, ("paper",), links)
