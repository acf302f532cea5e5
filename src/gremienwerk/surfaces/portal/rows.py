"""How does a meeting stand in a list: on the start page, on a body's page, in the calendar?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link, State, Text
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import holiday_name
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.hosts import HostBook, Hosts


@dataclass(frozen=True)
class MeetingRow:
    """One dated entry; has what the component `rows` takes, and a little more for the month."""

    title: Text
    short_title: Text
    url: str
    day: date
    date_state: str
    when: str
    time: str
    place: Text
    note: Text
    states: Sequence[State]
    action: Link | None
    access: str
    meeting: Meeting


def meeting_rows(
    meetings: Iterable[Meeting], *, language: str, today: date, book: HostBook | None = None
) -> list[MeetingRow]:
    """Return one row per meeting, in the order given.

    `meetings` come from `with_organizations()`. Costs the queries of one `HostBook`, none
    where the page hands over the one that it has.
    """
    meetings = list(meetings)
    book = book or HostBook(meetings, language)
    return [_row(meeting, book, language, today) for meeting in meetings]


def meeting_rows_between(
    first: date, last: date, rows: Iterable[MeetingRow], *, language: str
) -> list[MeetingRow]:
    """Return what stands on the days from `first` to `last` (included), in order of time.

    A meeting that was moved stands twice: on its new day, and on the old one with a word that
    says where to.
    """
    found = []
    for row in rows:
        if first <= row.day <= last:
            found.append(row)
        old = row.meeting.moved_from
        if old is not None and old != row.day and first <= old <= last:
            found.append(_old_day(row, old, language))
    return sorted(found, key=lambda row: (row.day, row.time != "", row.time, row.meeting.pk))


def meeting_url(meeting_id: int) -> str:
    """Return the address of a meeting's page."""
    return reverse("portal:meeting", args=[meeting_id])


def when_of(meeting: Meeting, language: str) -> str:
    """Say day and time of a meeting; where no time is known, the day alone."""
    known = wording.When(meeting.starts_on, meeting.starts_at, meeting.ends_at)
    return wording.when_words(known, language, zone=timezone.get_current_timezone())


def place_of(meeting: Meeting, texts: Texts) -> Text:
    """Say where a meeting is, as far as the public may know: the house, then the room."""
    location, room = meeting.location, texts.of(meeting, "room")
    if location is None or not location.is_public or location.is_deleted:
        return (without_access_data(room.text), room.language) if room else ""
    house, room = texts.of(location, "name"), room or texts.of(location, "room")
    told = house.text.casefold()
    more = [part for part in room.text.split(", ") if part.casefold() not in told]
    words = ", ".join(part for part in (house.text, *more) if part)
    return (without_access_data(words), house.language) if words else ""


def date_state_of(meeting: Meeting, hosts: Hosts, today: date) -> str:
    """Return which bar the date block has: how sure the date is."""
    if meeting.cancelled:
        return "cancelled"
    if meeting.starts_on < today or meeting.state == MeetingState.HELD:
        return "past"
    if not meeting.is_confirmed:
        return "unconfirmed"
    return "external" if hosts.is_external else ""


def states_of(meeting: Meeting, hosts: Hosts, language: str, today: date) -> list[State]:
    """Return what one should know at a glance, in words with shapes."""
    states = []
    if meeting.cancelled:
        states.append(State("cancelled"))
    elif meeting.state == MeetingState.HELD:
        states.append(State("done"))
    elif not meeting.is_confirmed and meeting.starts_on >= today:
        states.append(State("unconfirmed"))
    if meeting.moved_from and meeting.moved_from != meeting.starts_on:
        day = _short_day(meeting.moved_from, meeting.starts_on, language)
        states.append(State("moved", _("moved from %(day)s") % {"day": day}))
    if hosts.access and not meeting.cancelled and meeting.starts_on >= today:
        states.append(State(hosts.access))
    if hosts.is_external:
        whose = ("" if meeting.body.is_own else meeting.body.name, SOURCE_LANGUAGE)
        is_coming = meeting.starts_on >= today
        states.append(State("external", hosts.invites if is_coming else whose if whose[0] else ""))
    if meeting.starts_on >= today and not meeting.cancelled:
        holiday = holiday_name(meeting.starts_on, language)
        words = [_("Public holiday: %(name)s") % {"name": holiday} if holiday else ""]
        words.append(_("Without guarantee") if hosts.is_external else "")
        states.extend(State("", word) for word in words if word)
    return states


def _row(meeting: Meeting, book: HostBook, language: str, today: date) -> MeetingRow:
    hosts = book.of(meeting)
    starts_at = meeting.starts_at
    clock = timezone.localtime(starts_at).time() if starts_at else None
    return MeetingRow(
        title=hosts.name if hosts.names else meeting.name,
        short_title=hosts.short_name if hosts.names else meeting.name,
        url=meeting_url(meeting.pk),
        day=meeting.starts_on,
        date_state=date_state_of(meeting, hosts, today),
        when=when_of(meeting, language),
        time=wording.time_words(clock, language) if clock else "",
        place=place_of(meeting, book.texts),
        note=_note(meeting, book),
        states=states_of(meeting, hosts, language, today),
        action=_action(meeting, hosts, today),
        access=hosts.access,
        meeting=meeting,
    )


def _old_day(row: MeetingRow, old: date, language: str) -> MeetingRow:
    """Return the entry that stays on the day from which a meeting was moved."""
    day = _short_day(row.day, old, language)
    return MeetingRow(
        title=row.title,
        short_title=row.short_title,
        url=row.url,
        day=old,
        date_state="cancelled",
        when=wording.day_words(old, language),
        time="",
        place="",
        note="",
        states=[
            State("moved", _("moved to %(day)s") % {"day": day}),
            *[state for state in row.states if state.kind == "external"],
        ],
        action=None,
        access=row.access,
        meeting=row.meeting,
    )


def _short_day(day: date, beside: date, language: str) -> str:
    """Return a day without its year if it is the same as that of the day beside."""
    same = day.year == beside.year
    return wording.day_month(day, language) if same else wording.date_words(day, language)


def _note(meeting: Meeting, book: HostBook) -> Text:
    """Return why a meeting is cancelled, else its topic."""
    field = "cancel_reason" if meeting.cancelled else "focus_topic"
    found = book.texts.of(meeting, field)
    return without_access_data(found.text), found.language


def _action(meeting: Meeting, hosts: Hosts, today: date) -> Link | None:
    """Return where one registers, if that is with others."""
    site = next((body.website for body in hosts.bodies if body.website), "")
    is_open = meeting.starts_on >= today and not meeting.cancelled
    if not (is_open and hosts.registers_outside and site):
        return None
    return Link(_("Register with the organiser"), site, is_external=True)
