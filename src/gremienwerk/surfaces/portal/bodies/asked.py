"""Which questions does every page of a body ask? Compiled once, see `foundation.prepared`."""

from datetime import date
from typing import cast

from django.db.models import QuerySet

from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingFile
from gremienwerk.domain.meetings.queries import records
from gremienwerk.domain.meetings.queries.next_of import around_today, next_meetings, with_dates
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.prepared import Prepared

COMING, PAST, RECORDS, PAPERS, ITEMS = 6, 8, 12, 6, 30


def _body(body: int, mirrors: int = 0) -> Organization:
    """Return a stand-in for a body in a query that only looks at its key and what it mirrors."""
    return Organization(pk=body, mirrors_id=mirrors)


def _one(slug: str, today: date) -> QuerySet[Organization]:
    return with_dates(queries.listed_bodies(today).filter(slug=slug), today)


def _network(today: date) -> QuerySet[Organization]:
    return with_dates(queries.network(today), today)


def _next(today: date) -> QuerySet[Meeting]:
    return next_meetings(queries.network(today), today)


def _around(body: int, mirrors: int, today: date) -> QuerySet[Meeting]:
    return around_today(_body(body, mirrors), today, coming=COMING, past=PAST)


def _members(body: int, today: date) -> QuerySet[Membership]:
    return queries.members_of(_body(body), today)


def _records(body: int, mirrors: int) -> QuerySet[MeetingFile]:
    ours = _body(body, mirrors)
    return records.released_records(ours, shows_documentation=False, limit=RECORDS)


def _documented(body: int, mirrors: int) -> QuerySet[MeetingFile]:
    ours = _body(body, mirrors)
    return records.released_records(ours, shows_documentation=True, limit=RECORDS)


def _papers(body: int, mirrors: int) -> QuerySet[Paper]:
    return records.latest_papers(_body(body, mirrors), PAPERS)


def _items(meeting: int) -> QuerySet[AgendaItem]:
    return records.first_items(meeting, ITEMS)


def _topics(body: int, mirrors: int, today: date) -> QuerySet[Meeting]:
    # rows of values; the type of a Prepared names only the model
    return cast("QuerySet[Meeting]", records.past_topics(_body(body, mirrors), today))


one = Prepared(_one, slug=str, today=date)
network = Prepared(_network, today=date)
next_of_network = Prepared(_next, today=date)
meetings = Prepared(_around, body=int, mirrors=int, today=date)
members = Prepared(_members, body=int, today=date)
minutes = Prepared(_records, body=int, mirrors=int)
minutes_and_documentation = Prepared(_documented, body=int, mirrors=int)
papers = Prepared(_papers, body=int, mirrors=int)
items = Prepared(_items, meeting=int)
topics = Prepared(_topics, body=int, mirrors=int, today=date)
