"""Is everything in the report that is held of a person, whichever noun holds it?"""

import json
from datetime import UTC, datetime

import pytest

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.models import MergeRecord
from gremienwerk.domain.privacy.commands.show_person import show_person
from gremienwerk.domain.privacy.queries.people import found_by
from gremienwerk.domain.privacy.queries.readable import as_json, as_text
from gremienwerk.domain.privacy.queries.related import numbers_about, subject_of
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.bodies import InstallationFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.privacy import ListEntryFactory, SpecialRecordFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def person():
    user = UserFactory(email="konto@mail.example", name="Ada M.")
    user.set_password("geheim-und-lang")
    user.save()
    person = PersonFactory(user=user, email="privat@mail.example", gender="weiblich-eingetragen")
    ConsentFactory(person=person, evidence="Formular Nachweis-7")
    MembershipFactory(person=person, organization=OrganizationFactory(), role_label="Sprecherin-9")
    Letter.objects.create(
        key="a/1",
        recipient="Privat@mail.example",
        subject="Betreff-3",
        text="Brieftext-4",
        queued_at=NOW,
    )
    edit_person(person, {"affiliation": "Früher-5"}, by=system_user(), now=NOW)
    edit_person(person, {"affiliation": "Heute-6"}, by=system_user(), now=NOW)
    person.refresh_from_db()
    return person


def report(person, reader=None):
    return as_json(show_person(person, by=reader or system_user(), now=NOW))


@pytest.mark.parametrize(
    "token",
    [
        *("privat@mail.example", "konto@mail.example", "weiblich-eingetragen", "Nachweis-7"),
        *("Sprecherin-9", "Betreff-3", "Brieftext-4", "Früher-5", "Heute-6"),
    ],
)
def test_everything_that_is_held_is_told(person, token):
    InstallationFactory()
    told = show_person(person, by=system_user(), now=NOW)

    assert token in as_json(told)
    assert token in as_text(told)


def test_nothing_of_others_is_told(person):
    other = PersonFactory(email="andere@mail.example", gender="anderes")
    ConsentFactory(person=other, evidence="fremd")
    MembershipFactory(person=other, organization=person.memberships.get().organization)
    edit_person(other, {"affiliation": "fremder Verein"}, by=system_user(), now=NOW)

    told = report(person)

    assert not [w for w in ("andere@mail.example", "anderes", "fremd") if w in told]


def test_secrets_are_named_but_not_shown(person):
    told = json.loads(report(person))

    assert told["account"][0]["password"] == "held, not shown"  # noqa: S105
    assert person.user.password not in report(person)


def test_merged_records_are_the_same_person(person):
    merged = PersonFactory(email="alt@mail.example", deleted_at=NOW)
    MergeRecord.objects.create(
        kept=person, merged=merged, recorded_at=NOW, recorded_by=system_user()
    )
    ConsentFactory(person=merged, evidence="alter Nachweis")

    told = report(person)

    assert "alt@mail.example" in told
    assert "alter Nachweis" in told


def test_special_categories_are_shown_to_the_person_and_the_administrator(person):
    SpecialRecordFactory(person=person, text="Rollstuhl-8")
    ListEntryFactory(address="privat@mail.example")

    own = report(person, person.user)
    administrator = report(person, account(BodyRole.OFFICE_ADMINISTRATOR))
    auditor = report(person, account(BodyRole.AUDITOR))

    assert "Rollstuhl-8" in own
    assert "Rollstuhl-8" in administrator
    assert "Rollstuhl-8" not in auditor
    assert "disability" not in auditor
    assert '"privacy.listentry"' in own


def test_only_who_has_the_right_is_told(person):
    strangers = [
        UserFactory(),
        account(BodyRole.CLERK),
        account(BodyRole.CHAIR, person.memberships.get().organization),
    ]
    before = Entry.objects.count()
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            show_person(person, by=stranger, now=NOW)
    assert Entry.objects.count() == before


def test_that_it_was_told_stands_in_the_log(person):
    reader = account(BodyRole.AUDITOR)

    report(person, reader)

    entry = Entry.objects.order_by("pk").last()
    assert (entry.kind, entry.actor_id) == ("privacy.person_shown", reader.pk)
    assert entry.payload == {"person_id": person.pk}


def test_own_acts_are_counted_without_saying_on_whom(person):
    edit_person(PersonFactory(), {"affiliation": "x"}, by=system_user(), now=NOW)
    User.objects.filter(pk=person.user_id).update(is_active=True)

    told = json.loads(report(person, person.user))

    assert {"noun": "events.entry", "as": "actor", "number": 1} in told["own_acts"]


def test_numbers_cost_one_query(person, django_assert_num_queries):
    subject = subject_of(type(person).objects.select_related("user").get(pk=person.pk))
    assert subject.people == [person.pk]
    numbers_about(subject)  # content types are remembered
    with django_assert_num_queries(1):
        numbers = numbers_about(subject)

    assert numbers["people.consent"] == 1
    assert numbers["outbox.letter"] == 1


def test_people_are_found_as_somebody_names_them(person):
    assert found_by(str(person.pk)) == [person]
    assert found_by("KONTO@mail.example") == [person]
    assert found_by("privat@mail.example") == [person]
    assert found_by("ada musterlein") == [person]
    assert found_by("Muster") == [person]
    assert found_by("Niemand") == found_by(" ") == []
