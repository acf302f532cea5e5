"""Which meetings does the demo hold, in every state that a page can show?"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from gremienwerk.demo.commands._papers import store
from gremienwerk.demo.days import moment
from gremienwerk.demo.reading import Stage, meeting_files, read
from gremienwerk.domain.files.commands.publish_file import publish_file
from gremienwerk.domain.meetings.choices import (
    AgendaResult,
    ConsultationRole,
    MeetingFileRole,
    MeetingState,
)
from gremienwerk.domain.meetings.commands.add_agenda_items import ItemDraft, add_agenda_items
from gremienwerk.domain.meetings.commands.attach_file import attach_file
from gremienwerk.domain.meetings.commands.call_off import call_off
from gremienwerk.domain.meetings.commands.consult import Station, consult
from gremienwerk.domain.meetings.commands.convene import convene
from gremienwerk.domain.meetings.commands.hold import hold
from gremienwerk.domain.meetings.commands.move import move
from gremienwerk.domain.meetings.commands.plan import MeetingDraft, plan
from gremienwerk.domain.meetings.commands.record_result import ItemResult, record_result
from gremienwerk.domain.meetings.commands.release_minutes import release_minutes
from gremienwerk.domain.meetings.commands.schedule import schedule
from gremienwerk.domain.meetings.commands.write_note import write_note
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import Paper

Entry = dict[str, Any]
PLANNED_BEFORE = timedelta(days=90)
INVITED_BEFORE = timedelta(days=17)
LATE = "21:00"  # when a meeting of that day is over
MINUTES = (MeetingFileRole.RESULTS_PROTOCOL, MeetingFileRole.DOCUMENTATION)


def hold_meetings(papers: Mapping[str, Paper], stage: Stage) -> None:
    """Enter all meetings with agendas, files and the way of the papers through them."""
    for content in meeting_files():
        for entry in content["meeting"]:
            _enter({**content, **entry}, papers, stage)
    for entry in read("papers.toml")["paper"]:
        for station in entry.get("stations", []):
            body = Organization.objects.get(slug=station["organization"])
            still = Station([body], role=ConsultationRole(station["role"]))
            consult(papers[entry["key"]], station=still, by=stage.by, now=stage.opening)


def _enter(entry: Entry, papers: Mapping[str, Paper], stage: Stage) -> None:
    on = stage.day(entry["day"])
    slugs = entry["organizations"]
    found = {one.slug: one for one in Organization.objects.filter(slug__in=slugs)}
    organizations = [found[slug] for slug in slugs]
    planned = stage.at(on - PLANNED_BEFORE)
    draft = _draft(entry, on, organizations[0])
    meeting = plan(organizations, draft=draft, by=stage.by, now=planned)
    state = MeetingState(entry.get("state", "scheduled"))
    if state != MeetingState.DRAFT:
        meeting = schedule(meeting, by=stage.by, now=planned)
    items = _add_agenda(meeting, entry, stage.at(on - INVITED_BEFORE), stage)
    if state in (MeetingState.INVITED, MeetingState.HELD):
        invited = stage.day(entry["invited"]) if "invited" in entry else on - INVITED_BEFORE
        meeting = convene(meeting, by=stage.by, now=stage.at(invited))
    if state == MeetingState.HELD:
        meeting = hold(meeting, by=stage.by, now=stage.at(on, LATE))
        _record(items, entry, stage.at(on, LATE), stage)
    _change(meeting, entry, on, stage)
    _attach(meeting, entry, on, stage)
    for item, content in zip(items, entry.get("agenda", []), strict=True):
        _consult(item, content, papers, stage)


def _draft(entry: Entry, on: date, lead: Organization) -> MeetingDraft:
    ours = lead.mirrored_by.first() or lead  # the venue stands on our body, not at the source
    starts: date | datetime = moment(on, entry["time"]) if "time" in entry else on
    ends = starts + timedelta(minutes=entry["minutes"]) if isinstance(starts, datetime) else None
    return MeetingDraft(
        starts=starts,
        ends=ends,
        name=entry.get("name", ""),
        location=ours.location if entry.get("at_venue") else None,
        room=entry.get("room", ""),
        focus_topic=entry.get("focus_topic", ""),
        attendance_note=entry.get("attendance_note", ""),
    )


def _add_agenda(meeting: Meeting, entry: Entry, now: datetime, stage: Stage) -> list[AgendaItem]:
    drafts = [
        ItemDraft(
            name=item["name"],
            number=item.get("number", ""),
            text=item.get("text", ""),
            is_public=not item.get("closed"),
        )
        for item in entry.get("agenda", [])
    ]
    return add_agenda_items(meeting, items=drafts, by=stage.by, now=now) if drafts else []


def _record(items: list[AgendaItem], entry: Entry, now: datetime, stage: Stage) -> None:
    for item, content in zip(items, entry.get("agenda", []), strict=True):
        if "result" in content:
            outcome = ItemResult(AgendaResult(content["result"]), content.get("resolution", ""))
            record_result(item, outcome=outcome, by=stage.by, now=now)


def _change(meeting: Meeting, entry: Entry, on: date, stage: Stage) -> None:
    """Call the meeting off, move it, or write a note on it, as the file says."""
    if "cancelled" in entry:
        now = stage.at(on - timedelta(days=3))
        call_off(meeting, reason=entry["cancelled"], by=stage.by, now=now)
    if "moved_by_days" in entry:
        day = on + timedelta(days=entry["moved_by_days"])
        starts = moment(day, entry["time"])
        ends = starts + timedelta(minutes=entry["minutes"])
        move(meeting, starts=starts, ends=ends, by=stage.by, now=stage.opening)
    if "note" in entry:
        write_note(meeting, text=entry["note"], by=stage.by, now=stage.opening)


def _attach(meeting: Meeting, entry: Entry, on: date, stage: Stage) -> None:
    """Attach the files; those with a day of release may be read by all who may know."""
    for content in entry.get("files", []):
        written = f"R{min((on - stage.reference).days + 5, 0):+d}d"
        file = store(meeting.body, content, content.get("released", written), stage)
        role = MeetingFileRole(content["role"])
        is_released = "released" in content
        now = stage.at(stage.day(content.get("released", written)))
        if is_released and role in MINUTES:
            release_minutes(meeting, file=file, role=role, by=stage.by, now=now)
            continue
        attach_file(meeting, file=file, role=role, by=stage.by, now=now)
        if is_released:
            publish_file(file, by=stage.by, now=now)


def _consult(item: AgendaItem, content: Entry, papers: Mapping[str, Paper], stage: Stage) -> None:
    for way in content.get("papers", []):
        station = Station(
            list(item.meeting.organizations.order_by("meeting_links__position")),
            role=ConsultationRole(way["role"]),
            agenda_item=item,
            is_lead=way.get("is_lead", False),
        )
        consult(papers[way["paper"]], station=station, by=stage.by, now=stage.opening)
