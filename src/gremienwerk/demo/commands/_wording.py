"""How does every text of the demo read in English?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from gremienwerk.domain.bodies.models import Body, Installation, Location
from gremienwerk.domain.files.models import File, Image
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    Meeting,
    Recurrence,
    RecurrenceException,
)
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import (
    CommissionerEntry,
    Membership,
    Organization,
    OrganizationAlias,
    OrganizationRelation,
    StatusPeriod,
    Supporter,
    Term,
)
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.texts.choices import TextStatus
from gremienwerk.foundation.texts.models import Translation, revision

LANGUAGE: Final = "en"
FIELDS: Final[dict[type[Model], tuple[str, ...]]] = {
    Body: ("name", "classification"),
    Installation: (
        *("portal_name", "portal_subtitle", "office_name", "office_parent", "office_address"),
        *("representative", "data_protection_officer", "supervisory_authority"),
    ),
    Location: ("name", "room", "description", "access"),
    Organization: (
        *("name", "short_name", "purpose", "work", "audience", "participation", "history"),
        *("legal_basis", "website_label", "contact_label"),
    ),
    OrganizationAlias: ("name",),
    OrganizationRelation: ("other_label",),
    StatusPeriod: ("reason", "decided_by", "contact_label"),
    Supporter: ("contribution",),
    CommissionerEntry: ("title",),
    Term: ("name",),
    Membership: ("role_label",),
    Image: ("alt_text", "source"),
    File: ("name",),
    Person: ("function", "affiliation"),
    Paper: ("name", "summary"),
    Meeting: ("name", "room", "focus_topic", "attendance_note", "cancel_reason"),
    AgendaItem: ("name", "text", "resolution_text"),
    Recurrence: ("words",),
    RecurrenceException: ("reason",),
    MirrorSource: ("label",),
}


def translate(known: Mapping[str, str], *, now: datetime) -> None:
    """Write the English of every German text that has none yet, where it is `known`."""
    for model, fields in FIELDS.items():
        kind = ContentType.objects.get_for_model(model)
        there = set(
            Translation.objects.filter(content_type=kind, language=LANGUAGE).values_list(
                "object_id", "field"
            )
        )
        Translation.objects.bulk_create(
            Translation(
                content_type=kind,
                object_id=row.pk,
                field=field,
                language=LANGUAGE,
                text=known[text],
                source_revision=revision(text),
                status=TextStatus.CHECKED,
                modified_at=now,
            )
            for row in model._default_manager.order_by("pk")  # noqa: SLF001
            for field in fields
            if (text := getattr(row, field)) in known and (row.pk, field) not in there
        )
