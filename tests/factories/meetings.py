"""Meetings, agendas and rhythms."""

from datetime import UTC, date, datetime

import factory

from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState, RhythmKind
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    Consultation,
    ConsultationOrganization,
    Meeting,
    MeetingFile,
    MeetingNote,
    MeetingOrganization,
    Recurrence,
)
from tests.factories.accounts import UserFactory
from tests.factories.files import FileFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """A scheduled meeting; pass `organizations=[lead, ...]`, by default one new body."""

    class Meta:
        model = Meeting

    class Params:
        all_day = factory.Trait(starts_at=None, ends_at=None)

    name = "12. Sitzung"
    state = MeetingState.SCHEDULED
    starts_on = date(2026, 12, 9)
    starts_at = datetime(2026, 12, 9, 16, 30, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        organizations = kwargs.pop("organizations", None) or [OrganizationFactory()]
        kwargs.setdefault("body", organizations[0].body)
        meeting = super()._create(model_class, *args, **kwargs)
        for position, organization in enumerate(organizations):
            MeetingOrganization.objects.create(
                meeting=meeting, organization=organization, position=position
            )
        return meeting


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n)
    number = factory.LazyAttribute(lambda made: f"Ö {made.position + 1}")
    name = "Bericht der Arbeitsgruppen"


class MeetingFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingFile

    meeting = factory.SubFactory(MeetingFactory)
    file = factory.SubFactory(FileFactory)
    role = MeetingFileRole.AUXILIARY


class MeetingNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingNote

    meeting = factory.SubFactory(MeetingFactory)
    author = factory.SubFactory(UserFactory)
    text = "Wir bringen die Liste der Sprachkurse mit."
    created_at = modified_at = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class ConsultationFactory(factory.django.DjangoModelFactory):
    """Pass `organizations=[...]`, the leading one first."""

    class Meta:
        model = Consultation

    paper = factory.SubFactory(PaperFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        organizations = kwargs.pop("organizations", [])
        consultation = super()._create(model_class, *args, **kwargs)
        for position, organization in enumerate(organizations):
            ConsultationOrganization.objects.create(
                consultation=consultation, organization=organization, position=position
            )
        return consultation


class RecurrenceFactory(factory.django.DjangoModelFactory):
    """Every first Wednesday of the month, from January 2024 on."""

    class Meta:
        model = Recurrence

    organization = factory.SubFactory(OrganizationFactory)
    kind = RhythmKind.RULE
    rule = "FREQ=MONTHLY;BYDAY=1WE"
    first_on = date(2024, 1, 3)
