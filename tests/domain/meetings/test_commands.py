from datetime import UTC, date, datetime, timedelta

import pytest

from gremienwerk.domain.files.commands.publish_file import NotToBePublished
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import (
    AgendaFileRole,
    AgendaResult,
    ConsultationRole,
    MeetingFileRole,
    MeetingState,
)
from gremienwerk.domain.meetings.commands._meeting import (
    BodyRests,
    EndsTooEarly,
    IsCalledOff,
    IsDraft,
    IsOver,
)
from gremienwerk.domain.meetings.commands.add_agenda_items import (
    ItemDraft,
    ItemHasNoName,
    add_agenda_items,
)
from gremienwerk.domain.meetings.commands.attach_file import IsAttached, attach_file
from gremienwerk.domain.meetings.commands.call_off import NoReason, call_off
from gremienwerk.domain.meetings.commands.confirm import confirm
from gremienwerk.domain.meetings.commands.consult import (
    NobodyConsults,
    OtherMeeting,
    Station,
    consult,
)
from gremienwerk.domain.meetings.commands.convene import NotToBeConvened, convene
from gremienwerk.domain.meetings.commands.hold import StillToCome, hold
from gremienwerk.domain.meetings.commands.move import NothingMoves, move
from gremienwerk.domain.meetings.commands.plan import MeetingDraft, NobodyMeets, plan
from gremienwerk.domain.meetings.commands.record_result import (
    ItemResult,
    NothingDecidedYet,
    record_result,
)
from gremienwerk.domain.meetings.commands.release_minutes import (
    NoMinutes,
    NothingToRelease,
    release_minutes,
)
from gremienwerk.domain.meetings.commands.schedule import IsScheduled, schedule
from gremienwerk.domain.meetings.commands.write_note import EmptyNote, write_note
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
    Meeting,
    MeetingFile,
    MeetingNote,
)
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import (
    OrganizationFactory,
    StatusPeriodFactory,
    SuspensionFactory,
)
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
DAY = date(2026, 12, 9)
LATE = datetime(2026, 12, 9, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
MINUTES = MeetingFileRole.RESULTS_PROTOCOL
OPEN = {"access": "public"}


@pytest.fixture
def body():
    return OrganizationFactory(name="Beirat", abilities=OPEN)


@pytest.fixture
def meeting(body):
    return MeetingFactory(organizations=[body])


@pytest.fixture
def held(body):
    return MeetingFactory(
        organizations=[body],
        state=MeetingState.HELD,
        starts_on=date(2026, 10, 14),
        starts_at=None,
    )


def last_payload():
    return Entry.objects.order_by("-pk").first().payload


# --- plan, schedule, convene, hold -------------------------------------------------------------


def test_a_joint_meeting_is_planned_and_nobody_outside_knows(body, acts, events):
    guest = OrganizationFactory(name="Jugendamt", abilities=OPEN)
    draft = MeetingDraft(starts=LATE, ends=LATE + timedelta(hours=2), name=" Gemeinsam ")

    made = plan([body, guest], draft=draft, **acts)

    loaded = Meeting.objects.with_organizations().get()
    assert [link.organization for link in loaded.links.all()] == [body, guest]
    assert (loaded.body, loaded.name, loaded.state) == (body.body, "Gemeinsam", "draft")
    assert (loaded.starts_on, loaded.starts_at) == (date(2026, 12, 10), LATE)
    assert (events(), last_payload()) == (["meetings.planned"], {"meeting_id": made.pk})
    assert not Meeting.objects.public().exists()


def test_a_day_suffices_and_the_past_may_be_entered(body, acts):
    days = [TODAY - timedelta(days=400), TODAY, DAY]

    plans = [plan([body], draft=MeetingDraft(starts=day), **acts) for day in days]

    assert [(one.starts_on, one.starts_at) for one in plans] == [(day, None) for day in days]


def test_what_is_scheduled_is_known(body, acts, events):
    draft = plan([body], draft=MeetingDraft(starts=DAY), **acts)

    made = schedule(draft, **acts)

    assert list(Meeting.objects.public()) == [made]
    assert made.sequence == 1
    assert events() == ["meetings.planned", "meetings.scheduled"]


def test_who_convenes_confirms(body, acts, events):
    meeting = MeetingFactory(organizations=[body], is_confirmed=False)

    convene(meeting, **acts)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.is_confirmed, meeting.confirmed_on, meeting.sequence) == (
        MeetingState.INVITED,
        True,
        TODAY,
        1,
    )
    assert events() == ["meetings.convened"]


def test_what_took_place_is_held(body, acts, events):
    meeting = MeetingFactory(
        organizations=[body], state=MeetingState.INVITED, starts_on=TODAY, starts_at=None
    )

    hold(meeting, **acts)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (MeetingState.HELD, 1)
    assert events() == ["meetings.held"]


