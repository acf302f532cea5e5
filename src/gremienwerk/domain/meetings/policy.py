"""Who may do what with meetings? Read the table.

The leading body of a joint meeting decides; what each of the bodies may read, it may read of
the joint meeting too. Rule: the board of an independent body releases its dates, agendas and
minutes, the office prepares (source: network.md N7.8).
"""

from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.files.models import File
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting, MeetingNote
from gremienwerk.domain.meetings.models.meeting import LEAD
from gremienwerk.domain.meetings.models.sight import RECORDS
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.organizations.rights import (
    board,
    convenor,
    inside,
    leads_some_body,
    of_body,
    prepares,
    runs,
    secretary,
    supporter,
)
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.papers.policy import Can as CanPapers
from gremienwerk.domain.papers.policy import edits as edits_paper
from gremienwerk.domain.papers.policy import papers_of
from gremienwerk.domain.papers.policy import releases as releases_paper
from gremienwerk.foundation.access import Rule, allow, may, narrow, widen

_ITEM = "agenda_item__meeting"
_KEPT = "_bodies"


def remember_bodies(meeting: Meeting) -> list[Organization]:
    """Load the bodies of a meeting once, for all questions of one page; return them.

    They are kept on this one object, which a page fetches and throws away. One query.
    """
    found = _bodies(meeting)
    setattr(meeting, _KEPT, found)
    return found


def _bodies(meeting: Meeting) -> list[Organization]:
    kept: list[Organization] | None = getattr(meeting, _KEPT, None)
    if kept is not None:
        return kept
    links = meeting.links.select_related("organization__body").order_by("position")
    return [link.organization for link in links]


def _leading(meeting: Meeting) -> Organization | None:
    kept: list[Organization] | None = getattr(meeting, _KEPT, None)
    if kept is not None:
        return kept[0] if kept else None
    link = meeting.links.select_related("organization__body").filter(position=LEAD).first()
    return link.organization if link else None


def in_any_body(rule: Rule[User, Organization], name: str) -> Rule[User, Meeting]:
    """Return `rule`, asked of each body of the meeting."""
    return Rule(name, lambda actor, meeting: any(rule(actor, one) for one in _bodies(meeting)))


is_draft: Final[Rule[User, Meeting]] = Rule(
    "it is a draft", lambda _actor, meeting: meeting.state == MeetingState.DRAFT
)
reads: Final[Rule[User, Meeting]] = in_any_body(inside, "inside one of its bodies")
works_on: Final[Rule[User, Meeting]] = in_any_body(
    board | secretary | convenor, "board, secretary or convenor of one of its bodies"
)
helps: Final[Rule[User, Meeting]] = in_any_body(supporter, "supporter of one of its bodies")
from_inside: Final[Rule[User, Meeting]] = works_on | (reads & ~is_draft)
releases: Final[Rule[User, Meeting]] = of_body(runs, _leading, "the leading body")
drafts: Final[Rule[User, Meeting]] = of_body(prepares, _leading, "the leading body")


def _reads_item(actor: User, item: AgendaItem) -> bool:
    if item.meeting.is_deleted:
        return False
    opened = reads_everything(actor, item.meeting) or from_inside(actor, item.meeting)
    return opened or (item.is_public and may(actor, Can.VIEW, item.meeting))


def _reads_consultation(actor: User, row: Consultation) -> bool:
    item = row.agenda_item is None or may(actor, Can.VIEW_ITEM, row.agenda_item)
    meeting = row.meeting is None or may(actor, Can.VIEW, row.meeting)
    return item and meeting and may(actor, CanPapers.VIEW, row.paper)


def _wrote(actor: User, note: MeetingNote) -> bool:
    return note.author_id == actor.pk and reads(actor, note.meeting)


reads_item: Final[Rule[User, AgendaItem]] = Rule(
    "who reads the meeting; a closed item only from inside", _reads_item, is_open=True
)
reads_station: Final[Rule[User, Consultation]] = Rule(
    "who reads paper, meeting and item", _reads_consultation, is_open=True
)
wrote: Final[Rule[User, MeetingNote]] = Rule("who wrote it and is still inside", _wrote)


