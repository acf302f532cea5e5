"""Is everything gone that may go, and does everything stay that has to?"""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from gremienwerk.domain.accounts.offices import LastAdministrator
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.models import MergeRecord, Person
from gremienwerk.domain.privacy.commands._fates import FATES
from gremienwerk.domain.privacy.commands.erase_person import (
    HoldsMandate,
    SourceOwnsIt,
    UnderLegalHold,
    erase_person,
)
from gremienwerk.domain.privacy.queries.related import relations, subject_of
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.verify import breaks
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import AbilityFactory, MembershipFactory, OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.privacy import LegalHoldFactory, ListEntryFactory, SpecialRecordFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ENDED = {"starts_on": date(2020, 1, 1), "ends_on": date(2025, 1, 1)}
PRIVATE = ("Geheimname", "geheim@mail.example", "konto@mail.example", "geheimtext")


def erase(person, by=None):
    return erase_person(person, by=by or system_user(), now=NOW)


@pytest.fixture
def person():
    """Everything that the system can hold of somebody, with words to look for."""
    user = UserFactory(email="konto@mail.example", name="Geheimname")
    person = PersonFactory(
        user=user,
        name="Geheimname",
        family_name="Geheimname",
        email="geheim@mail.example",
        public_email="geheim@mail.example",
        affiliation="geheimtext",
        web="https://geheimtext.example/",
    )
    ConsentFactory(person=person, evidence="geheimtext")
    MembershipFactory(person=person, organization=OrganizationFactory(), **ENDED)
    SpecialRecordFactory(person=person, text="geheimtext")
    ListEntryFactory(person=person, address="geheim@mail.example")
    ListEntryFactory(address="Geheim@mail.example")
    Letter.objects.create(
        key="a/1", recipient="geheim@mail.example", subject="s", text="geheimtext", queued_at=NOW
    )
    OrganizationFactory(
        contact_person=person, contact_label="Geheimname", contact_email="geheim@mail.example"
    )
    edit_person(person, {"function": "geheimtext"}, by=system_user(), now=NOW - timedelta(days=1))
    edit_person(person, {"function": "geheimtext 2"}, by=system_user(), now=NOW)
    return person


def everything_stored():
    """Return all rows of all tables as text, except the log, which is looked at apart."""
    said = []
    for model in apps.get_models(include_auto_created=True):
        if model is not ContentType:
            said += map(str, model._base_manager.values())
    return "\n".join(said)


def test_nothing_private_is_left_in_any_table(person):
    before = everything_stored()
    assert all(word in before for word in PRIVATE)

    erase(person)

    left = everything_stored()
    assert [word for word in PRIVATE if word.lower() in left.lower()] == []


def test_the_log_is_untouched_and_whole(person):
    before = list(Entry.objects.order_by("pk"))

    erase(person)

    after = list(Entry.objects.order_by("pk"))
    assert after[: len(before)] == before
    assert [entry.payload for entry in after][: len(before)] == [one.payload for one in before]
    assert list(breaks()) == []
    told = after[-1]
    assert told.kind == "privacy.person_erased"
    assert told.payload["is_name_kept"] is False
    assert len(told.payload["erased"]) == Revision.objects.filter(erased_at=NOW).count() >= 2


def test_the_body_still_knows_that_somebody_sat_there(person):
    erase(person)

    row = Person.objects.get(pk=person.pk)
    assert (row.name, row.family_name, row.user_id) == ("Gelöschte Person", "", None)
    assert row.memberships.count() == 1
    assert row.consents.get().withdrawn_on == date(2026, 11, 24)
    assert person.user._meta.model.objects.get(pk=person.user_id).name == "Gelöschtes Konto"


def test_who_was_seated_in_a_formal_body_keeps_the_name(person):
    council = OrganizationFactory()
    AbilityFactory(organization=council, key="procedure", value="formal")
    MembershipFactory(person=person, organization=council, **ENDED)

    erased = erase(person)

    assert (erased.name, erased.email, erased.affiliation) == ("Geheimname", "", "")
    assert Entry.objects.order_by("pk").last().payload["is_name_kept"] is True


def test_merged_records_go_too(person):
    merged = PersonFactory(name="Geheimname", email="alt@mail.example", deleted_at=NOW)
    MergeRecord.objects.create(
        kept=person, merged=merged, recorded_at=NOW, recorded_by=system_user()
    )

    erase(person)

    merged.refresh_from_db()
    assert (merged.name, merged.email) == ("Gelöschte Person", "")


def test_refuses_under_a_legal_hold_and_says_so(person):
    LegalHoldFactory(person=person)
    before = everything_stored()

    with pytest.raises(UnderLegalHold, match="legal hold"):
        erase(person)

    assert everything_stored() == before


def test_a_lifted_hold_holds_nothing(person):
    LegalHoldFactory(person=person, lifted_at=NOW, lifted_by=system_user())

    assert erase(person).name == "Gelöschte Person"


def test_refuses_who_sits_in_a_body_today(person):
    MembershipFactory(person=person, organization=OrganizationFactory())

    with pytest.raises(HoldsMandate, match="End the memberships"):
        erase(person)


def test_refuses_people_of_a_source():
    council = BodyFactory(slug="bvv", is_own=False)

    with pytest.raises(SourceOwnsIt, match="source"):
        erase(PersonFactory(body=council))


def test_refuses_the_last_administrator():
    user = account(BodyRole.OFFICE_ADMINISTRATOR)
    person = PersonFactory(user=user)

    with pytest.raises(LastAdministrator):
        erase(person)

    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize("role", [BodyRole.CLERK, BodyRole.AUDITOR, None])
def test_only_administrators_erase(person, role):
    with pytest.raises(NotAllowed):
        erase(person, by=account(role))


def test_erasing_twice_changes_nothing_more(person):
    erase(person)
    erase(person)

    assert Person.objects.get(pk=person.pk).name == "Gelöschte Person"
    assert list(breaks()) == []


def test_every_kind_of_row_about_people_has_a_fate():
    """A new noun that points to people has to say what becomes of its rows."""
    found = {one.label for one in relations() if not one.is_act}

    assert sorted(found - set(FATES)) == []
    assert sorted(set(FATES) - found) == []


def test_a_subject_is_nobody_else():
    person, other = PersonFactory(email=""), PersonFactory(email="")

    assert subject_of(person).people == [person.pk] != [other.pk]
    assert subject_of(person).addresses == set()


def test_payloads_can_be_read(person):
    erase(person)

    assert json.dumps([entry.payload for entry in Entry.objects.all()])
