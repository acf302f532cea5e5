"""What can be taken back with one click, who may, and why can the rest not? All on this page.

A line reads `undoable(permission, on(subject), *kinds of facts)`. A row that came goes again,
one that went comes back, fields read as before: commands record that themselves
(`foundation/events/revisions.py`), so that no page and no command has an undo of its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.models import Installation, Location
from gremienwerk.domain.bodies.policy import Can as CanBodies
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.commands._meeting import IsOver, count_up, refuse_resting
from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingNote
from gremienwerk.domain.meetings.policy import Can as CanMeetings
from gremienwerk.domain.notes.models import Mark, Note
from gremienwerk.domain.notes.policy import Can as CanNotes
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.commands.appoint import check_chair
from gremienwerk.domain.organizations.commands.change_membership import check_free
from gremienwerk.domain.organizations.commands.edit_details import check_details
from gremienwerk.domain.organizations.commands.edit_texts import FIELDS, RENDERED, check_text
from gremienwerk.domain.organizations.models import CommissionerEntry, Membership, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.commands.edit_person import check_value
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.undoable import counting, final, going, on, undoable


def _check_text(_row: Organization, field: str, text: str) -> None:
    check_text(field, text, (*FIELDS, *RENDERED))


def _fits(row: Organization, now: datetime) -> None:
    check_details(row, now)


def _is_free(row: Model, now: datetime) -> None:  # noqa: ARG001 -- asked of every row of the act
    if isinstance(row, Membership):
        check_free(row, row.starts_on, row.ends_on)
        if row.role == Role.CHAIR:
            check_chair(row)


def _is_to_come(row: Model, now: datetime) -> None:
    if not isinstance(row, Meeting):
        return
    if row.state == MeetingState.HELD:
        raise IsOver(_("This meeting has taken place. Its date cannot be changed any more."))
    refuse_resting(row.organizations.all(), row.starts_on, now=now)


def _installation(_payload: Mapping[str, Any]) -> Model | None:
    return Installation.objects.first()


def _body_of_person(payload: Mapping[str, Any]) -> Model | None:
    row = Person._base_manager.filter(pk=payload["person_id"]).select_related("body").first()  # noqa: SLF001
    return row.body if row else None


def _body_of_place(payload: Mapping[str, Any]) -> Model | None:
    row = Location._base_manager.filter(pk=payload["location_id"]).select_related("body").first()  # noqa: SLF001
    return row.body if row else None


def _marked(payload: Mapping[str, Any]) -> Model | None:
    if payload["agenda_item_id"]:
        return AgendaItem._base_manager.filter(pk=payload["agenda_item_id"]).first()  # noqa: SLF001
    return Paper._base_manager.filter(pk=payload["paper_id"]).first()  # noqa: SLF001


_body, _membership, _meeting = on(Organization), on(Membership), on(Meeting)

# How rows go that an undone act had made
going(Membership, seat=None, role="")
going(Meeting, owns=("links",), recurrence=None, rule_date=None)
going(Note, keeps=False)
going(MeetingNote, keeps=False)
counting(Meeting, count_up)

# A body: texts, details, state
undoable(Can.EDIT_TEXTS, _body, "organizations.texts_edited", check=_check_text, by_field=True)
undoable(Can.EDIT_TEXTS, _body, "organizations.texts_released", check=_check_text)
undoable(Can.PREPARE_TEXTS, _body, "organizations.draft_discarded", "organizations.release_asked")
undoable(Can.PREPARE_TEXTS, _body, "organizations.finding_accepted")
undoable(Can.PREPARE_TEXTS, _body, "organizations.text_drafted", alone=False)
undoable(
    Can.EDIT_DETAILS,
    _body,
    "organizations.details_edited",
    check=lambda row, field, text: (
        _check_text(row, field, text) if field in RENDERED and isinstance(text, str) else None
    ),
    whole=_fits,
    by_field=True,
)
undoable(Can.PUBLISH, _body, "organizations.published")
undoable(Can.WITHDRAW, _body, "organizations.withdrawn", whole=_fits)
undoable(Can.CHOOSE_IMAGE, _body, "organizations.image_chosen")
undoable(Can.SUSPEND, _body, "organizations.suspended")
undoable(Can.EXTEND_SUSPENSION, _body, "organizations.suspension_extended")
undoable(Can.RESUME, _body, "organizations.resumed")
undoable(Can.END, _body, "organizations.ended")
undoable(Can.PLACE, _body, "organizations.placed")
undoable(Can.LINK_SOURCE, _body, "organizations.source_linked")
undoable(Can.ADD_ALIAS, _body, "organizations.alias_added")

# Its rules and its partners
undoable(Can.SET_ABILITY, _body, "organizations.ability_set", "organizations.profile_switched")
undoable(Can.ADD_RULE, _body, "organizations.rule_added")
undoable(
    Can.ADD_CONVENOR,
    _body,
    "organizations.convenor_added",
    "organizations.convenor_ended",
    "organizations.convenors_reordered",
)
undoable(Can.ADD_SUPPORTER, _body, "organizations.supporter_added", "organizations.supporter_ended")
undoable(Can.AGREE_ON_DATA, _body, "organizations.data_agreed", "organizations.agreement_ended")
undoable(Can.ADD_RELATION, _body, "organizations.relation_added", "organizations.relation_removed")

# Its seats and its members
undoable(Can.ADD_TERM, _body, "organizations.term_added")
undoable(Can.ADD_SEATS, _body, "organizations.seats_added", "organizations.seat_removed")
undoable(
    Can.END_MEMBERSHIP,
    _membership,
    "organizations.member_added",
    "organizations.member_admitted",
    "organizations.seat_taken",
    "organizations.member_taken_back",
    "organizations.membership_ended",
    "organizations.membership_continued",
    whole=_is_free,
)
undoable(Can.CHANGE_MEMBERSHIP, _membership, "organizations.membership_changed", whole=_is_free)
undoable(
    Can.APPOINT,
    _membership,
    "organizations.member_appointed",
    "organizations.member_relieved",
    whole=_is_free,
)

# Its dates
undoable(CanMeetings.SET_RHYTHM, _body, "meetings.rhythm_set")
undoable(CanMeetings.EXTEND_SERIES, _body, "meetings.series_extended", alone=False)
undoable(CanMeetings.DECIDE_DATE, _body, "meetings.date_decided", whole=_is_to_come)
undoable(CanMeetings.MOVE, _meeting, "meetings.moved", whole=_is_to_come)
undoable(CanMeetings.CALL_OFF, _meeting, "meetings.called_off", whole=_is_to_come)
undoable(CanMeetings.EDIT_LOGISTICS, _meeting, "meetings.logistics_edited", by_field=True)
undoable(CanMeetings.EDIT_AGENDA, _meeting, "meetings.title_edited", by_field=True)
undoable(CanMeetings.CONFIRM, _meeting, "meetings.confirmed", whole=_is_to_come)

# People, pictures, districts, notes, the office
undoable(CanPeople.EDIT, on(Person), "people.person_edited", check=check_value, by_field=True)
undoable(CanPeople.ADD, _body_of_person, "people.person_added")
undoable(CanPeople.LINK_ACCOUNT, on(Person), "people.account_linked")
undoable(CanFiles.EDIT_IMAGE, on(Image), "files.image_edited")
undoable(CanFiles.ADD_IMAGE, on(Image), "files.image_added", alone=False)
undoable(Can.ADD_COMMISSIONER, _body, "organizations.commissioner_added")
undoable(
    Can.CHECK_COMMISSIONER,
    on(CommissionerEntry, "entry_id"),
    "organizations.commissioner_corrected",
    "organizations.commissioner_checked",
)
undoable(CanNotes.REMOVE, on(Note), "notes.written")
undoable(CanNotes.MARK, _marked, "notes.marked", "notes.unmarked")
undoable(CanNotes.MARK, on(Mark), "notes.mark_edited", by_field=True)
undoable(CanNotes.PREPARE_REPORT, _meeting, "notes.report_prepared", by_field=True)
undoable(CanMeetings.REMOVE_NOTE, on(MeetingNote, "note_id"), "meetings.noted")
undoable(CanBodies.SET_UP, on(Installation), "bodies.installation_edited", by_field=True)
undoable(CanBodies.EDIT_TEXT, _installation, "bodies.installation_text_edited", by_field=True)
undoable(CanBodies.ADD_LOCATION, _body_of_place, "bodies.location_added")

final(
    "A consent is a statement of the person: it is given or withdrawn again, with its evidence.",
    "people.consent_given",
    "people.consent_withdrawn",
    "people.consents_set",
)
final(
    "It has a way back of its own, beside what it did, which survives later work.",
    "people.merged",
    "people.unmerged",
    "organizations.list_entered",
    "organizations.list_taken_back",
)
final("Nothing of the text of a note is kept.", "notes.removed")
final("Letters went out; they tell of acts that can be taken back.", "meetings.convenors_told")
final("A look at two records; they can be merged all the same.", "people.kept_apart")
final(
    "A new body is seen by nobody until somebody publishes it.",
    "organizations.added",
    "organizations.begun",
    "organizations.profile_adopted",
)
final("A body that nobody ever saw is made anew.", "organizations.deleted")
final("A template stays as it is for the bodies made from it.", "organizations.profile_kept")
final("A list of hints is made anew; no text changes.", "organizations.texts_looked_over")
final("A file of a whole body came or went.", "portable.body_imported", "portable.body_exported")
final(
    "Rights ended and colleagues were told; what was moved is handed over again.",
    "handover.handed_over",
)
final(
    "A mail or code went out, a way in was opened or closed; decided anew with its own button.",
    *(f"accounts.{verb}" for verb in ("account_changed", "account_closed", "account_edited")),
    *(f"accounts.{verb}" for verb in ("account_opened", "account_reopened", "appointed")),
    *(f"accounts.{verb}" for verb in ("appointment_ended", "factor_keys_renewed", "invited")),
    *(f"accounts.{verb}" for verb in ("invitation_taken_back", "second_factor_decided")),
    "accounts.second_factor_reset",
)
final(
    "What privacy erases, opens or counts is meant to be final; what it sets is set anew.",
    *(f"privacy.{verb}" for verb in ("entered_on_list", "left_list", "list_opened")),
    *(f"privacy.{verb}" for verb in ("list_closed", "hold_placed", "hold_lifted")),
    *(f"privacy.{verb}" for verb in ("keys_renewed", "log_exported", "person_erased")),
    *(f"privacy.{verb}" for verb in ("person_shown", "retention_ran", "retention_set")),
    *(f"privacy.{verb}" for verb in ("special_erased", "special_recorded")),
)
final(
    "A source is compared again; what is decided about it is decided anew on its page.",
    *(f"mirror.{verb}" for verb in ("alarms-changed", "answers-purged", "capability-corrected")),
    *(f"mirror.{verb}" for verb in ("changed", "ids-moved", "loss-confirmed", "source-added")),
    *(f"mirror.{verb}" for verb in ("source-probed", "source-removed", "source-republished")),
    "mirror.source-rests",
    *(f"mirror.{verb}" for verb in ("source-shown", "source-steered", "sync-requested", "synced")),
)
final(
    "It stands in the records of a meeting, or is out: a further record corrects it.",
    *(f"meetings.{verb}" for verb in ("planned", "scheduled", "convened", "held")),
    *(f"meetings.{verb}" for verb in ("agenda_extended", "consultation_entered")),
    *(f"meetings.{verb}" for verb in ("file_attached", "minutes_released", "result_recorded")),
    *(f"papers.{verb}" for verb in ("entered", "file_added", "published", "related", "withdrawn")),
    *(f"files.{verb}" for verb in ("published", "stored", "withdrawn")),
)
final(
    "It belongs to the machine: no page does it.",
    *("bodies.installation_set_up", "bodies.legislative_term_added", "demo.loaded"),
    *("demo.shifted", "events.log_pruned", "events.sensitive_read"),
)
