"""What touches the office: marked once, kept through every import, read by right alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.mirror.commands.move_ids import Move, move_ids
from gremienwerk.domain.mirror.models import MirrorObject
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.commands.edit_mark import MarkGone, TextTooLong, edit_mark
from gremienwerk.domain.notes.commands.mark import MarkedBefore, Marking, NoReason, mark
from gremienwerk.domain.notes.commands.prepare_report import prepare_report
from gremienwerk.domain.notes.commands.unmark import HasText, unmark
from gremienwerk.domain.notes.models import Mark, Report
from gremienwerk.domain.notes.policy import Can
from gremienwerk.domain.notes.queries import (
    marks,
    marks_at,
    open_marks,
    proposed_items,
    proposed_papers,
)
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.events.models import Entry, Revision
from tests.domain.mirror.conftest import add, by, clock, mirror  # noqa: F401 -- fixtures
from tests.domain.mirror.trees import small
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import AgendaItemFactory, ConsultationFactory, MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory
from tests.factories.roles import account
from tests.oparl_server import OparlServer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
DAY = date(2026, 12, 2)


@pytest.fixture
def clerk():
    return account(BodyRole.CLERK)


@pytest.fixture
def committee():
    council = BodyFactory(slug="rat-dort", is_own=False, is_public=True)
    return OrganizationFactory(body=council, name="Ausschuss")


@pytest.fixture
def meeting(committee):
    return MeetingFactory(body=committee.body, organizations=[committee], starts_on=DAY)


def test_a_mark_says_why_who_and_until_when(meeting, clerk):
    item = AgendaItemFactory(meeting=meeting)
    before = (item.modified_at, item.name)

    row = mark(item, Marking("  Wir   berichten ", clerk, DAY), by=clerk, now=NOW)

    item.refresh_from_db()
    assert (item.modified_at, item.name) == before
    assert (row.reason, row.responsible, row.due_on) == ("Wir berichten", clerk, DAY)
    assert row.state == MarkState.OPEN
    told = Entry.objects.last()
    assert (told.kind, told.payload["agenda_item_id"]) == ("notes.marked", item.pk)
    assert "berichten" not in str(told.payload)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_mark_without_a_reason_leaves_no_trace(meeting, clerk, reason):
    with pytest.raises(NoReason):
        mark(AgendaItemFactory(meeting=meeting), Marking(reason), by=clerk, now=NOW)
    assert not Mark.objects.exists()


def test_one_thing_is_marked_once(meeting, clerk):
    paper = PaperFactory(body=meeting.body, released=True)
    mark(paper, Marking("Anfrage an uns"), by=clerk, now=NOW)
    with pytest.raises(MarkedBefore):
        mark(paper, Marking("Noch einmal"), by=clerk, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(marked_by=clerk, created_at=NOW, modified_at=NOW, reason="nichts")


def test_what_is_written_keeps_its_versions(meeting, clerk):
    row = mark(AgendaItemFactory(meeting=meeting), Marking("Bericht"), by=clerk, now=NOW)
    edit_mark(row, {"text": "Erste Fassung"}, by=clerk, now=NOW)
    entries = Entry.objects.count()

    edit_mark(row, {"text": "Erste Fassung "}, by=clerk, now=NOW)
    assert Entry.objects.count() == entries
    edit_mark(row, {"text": "Zweite\r\nFassung", "state": "prepared"}, by=clerk, now=NOW)

    row.refresh_from_db()
    assert (row.text, row.state) == ("Zweite\nFassung", MarkState.PREPARED)
    old = [r.old for r in Revision.objects.filter(object_id=row.pk, field="text")]
    assert '"Erste Fassung"' in old
    with pytest.raises(TextTooLong):
        edit_mark(row, {"text": "x" * 20_001}, by=clerk, now=NOW)


def test_a_mark_is_taken_away_unless_there_is_a_text(meeting, clerk):
    row = mark(AgendaItemFactory(meeting=meeting), Marking("Bericht"), by=clerk, now=NOW)
    edit_mark(row, {"text": "Etwas"}, by=clerk, now=NOW)
    with pytest.raises(HasText):
        unmark(row, by=clerk, now=NOW)
    edit_mark(row, {"text": ""}, by=clerk, now=NOW)
    unmark(row, by=clerk, now=NOW)
    for act in (
        lambda: unmark(row, by=clerk, now=NOW),
        lambda: edit_mark(row, {}, by=clerk, now=NOW),
    ):
        with pytest.raises(MarkGone):
            act()


def test_only_the_office_marks_and_writes_and_the_auditor_reads(meeting, clerk):
    item = AgendaItemFactory(meeting=meeting)
    row = mark(item, Marking("Bericht"), by=clerk, now=NOW)
    report = prepare_report(meeting, {"opening": "Guten Abend"}, by=clerk, now=NOW)
    own = OrganizationFactory(slug="hier")
    readers = {
        "clerk": clerk,
        "administrator": account(BodyRole.OFFICE_ADMINISTRATOR),
        "auditor": account(BodyRole.AUDITOR),
        "system": system_user(),
        "chair": account(BodyRole.CHAIR, own),
        "account": account(),
    }
    seen = {
        name: (
            row in Mark.objects.visible_to(user),
            may(user, Can.VIEW_MARK, row),
            report in Report.objects.visible_to(user),
            may(user, Can.VIEW_REPORT, report),
        )
        for name, user in readers.items()
    }
    reads = {"clerk", "administrator", "auditor", "system"}
    assert seen == {name: (name in reads,) * 4 for name in readers}
    writes = {name for name, user in readers.items() if may(user, Can.MARK, row)}
    assert writes == {"clerk", "administrator", "system"}
    assert not Mark.objects.visible_to(AnonymousUser()).exists()
    assert not Mark.objects.public().exists()
    assert not Report.objects.public().exists()
    for name in ("auditor", "chair", "account"):
        for act in (
            lambda user: mark(PaperFactory(body=meeting.body), Marking("x"), by=user, now=NOW),
            lambda user: edit_mark(row, {"text": "x"}, by=user, now=NOW),
            lambda user: unmark(row, by=user, now=NOW),
            lambda user: prepare_report(meeting, {"opening": "x"}, by=user, now=NOW),
        ):
            with pytest.raises(NotAllowed):
                act(readers[name])


def test_a_report_begins_once_and_keeps_its_versions(meeting, clerk):
    first = prepare_report(meeting, {"opening": "Guten Abend"}, by=clerk, now=NOW)
    second = prepare_report(meeting, {"closing": "Danke"}, by=clerk, now=NOW)
    assert first == second == Report.objects.get()
    second.refresh_from_db()
    assert (second.opening, second.closing) == ("Guten Abend", "Danke")
    told = Entry.objects.last()
    assert (told.kind, told.payload["meeting_id"]) == ("notes.report_prepared", meeting.pk)


def test_a_report_collects_items_and_papers_in_the_order_of_the_agenda(meeting, clerk):
    second = AgendaItemFactory(meeting=meeting, position=1)
    first = AgendaItemFactory(meeting=meeting, position=0)
    paper = PaperFactory(body=meeting.body, released=True)
    ConsultationFactory(paper=paper, meeting=meeting, agenda_item=first)
    other = PaperFactory(body=meeting.body, released=True)
    rows = [mark(one, Marking("ja"), by=clerk, now=NOW) for one in (second, paper, first, other)]
    assert marks_at(meeting, clerk) == [rows[2], rows[1], rows[0]]
    assert marks_at(meeting, account()) == []


def test_what_is_due_is_not_done(meeting, clerk):
    late, done, later = (AgendaItemFactory(meeting=meeting, position=n) for n in range(3))
    mark(late, Marking("a", due_on=DAY), by=clerk, now=NOW)
    closed = mark(done, Marking("b", due_on=DAY), by=clerk, now=NOW)
    mark(later, Marking("c", due_on=DAY + timedelta(days=9)), by=clerk, now=NOW)
    edit_mark(closed, {"state": "done"}, by=clerk, now=NOW)
    assert [one.reason for one in open_marks(clerk, until=DAY)] == ["a"]
    assert [one.reason for one in marks(clerk)] == ["a", "b", "c"]


def test_words_propose_and_a_person_decides(meeting, committee, clerk):
    hit = AgendaItemFactory(meeting=meeting, position=0, name="Sprachmittlung in Ämtern")
    AgendaItemFactory(meeting=meeting, position=1, name="Radwege")
    paper = PaperFactory(body=meeting.body, released=True, name="Unterkunft am See", date=DAY)
    PaperFactory(body=meeting.body, released=True, name="Unterkunft, alt", date=date(2020, 1, 1))
    PaperFactory(released=True, name="Unterkunft bei uns", date=DAY)
    words = ["Sprachmittlung", "Unterkunft", "am"]
    since = DAY - timedelta(days=30)

    assert list(proposed_items(clerk, [committee.pk], words, since=since)) == [hit]
    assert list(proposed_papers(clerk, [committee.pk], words, today=DAY)) == [paper]
    assert list(proposed_items(clerk, [committee.pk], ["am"], since=since)) == []
    mark(hit, Marking("ja"), by=clerk, now=NOW)
    assert list(proposed_items(clerk, [committee.pk], words, since=since)) == []


def test_marks_and_reports_survive_every_import_and_moved_ids(add, mirror, clerk):  # noqa: F811
    with OparlServer(small(1, 3)) as server:
        source = add(server)
        mirror(source)
        item, paper = AgendaItem.objects.first(), Paper.objects.first()
        rows = [mark(one, Marking("ja"), by=clerk, now=NOW) for one in (item, paper)]
        edit_mark(rows[0], {"text": "Unser Text"}, by=clerk, now=NOW)
        report = prepare_report(Meeting.objects.first(), {"opening": "Hallo"}, by=clerk, now=NOW)
        kept = [*Mark.objects.order_by("pk").values(), *Report.objects.values()]
        first = MirrorObject.objects.filter(object_type="Paper").first().url
        move_ids(source, Move(r"/paper/", "/vorlage/"), by=system_user(), now=NOW)
        mirror(source)
    assert [*Mark.objects.order_by("pk").values(), *Report.objects.values()] == kept
    assert report.meeting.pk == kept[-1]["meeting_id"]
    assert first


def test_what_the_source_takes_back_stays_marked(meeting, clerk):
    item = AgendaItemFactory(meeting=meeting)
    row = mark(item, Marking("ja"), by=clerk, now=NOW)
    AgendaItem.objects.filter(pk=item.pk).update(deleted_at=NOW)
    assert list(marks(clerk)) == [row]
    assert marks(clerk)[0].agenda_item.is_deleted
