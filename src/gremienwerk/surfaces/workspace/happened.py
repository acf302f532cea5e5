"""How are events and fields said in words? The log keeps kinds; people read sentences."""

from datetime import date, timedelta

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gremienwerk.foundation.history import HistoryLine
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words, moment_words

ONE_DAY = timedelta(days=1)
KINDS = {
    "organizations.added": gettext_lazy("body entered"),
    "organizations.begun": gettext_lazy("begun from a template"),
    "organizations.published": gettext_lazy("published"),
    "organizations.withdrawn": gettext_lazy("withdrawn from the public"),
    "organizations.deleted": gettext_lazy("body deleted that was made by mistake"),
    "organizations.placed": gettext_lazy("placed below another body"),
    "organizations.texts_edited": gettext_lazy("texts changed"),
    "organizations.details_edited": gettext_lazy("details changed"),
    "organizations.profile_adopted": gettext_lazy("rules taken from a template"),
    "organizations.profile_switched": gettext_lazy("template changed"),
    "organizations.ability_set": gettext_lazy("rule changed"),
    "organizations.rule_added": gettext_lazy("number or rule added"),
    "organizations.suspended": gettext_lazy("suspended"),
    "organizations.suspension_extended": gettext_lazy("suspension extended"),
    "organizations.resumed": gettext_lazy("works again"),
    "organizations.ended": gettext_lazy("ended"),
    "organizations.convenor_added": gettext_lazy("convenor added"),
    "organizations.convenor_ended": gettext_lazy("convenor ended"),
    "organizations.convenors_reordered": gettext_lazy("convenors ordered anew"),
    "organizations.supporter_added": gettext_lazy("supporter added"),
    "organizations.supporter_ended": gettext_lazy("supporter ended"),
    "organizations.data_agreed": gettext_lazy("agreement on data recorded"),
    "organizations.agreement_ended": gettext_lazy("agreement on data ended"),
    "organizations.relation_added": gettext_lazy("connection entered"),
    "organizations.relation_removed": gettext_lazy("connection removed"),
    "organizations.alias_added": gettext_lazy("further name added"),
    "organizations.image_chosen": gettext_lazy("picture decided"),
    "organizations.text_drafted": gettext_lazy("draft of a text saved"),
    "organizations.draft_discarded": gettext_lazy("draft discarded"),
    "organizations.release_asked": gettext_lazy("drafts handed over for release"),
    "organizations.texts_released": gettext_lazy("drafts released"),
    "organizations.finding_accepted": gettext_lazy("hint accepted with a reason"),
    "organizations.commissioner_added": gettext_lazy("entry of a district changed"),
    "organizations.commissioner_checked": gettext_lazy("entry of a district checked"),
    "organizations.commissioner_corrected": gettext_lazy("entry of a district corrected"),
    "notes.written": gettext_lazy("internal note written"),
    "notes.marked": gettext_lazy("marked: touches the office"),
    "notes.unmarked": gettext_lazy("mark removed"),
    "notes.mark_edited": gettext_lazy("mark changed"),
    "notes.report_prepared": gettext_lazy("report of the office prepared"),
    "mirror.source-rests": gettext_lazy("source left alone for a while"),
    "notes.removed": gettext_lazy("internal note removed"),
    "organizations.source_linked": gettext_lazy("linked with a source"),
    "organizations.seats_added": gettext_lazy("seats added"),
    "organizations.term_added": gettext_lazy("term of office added"),
    "organizations.member_added": gettext_lazy("member added"),
    "organizations.member_seated": gettext_lazy("seat taken"),
    "organizations.member_appointed": gettext_lazy("appointed"),
    "organizations.membership_ended": gettext_lazy("membership ended"),
    "meetings.rhythm_set": gettext_lazy("rhythm changed"),
    "meetings.date_decided": gettext_lazy("decided about a date"),
    "meetings.series_extended": gettext_lazy("dates planned"),
    "events.change_undone": gettext_lazy("change taken back"),
    "bodies.installation_edited": gettext_lazy("details of the office changed"),
    "accounts.account_changed": gettext_lazy("own account changed"),
    "accounts.account_closed": gettext_lazy("account closed"),
    "accounts.account_edited": gettext_lazy("account edited"),
    "accounts.account_opened": gettext_lazy("account opened"),
    "accounts.account_reopened": gettext_lazy("account reopened"),
    "accounts.appointed": gettext_lazy("office given"),
    "accounts.appointment_ended": gettext_lazy("office ended"),
    "accounts.factor_keys_renewed": gettext_lazy("second factors encrypted anew"),
    "accounts.invitation_taken_back": gettext_lazy("invitation taken back"),
    "accounts.invited": gettext_lazy("invited to an account"),
    "accounts.second_factor_decided": gettext_lazy("decided about the second factor"),
    "accounts.second_factor_reset": gettext_lazy("second factor reset"),
    "bodies.installation_set_up": gettext_lazy("portal set up"),
    "bodies.installation_text_edited": gettext_lazy("page of the portal changed"),
    "bodies.legislative_term_added": gettext_lazy("electoral term added"),
    "bodies.location_added": gettext_lazy("place added"),
    "demo.loaded": gettext_lazy("demo loaded"),
    "demo.shifted": gettext_lazy("demo moved to another day"),
    "events.log_pruned": gettext_lazy("beginning of the log removed"),
    "events.sensitive_read": gettext_lazy("protected list read"),
    "files.image_added": gettext_lazy("picture added"),
    "files.image_edited": gettext_lazy("details of a picture changed"),
    "files.published": gettext_lazy("file published"),
    "files.stored": gettext_lazy("file stored"),
    "files.withdrawn": gettext_lazy("file withdrawn"),
    "handover.handed_over": gettext_lazy("tasks handed over"),
    "meetings.agenda_extended": gettext_lazy("agenda extended"),
    "meetings.called_off": gettext_lazy("meeting called off"),
    "meetings.convenors_told": gettext_lazy("convenors were told of changes"),
    "meetings.logistics_edited": gettext_lazy("place or access of a meeting changed"),
    "meetings.title_edited": gettext_lazy("title of a meeting changed"),
    "meetings.confirmed": gettext_lazy("date confirmed"),
    "meetings.consultation_entered": gettext_lazy("consultation entered"),
    "meetings.convened": gettext_lazy("invitation sent out"),
    "meetings.file_attached": gettext_lazy("file attached to a meeting"),
    "meetings.held": gettext_lazy("meeting held"),
    "meetings.minutes_released": gettext_lazy("minutes released"),
    "meetings.moved": gettext_lazy("meeting moved"),
    "meetings.noted": gettext_lazy("note on a meeting"),
    "meetings.planned": gettext_lazy("meeting planned"),
    "meetings.result_recorded": gettext_lazy("result recorded"),
    "meetings.scheduled": gettext_lazy("meeting scheduled"),
    "mirror.alarms-changed": gettext_lazy("alarms of a source changed"),
    "mirror.answers-purged": gettext_lazy("stored answers of a source removed"),
    "mirror.capability-corrected": gettext_lazy("ability of a source corrected"),
    "mirror.changed": gettext_lazy("rows of a source changed"),
    "mirror.ids-moved": gettext_lazy("ids of a source moved"),
    "mirror.loss-confirmed": gettext_lazy("loss at a source confirmed"),
    "mirror.source-added": gettext_lazy("source added"),
    "mirror.source-probed": gettext_lazy("source probed"),
    "mirror.source-removed": gettext_lazy("source removed"),
    "mirror.source-republished": gettext_lazy("passing on of a source decided"),
    "mirror.source-shown": gettext_lazy("showing of a source decided"),
    "mirror.source-steered": gettext_lazy("settings of a source changed"),
    "mirror.sync-requested": gettext_lazy("comparison with a source asked for"),
    "mirror.synced": gettext_lazy("compared with a source"),
    "organizations.list_entered": gettext_lazy("list of members entered"),
    "organizations.list_taken_back": gettext_lazy("list of members taken back"),
    "organizations.member_admitted": gettext_lazy("member admitted"),
    "organizations.member_relieved": gettext_lazy("relieved of a role"),
    "organizations.member_taken_back": gettext_lazy("admission taken back"),
    "organizations.membership_changed": gettext_lazy("membership changed"),
    "organizations.membership_continued": gettext_lazy("membership continued"),
    "organizations.profile_kept": gettext_lazy("template kept"),
    "organizations.seat_removed": gettext_lazy("seat removed"),
    "organizations.seat_taken": gettext_lazy("seat occupied"),
    "organizations.texts_looked_over": gettext_lazy("texts looked over"),
    "papers.entered": gettext_lazy("paper entered"),
    "papers.file_added": gettext_lazy("file added to a paper"),
    "papers.published": gettext_lazy("paper published"),
    "papers.related": gettext_lazy("papers connected"),
    "papers.withdrawn": gettext_lazy("paper withdrawn"),
    "people.account_linked": gettext_lazy("account connected"),
    "people.consent_given": gettext_lazy("consent given"),
    "people.consent_withdrawn": gettext_lazy("consent withdrawn"),
    "people.consents_set": gettext_lazy("consents changed"),
    "people.kept_apart": gettext_lazy("looked at: two people"),
    "people.merged": gettext_lazy("records merged"),
    "people.person_added": gettext_lazy("person entered"),
    "people.person_edited": gettext_lazy("details of a person changed"),
    "people.unmerged": gettext_lazy("records separated again"),
    "portable.body_exported": gettext_lazy("body exported as an archive"),
    "portable.body_imported": gettext_lazy("body imported from an archive"),
    "privacy.entered_on_list": gettext_lazy("address entered on a mailing list"),
    "privacy.hold_lifted": gettext_lazy("legal hold lifted"),
    "privacy.hold_placed": gettext_lazy("legal hold placed"),
    "privacy.keys_renewed": gettext_lazy("keys renewed"),
    "privacy.left_list": gettext_lazy("address left a mailing list"),
    "privacy.list_closed": gettext_lazy("mailing list closed"),
    "privacy.list_opened": gettext_lazy("mailing list opened"),
    "privacy.log_exported": gettext_lazy("log exported"),
    "privacy.person_erased": gettext_lazy("person erased"),
    "privacy.person_shown": gettext_lazy("information on a person given"),
    "privacy.retention_ran": gettext_lazy("what was due removed"),
    "privacy.retention_set": gettext_lazy("period changed"),
    "privacy.special_erased": gettext_lazy("special category erased"),
    "privacy.special_recorded": gettext_lazy("special category recorded"),
}
FIELDS = {
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "classification": gettext_lazy("Kind"),
    "sphere": gettext_lazy("Where it belongs"),
    "stewardship": gettext_lazy("What the office is to it"),
    "position": gettext_lazy("Place in the list"),
    "founded_year": gettext_lazy("Founded in"),
    "contact_label": gettext_lazy("Whom one asks"),
    "contact_email": gettext_lazy("E-mail for questions"),
    "website": gettext_lazy("Address of its own page"),
    "website_label": gettext_lazy("Name of its own page"),
    "location": gettext_lazy("Meets at"),
    "room": gettext_lazy("Room"),
    "attendance_note": gettext_lazy("How to take part this time"),
    "focus_topic": gettext_lazy("Focus topic"),
    "starts_on": gettext_lazy("Day"),
    "starts_at": gettext_lazy("Begins at"),
    "ends_at": gettext_lazy("Ends at"),
    "purpose": gettext_lazy("Purpose in one sentence"),
    "work": gettext_lazy("What it does"),
    "audience": gettext_lazy("Who takes part"),
    "participation": gettext_lazy("How to take part"),
    "history": gettext_lazy("History"),
    "legal_basis": gettext_lazy("Legal basis"),
    "published_at": gettext_lazy("public since"),
    "image": gettext_lazy("Picture"),
    "image_decision": gettext_lazy("Decision about the picture"),
    "parent": gettext_lazy("Placed below"),
    "mirrors": gettext_lazy("Meetings from the source"),
    "ends_on": gettext_lazy("Last day"),
}


