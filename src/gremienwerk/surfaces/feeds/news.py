"""What is new: meetings that changed, minutes and papers that were released?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.models import Meeting, MeetingFile
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.feeds import news
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.feeds.addresses import host, page
from gremienwerk.surfaces.feeds.atom import Entry
from gremienwerk.surfaces.feeds.notices import Notice, NoticeBook, one_line, plain

LIMIT: Final = 50


def latest(today: date, language: str) -> list[Entry]:
    """Return the latest news of all kinds, newest first; the queries do not grow with them."""
    meetings, minutes, papers = news(today, LIMIT)
    told = [*meetings, *(link.meeting for link in minutes)]
    book = NoticeBook(told, language=language, today=today, also=papers)
    found = [
        *(_of_meeting(book.notice(meeting)) for meeting in meetings),
        *_of_minutes(minutes, book),
        *_of_papers(papers, book),
    ]
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)[:LIMIT]


def _key(kind: str, pk: int) -> str:
    return f"tag:{host()},2026:{kind}/{pk}"


def _of_meeting(notice: Notice) -> Entry:
    meeting = notice.meeting
    return Entry(
        key=_key("sitzung", meeting.pk),
        title=_title(notice),
        summary="\n".join(line for line in (notice.place, *notice.lines) if line),
        url=notice.url,
        updated=meeting.modified_at,
        term="sitzung",
    )


def _title(notice: Notice) -> str:
    known = {"event": _event(notice.meeting), "title": notice.title, "when": notice.when}
    if notice.meeting.cancelled:  # the title says so itself
        return _("%(title)s, %(when)s") % known
    return _("%(event)s: %(title)s, %(when)s") % known


def _event(meeting: Meeting) -> str:
    if meeting.state == MeetingState.HELD:
        return pgettext("news", "Took place")
    if meeting.moved_from:
        return pgettext("news", "Moved")
    return pgettext("news", "Date")


def _of_minutes(links: Sequence[MeetingFile], book: NoticeBook) -> list[Entry]:
    entries = []
    for link in links:
        notice = book.notice(link.meeting)
        title = _("%(kind)s released: %(title)s, %(when)s")
        known = {"kind": _kind(link), "title": notice.title, "when": notice.when}
        entries.append(
            Entry(
                key=_key("protokoll", link.pk),
                title=title % known,
                summary=plain(link.file.name or link.file.file_name),
                url=notice.url,
                updated=link.file.published_at or link.file.modified_at,
                term="protokoll",
            )
        )
    return entries


def _kind(link: MeetingFile) -> str:
    word = str(link.get_role_display())
    return word[:1].upper() + word[1:]


def _of_papers(papers: Sequence[Paper], book: NoticeBook) -> list[Entry]:
    texts = book.texts
    return [
        Entry(
            key=_key("drucksache", paper.pk),
            title=one_line(_paper_title(paper, texts)),
            summary=plain(without_access_data(str(texts.of(paper, "summary")))),
            url=page("paper", paper.pk, language=book.language),
            updated=_updated(paper),
            term="drucksache",
        )
        for paper in papers
    ]


def _paper_title(paper: Paper, texts: Texts) -> str:
    known = {"reference": paper.reference, "name": texts.of(paper, "name")}
    if paper.reference:
        return _("Paper %(reference)s: %(name)s") % known
    return _("Paper: %(name)s") % known


def _updated(paper: Paper) -> datetime:
    return max(paper.modified_at, paper.published_at or paper.modified_at)