class Can:
    """The permission table of meetings."""

    VIEW = allow("meetings.view", is_there & (is_public | reads_everything | from_inside | helps))
    VIEW_ITEM = allow("meetings.view_agenda_item", is_there & reads_item)
    VIEW_CONSULTATION = allow("meetings.view_consultation", is_there & reads_station)
    VIEW_NOTE = allow("meetings.view_note", reads_everything | wrote)
    SET_RHYTHM = allow("meetings.set_rhythm", runs)  # on an Organization
    DECIDE_DATE = allow("meetings.decide_date", runs)  # on an Organization
    EXTEND_SERIES = allow("meetings.extend_series", runs)  # on an Organization
    PLAN = allow("meetings.plan", prepares)  # on the leading Organization
    SCHEDULE = allow("meetings.schedule", releases)
    CONVENE = allow("meetings.convene", releases)
    MOVE = allow("meetings.move", releases)
    CONFIRM = allow("meetings.confirm", releases)
    CALL_OFF = allow("meetings.call_off", releases)
    HOLD = allow("meetings.hold", drafts)
    EDIT_AGENDA = allow("meetings.edit_agenda", releases | (drafts & is_draft))
    EDIT_LOGISTICS = allow("meetings.edit_logistics", drafts | helps)
    ATTACH_FILE = allow("meetings.attach_file", drafts)
    RELEASE_MINUTES = allow("meetings.release_minutes", releases)
    WRITE_NOTE = allow("meetings.write_note", is_system | office | works_on)
    TELL_CONVENORS = allow("meetings.tell_convenors", is_system)  # on an Organization
    REMOVE_NOTE = allow("meetings.remove_note", is_system | wrote)
    CONSULT = allow("meetings.consult", edits_paper)  # on a Paper


def _is_held_back(meeting: Meeting, role: str) -> bool:
    """Minutes that have to be approved are no reading for members before they are."""
    bodies = [one.pk for one in _bodies(meeting)]
    strict = Ability.objects.on(today()).filter(
        organization__in=bodies, key="publication", value="after_approval"
    )
    return role in RECORDS and strict.exists()


def _consulted(actor: User, paper: Paper) -> bool:
    stations = paper.consultations.alive().exclude(meeting=None).select_related("meeting")
    return any(
        from_inside(actor, one.meeting)
        for one in stations
        if one.meeting and not one.meeting.is_deleted
    )


def _reads_file(actor: User, file: File) -> bool:
    for link in file.meeting_links.select_related("meeting"):
        held_back = _is_held_back(link.meeting, link.role)
        if not link.meeting.is_deleted and (
            works_on(actor, link.meeting) if held_back else from_inside(actor, link.meeting)
        ):
            return True
    items = [link.agenda_item for link in file.agenda_links.select_related("agenda_item__meeting")]
    alive = [one.meeting for one in items if not one.is_deleted and not one.meeting.is_deleted]
    papers = [paper for paper in papers_of(file) if not paper.is_deleted]
    return any(from_inside(actor, meeting) for meeting in alive) or any(
        _consulted(actor, paper) for paper in papers
    )


def _meetings_of(file: File) -> list[Meeting]:
    of_items = [one.agenda_item.meeting for one in file.agenda_links.select_related(_ITEM)]
    return [*of_items, *(one.meeting for one in file.meeting_links.select_related("meeting"))]


def _releases_each(actor: User, file: File) -> bool:
    return all(releases(actor, one) for one in _meetings_of(file)) and all(
        releases_paper(actor, one) for one in papers_of(file)
    )


is_attached: Final[Rule[User, File]] = Rule(
    "it belongs to a meeting or paper",
    lambda _actor, file: bool(_meetings_of(file) or papers_of(file)),
)
releases_each: Final[Rule[User, File]] = Rule(
    "who releases each meeting and paper it belongs to", _releases_each
)
widen(CanPapers.VIEW, is_there & Rule("inside a body that it is consulted in", _consulted))
widen(CanFiles.VIEW, is_there & Rule("inside a body whose meeting it belongs to", _reads_file))
for _permission in (CanFiles.PUBLISH, CanFiles.WITHDRAW):
    widen(_permission, leads_some_body & is_attached)
    narrow(_permission, releases_each)