# --- confirm, move, call off --------------------------------------------------------------------


def test_a_date_is_confirmed_once_more(meeting, acts, events):
    for _time in range(2):
        confirm(meeting, **acts)

    meeting.refresh_from_db()
    assert (meeting.confirmed_on, meeting.sequence) == (TODAY, 2)
    assert events() == ["meetings.confirmed"] * 2


def test_the_first_day_stays_known_however_often_a_meeting_moves(meeting, acts, events):
    moved = move(meeting, starts=date(2026, 12, 16), **acts)
    assert (moved.starts_on, moved.starts_at, moved.moved_from) == (date(2026, 12, 16), None, DAY)
    told = last_payload()
    assert len(told.pop("changes")) == 4
    assert told == {"meeting_id": meeting.pk, "old_day": "2026-12-09", "new_day": "2026-12-16"}

    later = datetime(2026, 12, 17, 16, 30, tzinfo=UTC)
    again = move(meeting, starts=later, ends=later + timedelta(hours=2), **acts)
    assert (again.starts_on, again.starts_at, again.moved_from) == (date(2026, 12, 17), later, DAY)

    back = move(meeting, starts=DAY, **acts)
    assert (back.starts_on, back.moved_from, back.sequence) == (DAY, None, 3)
    assert events() == ["meetings.moved"] * 3


def test_another_time_on_the_same_day_leaves_no_old_day(meeting, acts):
    moved = move(meeting, starts=meeting.starts_at + timedelta(hours=1), **acts)

    assert (moved.starts_on, moved.moved_from, moved.sequence) == (DAY, None, 1)


def test_of_a_draft_no_old_day_is_shown(body, acts):
    draft = MeetingFactory(organizations=[body], state=MeetingState.DRAFT)

    moved = move(draft, starts=date(2026, 12, 16), **acts)

    assert (moved.moved_from, moved.sequence) == (None, 0)


def test_what_is_called_off_stays_in_the_calendar_with_its_reason(meeting, acts, events):
    call_off(meeting, reason=" Saal gesperrt ", **acts)

    [found] = Meeting.objects.public()
    assert (found.cancelled, found.cancel_reason, found.sequence) == (True, "Saal gesperrt", 1)
    assert events() == ["meetings.called_off"]


# --- agenda, files, minutes, notes, papers ------------------------------------------------------


def test_items_go_on_without_a_gap(meeting, acts, events):
    first = add_agenda_items(meeting, items=[ItemDraft("Begrüßung")], **acts)
    items = [ItemDraft("Bericht", number="Ö 2"), ItemDraft("Personal", is_public=False)]
    second = add_agenda_items(meeting, items=items, **acts)

    found = AgendaItem.objects.order_by("position")
    assert list(found) == first + second
    assert list(found.values_list("position", "number", "is_public")) == [
        (0, "1", True),
        (1, "Ö 2", True),
        (2, "3", False),
    ]
    assert events() == ["meetings.agenda_extended"] * 2
    assert last_payload()["item_ids"] == [item.pk for item in second]


def test_results_follow_the_meeting(held, acts, events):
    item = AgendaItemFactory(meeting=held)

    record_result(item, outcome=ItemResult(AgendaResult.ADOPTED, "Wir bitten ..."), **acts)

    item.refresh_from_db()
    assert (item.result, item.resolution_text) == (AgendaResult.ADOPTED, "Wir bitten ...")
    assert events() == ["meetings.result_recorded"]


def test_files_are_attached_to_meetings_and_items(meeting, acts, events):
    item, file, other = AgendaItemFactory(meeting=meeting), FileFactory(), FileFactory()

    attach_file(meeting, file=file, role=MeetingFileRole.INVITATION, **acts)
    attach_file(meeting, file=other, role=MeetingFileRole.AUXILIARY, **acts)
    attach_file(item, file=file, role=AgendaFileRole.AUXILIARY, **acts)

    links = MeetingFile.objects.order_by("position")
    assert list(links.values_list("file", "role", "position")) == [
        (file.pk, "invitation", 0),
        (other.pk, "auxiliary", 1),
    ]
    assert AgendaItemFile.objects.get().agenda_item == item
    assert events() == ["meetings.file_attached"] * 3


@pytest.mark.parametrize("is_attached", [True, False])
def test_released_minutes_can_be_read(held, acts, events, is_attached):
    file = FileFactory(published_at=None)
    if is_attached:
        attach_file(held, file=file, role=MINUTES, **acts)

    release_minutes(held, file=file, role=MINUTES, **acts)

    assert MeetingFile.objects.get().file == file
    assert list(File.objects.public()) == [file]
    assert events()[-2:] == ["files.published", "meetings.minutes_released"]


