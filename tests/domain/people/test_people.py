from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import (
    NameMissing,
    NotOurs,
    PersonDraft,
    add_person,
)
from gremienwerk.domain.people.commands.give_consent import (
    AlreadyGiven,
    EvidenceMissing,
    NoConsentNeeded,
    give_consent,
)
from gremienwerk.domain.people.commands.withdraw_consent import NotGiven, withdraw_consent
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.events.models import Entry
from tests.factories.bodies import BodyFactory
from tests.factories.people import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
TODAY = date(2026, 6, 2)


def _rat(**change):
    return BodyFactory(slug="rat", is_own=False, **change)


def test_a_person_is_known_to_nobody_before_consent_and_after_its_end():
    person = add_person(BodyFactory(), PersonDraft("Ada M."), by=system_user(), now=NOW)
    seen = [list(Person.objects.public())]

    given = give_consent(
        person, ConsentPurpose.NAME, proof=Proof("Formular"), by=system_user(), now=NOW
    )
    seen.append(list(Person.objects.public()))
    withdrawn = withdraw_consent(person, ConsentPurpose.NAME, by=system_user(), now=NOW)
    seen.append(list(Person.objects.public()))

    assert seen == [[], [person], []]
    assert (given.given_on, withdrawn.withdrawn_on) == (TODAY, TODAY)


def test_a_consent_can_be_given_again_after_it_was_withdrawn():
    person = ConsentFactory(withdrawn_on=date(2026, 2, 1)).person

    give_consent(person, ConsentPurpose.NAME, proof=Proof("Mail"), by=system_user(), now=NOW)

    assert [one.withdrawn_on for one in person.consents.order_by("pk")] == [date(2026, 2, 1), None]


def test_each_purpose_stands_on_its_own():
    PersonFactory(agrees=[ConsentPurpose.FUNCTION, ConsentPurpose.PHOTO])

    assert not Person.objects.public().exists()


def test_people_of_a_shown_council_are_public_as_their_source_publishes_them():
    shown = PersonFactory(body=_rat())
    PersonFactory(body=BodyFactory(slug="geheim", is_own=False, is_public=False))
    PersonFactory(agrees=[ConsentPurpose.NAME], deleted_at=NOW)

    assert list(Person.objects.public()) == [shown]


@pytest.mark.parametrize(
    ("body", "name", "refusal"), [(BodyFactory, " ", NameMissing), (_rat, "Ada", NotOurs)]
)
def test_refuses_people_without_name_and_of_others(body, name, refusal):
    with pytest.raises(refusal):
        add_person(body(), PersonDraft(name), by=system_user(), now=NOW)

    assert not Person.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("person", "evidence", "refusal"),
    [
        (PersonFactory, " ", EvidenceMissing),
        (lambda: ConsentFactory().person, "Mail", AlreadyGiven),
        (lambda: PersonFactory(body=_rat()), "Mail", NoConsentNeeded),
    ],
)
def test_refuses_a_consent_that_proves_nothing(person, evidence, refusal):
    subject = person()
    before = Consent.objects.count()

    with pytest.raises(refusal):
        give_consent(subject, ConsentPurpose.NAME, proof=Proof(evidence), by=system_user(), now=NOW)

    assert Consent.objects.count() == before
    assert not Entry.objects.exists()


def test_refuses_to_withdraw_what_was_not_given():
    person = PersonFactory(agrees=[ConsentPurpose.PHOTO])

    with pytest.raises(NotGiven):
        withdraw_consent(person, ConsentPurpose.NAME, by=system_user(), now=NOW)


def test_the_database_holds_one_valid_consent_per_purpose():
    person = ConsentFactory().person

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(person=person)
