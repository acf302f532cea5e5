"""What is held apart: special categories, mailing lists, holds."""

from datetime import UTC, date, datetime

import factory

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.privacy.choices import SpecialCategory
from gremienwerk.domain.privacy.models import LegalHold, ListEntry, MailingList, SpecialRecord
from gremienwerk.domain.privacy.queries.addresses import digest_of
from tests.factories.people import PersonFactory

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


class SpecialRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpecialRecord

    person = factory.SubFactory(PersonFactory)
    category = SpecialCategory.DISABILITY
    text = "Rollstuhl"
    consented_on = date(2026, 1, 1)
    evidence = "Formular"
    recorded_by = factory.LazyFunction(system_user)
    recorded_at = BEFORE


class MailingListFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MailingList

    name = factory.Sequence(lambda n: f"Verteiler {n}")
    purpose = "Einladungen"
    opened_at = BEFORE


class ListEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListEntry

    mailing_list = factory.SubFactory(MailingListFactory)
    address = factory.Sequence(lambda n: f"an{n}@mail.example")
    address_digest = factory.LazyAttribute(lambda entry: digest_of(entry.address))
    joined_on = date(2026, 1, 1)
    evidence = "Anmeldung am Stand"


class LegalHoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalHold

    reason = "Klage vor dem Verwaltungsgericht"
    placed_by = factory.LazyFunction(system_user)
    placed_at = BEFORE
