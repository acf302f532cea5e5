"""How do Körperschaft, place, file, picture and person stand in an archive?"""

from typing import Final

from django.db.models import Q

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.models import File, Image
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.portable.forms.form import (
    ACCOUNTS_STAY,
    PERIOD,
    RECORD,
    Form,
    Openness,
    Rows,
)

NAMES: Final = (
    *("name", "family_name", "given_name", "form_of_address", "title", "affix"),
    *("body", "created_at", "modified_at"),
)
BY_CONSENT: Final[dict[str, tuple[str, ...]]] = {
    ConsentPurpose.NAME: NAMES,
    ConsentPurpose.FUNCTION: ("function",),
    ConsentPurpose.AFFILIATION: ("affiliation",),
    ConsentPurpose.CONTACT: ("public_email",),
}


def of_bodies(rows: Rows, openness: Openness) -> Rows:
    """Everything public of those Körperschaften that may be handed on."""
    public: Rows = rows.public().filter(body__in=openness.bodies)  # type: ignore[attr-defined]
    return public


def _bodies(rows: Rows, openness: Openness) -> Rows:
    return rows.filter(pk__in=openness.bodies)


def _images(rows: Rows, openness: Openness) -> Rows:
    """Pictures whose licence lets everybody have them, as long as it lasts."""
    fresh = Q(expires_on=None) | Q(expires_on__gt=openness.today)
    return rows.filter(fresh, usage_restriction=UsageRestriction.ALL_MEDIA)


def _of_person(row: Person) -> set[str]:
    """Rule: of own people each field by its own consent, of a council's name and page."""
    if not row.body.is_own:
        return {*NAMES, "web"}
    agreed = row.consents.valid().values_list("purpose", flat=True)
    return {name for purpose in agreed for name in BY_CONSENT.get(purpose, ())}


BASE: Final = (
    Form(
        Body,
        "body",
        public=(
            *("name", "short_name", "slug", "classification", "ags", "rgs", "website", "web"),
            *("license", "contact_name", "contact_email", "is_own", *RECORD),
        ),
        internal=("is_public", "deleted_at"),
        opened=_bodies,
        same=("slug",),
        names={"short_name": "shortName", "website": "website", "ags": "ags", "rgs": "rgs"}
        | {"classification": "classification"}
        | {"contact_name": "contactName", "contact_email": "contactEmail"},
    ),
    Form(
        LegislativeTerm,
        "legislativeterm",
        public=("body", "name", "web", "starts_on", "ends_on", *RECORD),
        internal=("deleted_at",),
        opened=of_bodies,
        same=("body", "name", "created_at"),
        names=PERIOD,
    ),
    Form(
        Location,
        "location",
        public=(
            *("body", "name", "room", "street_address", "postal_code", "sub_locality"),
            *("locality", "description", "access", "is_step_free", "latitude", "longitude"),
            *("web", *RECORD),
        ),
        internal=("is_public", "deleted_at"),
        opened=of_bodies,
        same=("body", "name", "street_address", "created_at"),
        names={
            "description": "description",
            "street_address": "streetAddress",
            "room": "room",
            "postal_code": "postalCode",
            "sub_locality": "subLocality",
            "locality": "locality",
            "name": "Gremienwerk:name",
        },
    ),
    Form(
        File,
        "file",
        public=(
            *("body", "name", "file_name", "mime_type", "date", "size", "sha512", "text"),
            *("license", "stored_as", "access_url", "download_url", "web", *RECORD),
        ),
        internal=("published_at", "deleted_at"),
        opened=of_bodies,
        same=("body", "sha512", "file_name", "created_at"),
        names={
            "body": "Gremienwerk:body",
            "file_name": "fileName",
            "mime_type": "mimeType",
            "date": "date",
            "size": "size",
            "sha512": "sha512Checksum",
            "text": "text",
            "license": "Gremienwerk:license",
            "download_url": "downloadUrl",
        },
    ),
    Form(
        Image,
        "image",
        public=(
            *("name", "stored_as", "mime_type", "width", "height", "alt_text", "is_decorative"),
            *("author", "source", "license", "usage_restriction", "expires_on", "created_at"),
        ),
        opened=_images,
        same=("name", "stored_as"),
    ),
    Form(
        Person,
        "person",
        public=(*NAMES, "function", "affiliation", "public_email", "web"),
        internal=("gender", "email", "language", "deleted_at"),
        left_out={"user": ACCOUNTS_STAY},
        opened=of_bodies,
        shown=_of_person,
        same=("body", "name", "created_at"),
        names={
            "family_name": "familyName",
            "given_name": "givenName",
            "form_of_address": "formOfAddress",
            "affix": "affix",
            "gender": "gender",
        },
    ),
    Form(
        Consent,
        "consent",
        public=(),
        internal=("person", "purpose", "given_on", "withdrawn_on", "evidence"),
        owners=("person",),
    ),
)