def test_a_note_is_written_and_changes_nothing_outside(meeting, acts, events):
    note = write_note(meeting, text=" Wir bringen Flyer mit. ", **acts)

    assert (note.text, note.author) == ("Wir bringen Flyer mit.", acts["by"])
    assert Meeting.objects.get() == meeting
    assert Meeting.objects.get().sequence == 0
    assert events() == ["meetings.noted"]


def test_a_paper_goes_through_bodies_in_order(meeting, body, acts, events):
    paper, item = PaperFactory(released=True), AgendaItemFactory(meeting=meeting)
    other = OrganizationFactory()
    lead = Station([body, other], ConsultationRole.DECISION, agenda_item=item, is_lead=True)

    consult(paper, station=lead, **acts)
    consult(paper, station=Station([other], ConsultationRole.INFORMATION), **acts)

    first, second = Consultation.objects.public().order_by("position")
    assert (first.meeting, first.agenda_item, first.is_lead) == (meeting, item, True)
    assert list(first.links.order_by("position").values_list("organization", flat=True)) == [
        body.pk,
        other.pk,
    ]
    assert (second.position, second.meeting) == (1, None)
    assert events() == ["meetings.consultation_entered"] * 2


# --- refusals -----------------------------------------------------------------------------------


def in_state(**fields):
    return lambda acts, meeting: Meeting.objects.filter(pk=meeting.pk).update(**fields)


GONE = in_state(cancelled=True, cancel_reason="krank")
OVER = in_state(state=MeetingState.HELD)
DRAFT = in_state(state=MeetingState.DRAFT)
INVITED = in_state(state=MeetingState.INVITED)
YESTERDAY = in_state(starts_on=TODAY - timedelta(days=1))


def pauses(_acts, meeting):
    SuspensionFactory(organization=meeting.organizations.get(), starts_on=date(2026, 11, 1))


def ended(_acts, meeting):
    body = meeting.organizations.get()
    StatusPeriodFactory(organization=body, status="ended", starts_on=date(2026, 11, 1))


def nothing(_acts, _meeting):
    pass


def paused_draft(acts, meeting):
    DRAFT(acts, meeting)
    pauses(acts, meeting)


def a_plan(*bodies, **fields):
    def call(meeting, acts):
        named = [meeting.organizations.get() if one == "body" else one for one in bodies]
        return plan(named, draft=MeetingDraft(**{"starts": DAY, **fields}), **acts)

    return call


def released(role=MINUTES):
    return lambda m, a: release_minutes(m, file=FileFactory(), role=role, **a)


def attached_twice(meeting, acts):
    file = File.objects.get(name="Einladung")
    attach_file(meeting, file=file, role=MeetingFileRole.INVITATION, **acts)


def an_invitation(_acts, meeting):
    MeetingFile.objects.create(
        meeting=meeting, file=FileFactory(name="Einladung"), role=MeetingFileRole.INVITATION
    )


def item_of_another(meeting, acts):
    item = AgendaItemFactory(meeting=MeetingFactory())
    station = Station([meeting.organizations.get()], meeting=meeting, agenda_item=item)
    consult(PaperFactory(), station=station, **acts)


