"""How are events and fields said in words? The log keeps kinds; people read sentences."""

from django.utils.translation import gettext_lazy

KINDS = {
    "organizations.added": gettext_lazy("entered"),
    "organizations.begun": gettext_lazy("begun from a template"),
    "organizations.published": gettext_lazy("published"),
    "organizations.withdrawn": gettext_lazy("withdrawn from the public"),
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
    "purpose": gettext_lazy("One sentence about it"),
    "work": gettext_lazy("What it does"),
    "audience": gettext_lazy("Who takes part"),
    "participation": gettext_lazy("How to take part"),
    "history": gettext_lazy("History"),
    "legal_basis": gettext_lazy("Legal basis"),
}


def say_kind(kind: str) -> str:
    """Return what happened, in words; the kind itself where nobody worded it yet."""
    return str(KINDS.get(kind, kind))


def say_field(field: str) -> str:
    """Return what a field is called on the pages."""
    return str(FIELDS.get(field, field))