def say_kind(kind: str) -> str:
    """Return what happened, in words; the kind itself where nobody worded it yet."""
    return str(KINDS.get(kind, kind))


def say_field(field: str) -> str:
    """Return what a field is called on the pages."""
    return str(FIELDS.get(field, field))


def say_value(row: Model, field: str, value: object) -> str:
    """Return what was kept of a column of `row` as people read it; empty where nothing stood.

    Days and moments are said in words and local time, choices by their label, other rows by
    their name (one query each).
    """
    if value is None or value == "":
        return ""
    try:
        column = row._meta.get_field(field)  # noqa: SLF001 -- Django's name
    except FieldDoesNotExist:
        return str(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.is_relation and column.related_model:
        other = column.related_model._base_manager.filter(pk=value).first()  # noqa: SLF001
        return str(getattr(other, "short_name", "") or getattr(other, "name", "") or _("removed"))
    if isinstance(column, DateField):
        return _say_time(column, str(value))
    labels = dict(getattr(column, "flatchoices", ()))
    return str(labels.get(value, value))


def _say_time(column: "DateField[object, object]", value: str) -> str:
    language = get_language() or SOURCE_LANGUAGE
    if isinstance(column, DateTimeField):
        moment = parse_datetime(value)
        return moment_words(timezone.localtime(moment), language) if moment else value
    day = date.fromisoformat(value[:10])
    return date_words(day - ONE_DAY if column.name == "ends_on" else day, language)


def way_back(line: HistoryLine) -> dict[str, int] | None:
    """Return what the button of a line takes back: one field, or the whole act; None: nothing."""
    if not line.may_be_undone:
        return None
    if line.revision_id is not None:
        return {"revision": line.revision_id}
    return {"entry": line.entry_id}