AT_FIVE = datetime(2026, 12, 16, 16, 0, tzinfo=UTC)
REFUSED = {
    "plan nobody": (nothing, a_plan(), NobodyMeets),
    "plan one twice": (nothing, a_plan("body", "body"), NobodyMeets),
    "plan an end before the start": (
        nothing,
        a_plan("body", starts=AT_FIVE, ends=AT_FIVE),
        EndsTooEarly,
    ),
    "plan an end without a start": (nothing, a_plan("body", ends=AT_FIVE), EndsTooEarly),
    "plan for a suspended body": (pauses, a_plan("body"), BodyRests),
    "plan for an ended body": (ended, a_plan("body"), BodyRests),
    "schedule twice": (nothing, lambda m, a: schedule(m, **a), IsScheduled),
    "schedule for a suspended body": (paused_draft, lambda m, a: schedule(m, **a), BodyRests),
    "convene a draft": (DRAFT, lambda m, a: convene(m, **a), IsDraft),
    "convene twice": (INVITED, lambda m, a: convene(m, **a), NotToBeConvened),
    "convene the past": (YESTERDAY, lambda m, a: convene(m, **a), NotToBeConvened),
    "convene for a suspended body": (pauses, lambda m, a: convene(m, **a), BodyRests),
    "convene what is called off": (GONE, lambda m, a: convene(m, **a), IsCalledOff),
    "hold too early": (nothing, lambda m, a: hold(m, **a), StillToCome),
    "hold a draft": (DRAFT, lambda m, a: hold(m, **a), IsDraft),
    "hold twice": (OVER, lambda m, a: hold(m, **a), IsOver),
    "hold what is called off": (GONE, lambda m, a: hold(m, **a), IsCalledOff),
    "confirm what is called off": (GONE, lambda m, a: confirm(m, **a), IsCalledOff),
    "confirm what is over": (OVER, lambda m, a: confirm(m, **a), IsOver),
    "move nowhere": (nothing, lambda m, a: move(m, starts=m.starts_at, **a), NothingMoves),
    "move to an end before the start": (
        nothing,
        lambda m, a: move(m, starts=AT_FIVE, ends=AT_FIVE, **a),
        EndsTooEarly,
    ),
    "move what is over": (OVER, lambda m, a: move(m, starts=AT_FIVE, **a), IsOver),
    "move what is called off": (GONE, lambda m, a: move(m, starts=AT_FIVE, **a), IsCalledOff),
    "move for a suspended body": (pauses, lambda m, a: move(m, starts=AT_FIVE, **a), BodyRests),
    "call off without a reason": (nothing, lambda m, a: call_off(m, reason=" ", **a), NoReason),
    "call off twice": (GONE, lambda m, a: call_off(m, reason="x", **a), IsCalledOff),
    "call off what is over": (OVER, lambda m, a: call_off(m, reason="x", **a), IsOver),
    "add an item without a name": (
        nothing,
        lambda m, a: add_agenda_items(m, items=[ItemDraft("Eins"), ItemDraft(" ")], **a),
        ItemHasNoName,
    ),
    "add an item to what is called off": (
        GONE,
        lambda m, a: add_agenda_items(m, items=[ItemDraft("Eins")], **a),
        IsCalledOff,
    ),
    "record a result before the meeting": (
        nothing,
        lambda m, a: record_result(
            AgendaItemFactory(meeting=m), outcome=ItemResult(AgendaResult.NOTED), **a
        ),
        NothingDecidedYet,
    ),
    "attach twice": (an_invitation, attached_twice, IsAttached),
    "release before the meeting": (nothing, released(), NothingToRelease),
    "release an invitation": (OVER, released(MeetingFileRole.INVITATION), NoMinutes),
    "release of what is called off": (GONE, released(), IsCalledOff),
    "release what was taken back": (
        OVER,
        lambda m, a: release_minutes(
            m, file=FileFactory(published_at=None, deleted_at=a["now"]), role=MINUTES, **a
        ),
        NotToBePublished,
    ),
    "write an empty note": (nothing, lambda m, a: write_note(m, text=" ", **a), EmptyNote),
    "consult nobody": (
        nothing,
        lambda m, a: consult(PaperFactory(), station=Station([]), **a),
        NobodyConsults,
    ),
    "consult in another meeting": (nothing, item_of_another, OtherMeeting),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_in_a_sentence_and_leaves_no_trace(meeting, acts, case):
    prepare, call, refusal = REFUSED[case]
    prepare(acts, meeting)
    before = Meeting.objects.filter(pk=meeting.pk).values().get()
    links = MeetingFile.objects.count()

    with pytest.raises(refusal, match=r"^[A-ZÄÖÜ„].*\.$"):
        call(meeting, acts)

    assert Meeting.objects.filter(pk=meeting.pk).values().get() == before
    assert not Entry.objects.exists()
    assert MeetingFile.objects.count() == links
    assert not MeetingNote.objects.exists()
    assert not Consultation.objects.exists()
    assert not AgendaItem.objects.exclude(result="").exists()


def test_strangers_may_do_nothing(body, meeting, held, acts):
    item, stranger = AgendaItemFactory(meeting=held), {**acts, "by": UserFactory()}
    draft = MeetingFactory(organizations=[body], state=MeetingState.DRAFT)
    calls = [
        lambda: plan([body], draft=MeetingDraft(starts=DAY), **stranger),
        lambda: schedule(draft, **stranger),
        lambda: convene(meeting, **stranger),
        lambda: confirm(meeting, **stranger),
        lambda: move(meeting, starts=AT_FIVE, **stranger),
        lambda: call_off(meeting, reason="x", **stranger),
        lambda: hold(held, **stranger),
        lambda: add_agenda_items(meeting, items=[ItemDraft("Eins")], **stranger),
        lambda: record_result(item, outcome=ItemResult(AgendaResult.NOTED), **stranger),
        lambda: attach_file(
            meeting, file=FileFactory(), role=MeetingFileRole.INVITATION, **stranger
        ),
        lambda: release_minutes(held, file=FileFactory(), role=MINUTES, **stranger),
        lambda: write_note(meeting, text="x", **stranger),
        lambda: consult(PaperFactory(), station=Station([body]), **stranger),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()

    assert not Entry.objects.exists()
