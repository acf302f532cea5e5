"""How do a body's meetings stand on its own page? By their day; the name is the page's."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link, Row, Text
from gremienwerk.domain.meetings.choices import MeetingFileRole
from gremienwerk.domain.meetings.models import Meeting, MeetingFile
from gremienwerk.surfaces.portal.bodies.page import BodyPage
from gremienwerk.surfaces.portal.bodies.sections import record
from gremienwerk.surfaces.portal.hosts import enumerated
from gremienwerk.surfaces.portal.rows import MeetingRow, meeting_rows
from gremienwerk.surfaces.portal.site import plain


def following(page: BodyPage) -> MeetingRow | None:
    """Return the next meeting, to stand large; that of an external body is one of its dates."""
    if page.known.is_external or page.known.next_meeting is None:
        return None
    return _rows(page, [page.known.next_meeting])[0]


def coming(page: BodyPage, *, but: MeetingRow | None) -> list[Row]:
    """Return the dates to come, without the one that stands large."""
    rows = _rows(page, page.coming)
    return [_short(page, row) for row in rows if but is None or row.meeting.pk != but.meeting.pk]


def past(page: BodyPage) -> list[Row]:
    """Return the latest meetings with their minutes, newest first."""
    minutes = {link.meeting_id: link for link in reversed(page.records)}
    rows = _rows(page, page.past)
    return [_short(page, row, minutes.get(row.meeting.pk)) for row in rows]


def _rows(page: BodyPage, meetings: Iterable[Meeting]) -> list[MeetingRow]:
    language = page.texts.language
    return meeting_rows(meetings, language=language, today=page.today, book=page.book)


def _short(page: BodyPage, row: MeetingRow, minutes: MeetingFile | None = None) -> Row:
    action = row.action
    if minutes is not None:
        shown = record(page, minutes)
        action = Link(_word(minutes), shown.url, is_external=bool(minutes.file.access_url))
    return Row(
        title=row.when,
        url=row.url,
        day=row.day,
        date_state=row.date_state,
        place=row.place,
        note=_with_others(page, row) or row.note,
        states=row.states,
        action=action,
    )


def _word(minutes: MeetingFile) -> str:
    word = str(MeetingFileRole(minutes.role).label)
    return word[:1].upper() + word[1:]


def _with_others(page: BodyPage, row: MeetingRow) -> Text:
    """Name the bodies that hold a joint meeting with this one."""
    ours = {page.body.pk, page.body.mirrors_id}
    others = [
        page.book.name(page.book.front(link.organization))[0]
        for link in row.meeting.links.all()
        if link.organization_id not in ours
    ]
    if not others:
        return ""
    told = _("Together with: %(names)s") % {"names": enumerated(others)}
    return " · ".join(part for part in (told, plain(row.note)) if part)
