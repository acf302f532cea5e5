"""Which text may a citizen read? Reviewed by hand, model by model; all else is secret.

`FIELDS` names the text fields of a public row that pages, feeds or OParl may show; a function
answers for the row at hand. A new field is secret until somebody enters it here. `CODES` hold no
text but what the program itself reads: keys, digests, kinds, patterns. `NOT_SHOWN` are public
fields that no surface shows today, so the control cannot find them.
"""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from gremienwerk.domain.files.queries import shown_image
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.people.choices import ConsentPurpose

NAMES = {"name", "family_name", "given_name", "form_of_address", "title", "affix"}
BY_CONSENT = {
    ConsentPurpose.NAME: NAMES,
    ConsentPurpose.FUNCTION: {"function"},
    ConsentPurpose.AFFILIATION: {"affiliation"},
    ConsentPurpose.CONTACT: {"public_email"},
}
ADDRESS = {"street_address", "postal_code", "sub_locality", "locality"}


def of_person(row):
    """Own people field by field with their consent, mirrored ones by name and web page."""
    if not row.body.is_own:
        return NAMES | {"web"}
    agreed = set(row.consents.valid().values_list("purpose", flat=True))
    return set().union(*(BY_CONSENT.get(purpose, set()) for purpose in agreed))


def of_item(row):
    """Of a closed item its number and its title, which is the released one."""
    return FIELDS["meetings.AgendaItem"] if row.is_public else {"number", "name"}


def of_organization_row(row):
    """What hangs on a body is as public as the body, while it holds."""
    is_current = row.holds_on(timezone.localdate()) if hasattr(row, "holds_on") else True
    is_public = Organization.objects.public().filter(pk=row.organization_id).exists()
    return FIELDS[row._meta.label] if is_current and is_public else set()


def of_translation(row):
    """A translation is as public as what it translates."""
    model = ContentType.objects.get_for_id(row.content_type_id).model_class()
    source = model._base_manager.filter(pk=row.object_id).first()
    return {"text"} if source and row.field in public_fields(source) else set()


def of_image(row):
    """A picture that a page shows and that has not expired."""
    shown = shown_image(row.name, timezone.localdate())
    return FIELDS["files.Image"] if shown else set()


def of_source(row):
    """A source that is shown."""
    return FIELDS["mirror.MirrorSource"] if row.shown == "public" else set()


FIELDS = {
    "bodies.Body": {
        *("name", "short_name", "classification", "ags", "rgs", "website", "web", "license"),
        *("contact_name", "contact_email"),
    },
    "bodies.LegislativeTerm": {"name", "web"},
    "bodies.Location": {"name", "room", "description", "access", "web", *ADDRESS},
    "bodies.Installation": {
        *("portal_name", "portal_subtitle", "office_name", "office_parent", "office_email"),
        *("office_address", "representative", "data_protection_officer"),
        "supervisory_authority",
    },
    "bodies.InstallationText": {"text"},
    "files.File": {
        *("name", "file_name", "text", "license", "access_url", "download_url", "web"),
    },
    "files.Image": {"alt_text", "author", "source", "license"},
    "people.Person": NAMES | {"function", "affiliation", "public_email", "web"},
    "organizations.Organization": {
        *("name", "short_name", "classification_label", "purpose", "work", "audience"),
        *("participation", "history", "legal_basis", "website", "website_label"),
        *("contact_label", "contact_email", "web"),
    },
    "organizations.OrganizationAlias": {"name"},
    "organizations.StatusPeriod": {"reason", "decided_by", "contact_label", "contact_email"},
    "organizations.Term": {"name"},
    "organizations.Membership": {"role_label", "web"},
    "organizations.Supporter": {"contribution"},
    "organizations.OrganizationRelation": {"other_label"},
    "organizations.CommissionerEntry": {"district_name", "title", "name", "email", "url"},
    "papers.Paper": {"name", "reference", "paper_type_label", "summary", "web"},
    "meetings.Recurrence": {"words"},
    "meetings.Meeting": {
        *("name", "cancel_reason", "room", "focus_topic", "attendance_note", "web"),
    },
    "meetings.AgendaItem": {
        *("number", "name", "text", "result_label", "resolution_text", "web"),
    },
    "meetings.Consultation": {"role_label", "web"},
    "mirror.MirrorSource": {"label", "license", "url"},
}
BY_ROW = {
    "people.Person": of_person,
    "meetings.AgendaItem": of_item,
    "texts.Translation": of_translation,
    "files.Image": of_image,
    "mirror.MirrorSource": of_source,
    **dict.fromkeys(
        (
            *("organizations.OrganizationAlias", "organizations.StatusPeriod"),
            *("organizations.Term", "organizations.Supporter", "meetings.Recurrence"),
            *("organizations.OrganizationRelation", "organizations.CommissionerEntry"),
        ),
        of_organization_row,
    ),
    "bodies.Installation": lambda row: FIELDS["bodies.Installation"],
    "bodies.InstallationText": lambda row: FIELDS["bodies.InstallationText"],
}


def public_fields(row):
    """Return the text fields of `row` that a citizen may read."""
    label, model = row._meta.label, type(row)
    if label == "meetings.AgendaItem":  # number of a closed item of a public meeting
        known = Meeting.objects.public().filter(pk=row.meeting_id).exists()
        return of_item(row) if known and not row.is_deleted else set()
    if hasattr(model.objects, "public") and not model.objects.public().filter(pk=row.pk).exists():
        return set()
    if label in BY_ROW:
        return BY_ROW[label](row)
    return FIELDS.get(label, set()) if hasattr(model.objects, "public") else set()


NOT_SHOWN = {
    "files.File.download_url",  # of mirrored files; our own have an address of ours
    "meetings.Recurrence.words",  # a body with a next date says that instead
    "organizations.CommissionerEntry.district_name",  # names of districts come with the map
}
