"""A consent has the day on which it was signed, not the day on which somebody typed it in."""

from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.give_consent import give_consent
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.commands.set_many_consents import Answer, set_many_consents
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.domain.people.declaring import DayNotPossible, OutOfOrder, Proof
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.events.models import Entry
from tests.factories.people import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
TODAY = date(2026, 6, 2)
SIGNED = date(2026, 5, 12)  # three weeks ago
NAME, PHOTO = ConsentPurpose.NAME, ConsentPurpose.PHOTO


def _give(person, day):
    return give_consent(person, NAME, proof=Proof("Formular", day), by=system_user(), now=NOW)


def _set(person, agreed, day=None):
    return set_consents(person, agreed, proof=Proof("Formular", day), by=system_user(), now=NOW)


def _days(person):
    rows = person.consents.order_by("pk")
    return [(one.purpose, one.given_on, one.withdrawn_on) for one in rows]


def _told():
    return [(entry.kind, entry.payload["declared_on"]) for entry in Entry.objects.order_by("pk")]


def test_a_form_that_was_signed_three_weeks_ago_counts_from_then():
    person = PersonFactory()

    given = _give(person, SIGNED)

    assert (given.given_on, given.evidence) == (SIGNED, "Formular")
    assert _told() == [("people.consent_given", "2026-05-12")]
    assert list(Person.objects.public()) == [person]


def test_a_withdrawal_counts_from_the_day_on_which_it_was_declared():
    person = ConsentFactory().person

    withdrawn = withdraw_consent(person, NAME, declared_on=SIGNED, by=system_user(), now=NOW)

    assert withdrawn.withdrawn_on == SIGNED
    assert _told() == [("people.consent_withdrawn", "2026-05-12")]


def test_the_day_of_one_form_holds_for_all_that_it_gives_and_takes():
    person = ConsentFactory(purpose=PHOTO).person

    _set(person, [NAME], SIGNED)

    assert _days(person) == [("photo", date(2026, 1, 1), SIGNED), ("name", SIGNED, None)]
    assert {day for _kind, day in _told()} == {"2026-05-12"}


def test_without_a_day_it_is_today_where_the_office_is():
    person = ConsentFactory(purpose=PHOTO).person

    _set(person, [NAME])

    assert _days(person) == [("photo", date(2026, 1, 1), TODAY), ("name", TODAY, None)]
    assert {day for _kind, day in _told()} == {"2026-06-02"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 3), "3 June 2026 is yet to come"),
        (date(1926, 5, 12), "12 May 1926 is too long ago; look at the year"),
        (date(1999, 12, 31), "too long ago"),
    ],
)
@pytest.mark.parametrize("agreed", [[NAME, PHOTO], []], ids=["given", "withdrawn"])
def test_refuses_a_day_that_cannot_be_and_leaves_no_trace(day, said, agreed):
    person = ConsentFactory(purpose=PHOTO).person
    before = _days(person)

    with pytest.raises(DayNotPossible) as refused:
        _set(person, agreed, day)

    assert said in str(refused.value).replace("\xa0", " ")
    assert _days(person) == before
    assert not Entry.objects.exists()


@pytest.mark.parametrize("day", [date(2000, 1, 1), TODAY])
def test_the_first_and_the_last_day_are_taken(day):
    assert _give(PersonFactory(), day).given_on == day


def test_what_was_signed_before_a_withdrawal_does_not_come_back():
    person = ConsentFactory(withdrawn_on=date(2026, 5, 13)).person

    with pytest.raises(OutOfOrder) as refused:
        _give(person, SIGNED)

    assert "withdrawn on 13 May 2026" in str(refused.value).replace("\xa0", " ")
    assert not Person.objects.public().exists()
    assert _give(person, date(2026, 5, 13)).given_on == date(2026, 5, 13)


def test_only_the_last_withdrawal_of_the_same_purpose_counts():
    person = ConsentFactory(withdrawn_on=date(2026, 2, 1)).person
    ConsentFactory(person=person, purpose=PHOTO, withdrawn_on=date(2026, 5, 30))

    assert _give(person, SIGNED).given_on == SIGNED


def test_nothing_is_withdrawn_before_it_was_given():
    person = ConsentFactory(given_on=date(2026, 5, 20)).person

    with pytest.raises(OutOfOrder) as refused:
        withdraw_consent(person, NAME, declared_on=SIGNED, by=system_user(), now=NOW)

    assert "given on 20 May 2026" in str(refused.value).replace("\xa0", " ")
    assert person.consents.valid().exists()


def test_what_came_from_elsewhere_with_a_day_to_come_can_be_withdrawn():
    person = ConsentFactory(given_on=date(2026, 7, 1)).person

    withdraw_consent(person, NAME, declared_on=TODAY, by=system_user(), now=NOW)

    assert not person.consents.valid().exists()


def test_many_answers_have_the_day_of_each():
    ada, berta = PersonFactory(name="Ada"), ConsentFactory(person__name="Berta").person
    answers = [
        Answer(ada, frozenset({NAME}), evidence="Formular", declared_on=SIGNED),
        Answer(berta, frozenset(), frozenset({NAME})),
    ]

    set_many_consents(answers, by=system_user(), now=NOW)

    assert _days(ada) == [("name", SIGNED, None)]
    assert _days(berta) == [("name", date(2026, 1, 1), TODAY)]
    assert _told() == [
        ("people.consents_set", "2026-05-12"),
        ("people.consents_set", "2026-06-02"),
    ]


@pytest.mark.parametrize(
    ("given", "withdrawn"), [({PHOTO}, set()), (set(), {NAME})], ids=["given", "withdrawn"]
)
def test_among_many_the_refusal_says_who_and_nothing_is_written(given, withdrawn):
    ada, berta = PersonFactory(name="Ada"), PersonFactory(name="Berta Probe")
    ConsentFactory(person=berta, given_on=date(2026, 5, 30))
    ConsentFactory(person=berta, purpose=PHOTO, withdrawn_on=date(2026, 5, 30))
    answers = [
        Answer(ada, frozenset({NAME}), evidence="Formular", declared_on=SIGNED),
        Answer(berta, frozenset(given), frozenset(withdrawn), "Formular", SIGNED),
    ]

    with pytest.raises(OutOfOrder, match=r"\ABerta Probe: “"):
        set_many_consents(answers, by=system_user(), now=NOW)

    assert Consent.objects.filter(person=ada).count() == 0
    assert not Entry.objects.exists()
