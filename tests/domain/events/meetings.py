"""What the commands about meetings, agendas and rhythms publish."""

from datetime import date

from gremienwerk.domain.meetings.choices import (
    AgendaResult,
    ExceptionKind,
    MeetingFileRole,
    MeetingState,
    RhythmKind,
)
from gremienwerk.domain.meetings.commands.add_agenda_items import ItemDraft, add_agenda_items
from gremienwerk.domain.meetings.commands.attach_file import attach_file
from gremienwerk.domain.meetings.commands.call_off import call_off
from gremienwerk.domain.meetings.commands.confirm import confirm
from gremienwerk.domain.meetings.commands.consult import Station, consult
from gremienwerk.domain.meetings.commands.convene import convene
from gremienwerk.domain.meetings.commands.decide_date import DateDecision, decide_date
from gremienwerk.domain.meetings.commands.edit_logistics import Logistics, edit_logistics
from gremienwerk.domain.meetings.commands.edit_title import edit_title
from gremienwerk.domain.meetings.commands.extend_series import extend_series
from gremienwerk.domain.meetings.commands.hold import hold
from gremienwerk.domain.meetings.commands.move import move
from gremienwerk.domain.meetings.commands.plan import MeetingDraft, plan
from gremienwerk.domain.meetings.commands.record_result import ItemResult, record_result
from gremienwerk.domain.meetings.commands.release_minutes import release_minutes
from gremienwerk.domain.meetings.commands.schedule import schedule
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft, set_rhythm
from gremienwerk.domain.meetings.commands.tell_convenors import tell_convenors
from gremienwerk.domain.meetings.commands.write_note import write_note
from tests.domain.events.call import call
from tests.domain.meetings.convenors import set_convenors
from tests.factories.files import FileFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, RecurrenceFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory

BEFORE, LATER = date(2026, 5, 6), date(2026, 7, 8)
FIRST_WEDNESDAY = date(2026, 7, 1)
MONTHLY = RhythmDraft(RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=1WE", first_on=date(2024, 1, 3))
REMOVED = DateDecision(FIRST_WEDNESDAY, ExceptionKind.REMOVED)


def _held():
    return MeetingFactory(
        state=MeetingState.HELD, starts_on=BEFORE, starts_at=None, is_confirmed=True
    )


def _changed_by_one_convenor():
    return set_convenors()[0]


CASES = {
    edit_logistics: (
        lambda: call(MeetingFactory(), Logistics(room="Saal 2")),
        ["meetings.logistics_edited"],
    ),
    edit_title: (
        lambda: call(MeetingFactory(), name="13. Sitzung", focus_topic="Wohnen"),
        ["meetings.title_edited"],
    ),
    tell_convenors: (lambda: call(_changed_by_one_convenor()), ["meetings.convenors_told"]),
    plan: (
        lambda: call([OrganizationFactory()], draft=MeetingDraft(LATER)),
        ["meetings.planned"],
    ),
    schedule: (lambda: call(MeetingFactory(state=MeetingState.DRAFT)), ["meetings.scheduled"]),
    convene: (lambda: call(MeetingFactory()), ["meetings.convened"]),
    confirm: (lambda: call(MeetingFactory()), ["meetings.confirmed"]),
    move: (lambda: call(MeetingFactory(), starts=LATER), ["meetings.moved"]),
    call_off: (lambda: call(MeetingFactory(), reason="Krankheit"), ["meetings.called_off"]),
    hold: (
        lambda: call(MeetingFactory(starts_on=BEFORE, starts_at=None)),
        ["meetings.held"],
    ),
    add_agenda_items: (
        lambda: call(MeetingFactory(), items=[ItemDraft("Bericht")]),
        ["meetings.agenda_extended"],
    ),
    record_result: (
        lambda: call(AgendaItemFactory(meeting=_held()), outcome=ItemResult(AgendaResult.NOTED)),
        ["meetings.result_recorded"],
    ),
    attach_file: (
        lambda: call(MeetingFactory(), file=FileFactory(), role=MeetingFileRole.AUXILIARY),
        ["meetings.file_attached"],
    ),
    release_minutes: (
        lambda: call(
            _held(), file=FileFactory(published_at=None), role=MeetingFileRole.RESULTS_PROTOCOL
        ),
        ["files.published", "meetings.minutes_released"],
    ),
    consult: (
        lambda: call(PaperFactory(), station=Station([OrganizationFactory()])),
        ["meetings.consultation_entered"],
    ),
    write_note: (lambda: call(MeetingFactory(), text="Liste mitbringen."), ["meetings.noted"]),
    set_rhythm: (
        lambda: call(OrganizationFactory(), rhythm=MONTHLY),
        ["meetings.rhythm_set", "meetings.series_extended"],
    ),
    extend_series: (
        lambda: call(RecurrenceFactory().organization, until=LATER),
        ["meetings.series_extended"],
    ),
    decide_date: (
        lambda: call(RecurrenceFactory().organization, decision=REMOVED),
        ["meetings.date_decided"],
    ),
}
