from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose, Likeness
from gremienwerk.domain.people.commands.add_person import NameMissing
from gremienwerk.domain.people.commands.edit_person import NotUsable, edit_person
from gremienwerk.domain.people.commands.keep_apart import OneRecord, keep_apart
from gremienwerk.domain.people.commands.merge_people import (
    ConsentsContradict,
    NotToBeMerged,
    merge_people,
)
from gremienwerk.domain.people.commands.unmerge_people import NotToBeUnmerged, unmerge_people
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.queries import duplicates, words_of
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry, Revision
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def _merge(kept, merged):
    return merge_people(kept, merged, by=system_user(), now=NOW)


def _unmerge(record):
    return unmerge_people(record, by=system_user(), now=NOW)


def _state():
    """All that hangs on people, moments left out."""
    return (
        list(Membership.objects.order_by("pk").values_list("pk", "person", "organization", "seat")),
        list(Consent.objects.order_by("pk").values_list("pk", "person", "purpose", "withdrawn_on")),
        list(Person.objects.order_by("pk").values_list("pk", "name", "email", "title", "user")),
        list(Person.objects.alive().order_by("pk").values_list("pk", flat=True)),
    )


def test_everything_goes_to_the_kept_record_and_comes_back():
    kept, merged = PersonFactory(email=""), PersonFactory(title="Dr.", user=UserFactory())
    row = MembershipFactory(person=merged)
    ConsentFactory(person=merged)
    before = _state()

    record = _merge(kept, merged)

    kept.refresh_from_db()
    row.refresh_from_db()
    assert (row.person, row.modified_at) == (kept, NOW)
    assert (kept.email, kept.title, kept.user) == (merged.email, "Dr.", merged.user)
    assert list(Person.objects.alive()) == [kept]
    assert list(Person.objects.public()) == [kept]  # with the consent of the other record
    _unmerge(record)
    assert _state() == before
    assert [e.kind for e in Entry.objects.order_by("pk")] == ["people.merged", "people.unmerged"]


def test_what_came_since_stays_with_the_kept_record():
    kept, merged = PersonFactory(), PersonFactory()
    record = _merge(kept, merged)
    since = MembershipFactory(person=kept)

    _unmerge(record)

    since.refresh_from_db()
    assert since.person == kept


def test_a_consent_that_both_gave_is_kept_once_and_restored():
    kept, merged = (PersonFactory(agrees=[ConsentPurpose.NAME]) for _ in range(2))
    before = _state()

    record = _merge(kept, merged)

    assert kept.consents.valid().count() == 1
    _unmerge(record)
    assert _state() == before


def test_what_was_withdrawn_does_not_return_through_the_other_record():
    kept = PersonFactory(agrees=[ConsentPurpose.PHOTO])
    merged = ConsentFactory(purpose=ConsentPurpose.PHOTO, withdrawn_on=date(2026, 3, 1)).person

    with pytest.raises(ConsentsContradict):
        _merge(kept, merged)

    assert not Entry.objects.exists()


def _both_with_accounts():
    return PersonFactory(user=UserFactory()), PersonFactory(user=UserFactory())


def _one():
    person = PersonFactory()
    return person, person


def _of_a_council():
    rat = BodyFactory(slug="rat", is_own=False)
    return PersonFactory(body=rat), PersonFactory(body=rat)


@pytest.mark.parametrize(
    "pair",
    [
        _both_with_accounts,
        _one,
        _of_a_council,
        lambda: (PersonFactory(), PersonFactory(deleted_at=NOW)),
    ],
)
def test_refuses_what_are_not_two_records_of_ours(pair):
    one, other = pair()

    with pytest.raises(NotToBeMerged):
        _merge(one, other)

    assert not Entry.objects.exists()


def test_a_merge_is_taken_back_once_and_the_last_one_first():
    a, b, c = (PersonFactory() for _ in range(3))
    first = _merge(b, a)
    second = _merge(c, b)

    with pytest.raises(NotToBeUnmerged):
        _unmerge(first)
    _unmerge(second)
    _unmerge(first)
    with pytest.raises(NotToBeUnmerged):
        _unmerge(first)


def test_others_may_not_merge():
    with pytest.raises(NotAllowed):
        merge_people(PersonFactory(), PersonFactory(), by=UserFactory(), now=NOW)


class MergesLoseNothing(TestCase):
    """Whatever is merged and taken back in whatever order: every mandate is there, once."""

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_no_mandate_is_lost(self, data):
        bodies = [OrganizationFactory() for _ in range(3)]
        people = [PersonFactory() for _ in range(4)]
        for person in people:
            for body in data.draw(st.lists(st.sampled_from(bodies), max_size=3)):
                MembershipFactory(person=person, organization=body)
        before = _state()
        mandates = set(Membership.objects.values_list("pk", "organization"))
        open_merges = []
        for _ in range(data.draw(st.integers(0, 5))):
            alive = list(Person.objects.alive().order_by("pk"))
            if len(alive) > 1 and data.draw(st.booleans()):
                kept, merged = data.draw(st.permutations(alive))[:2]
                open_merges.append(_merge(kept, merged))
            elif open_merges:
                _unmerge(open_merges.pop())
            held = Membership.objects.alive().filter(person__deleted_at=None)
            assert set(held.values_list("pk", "organization")) == mandates
        while open_merges:
            _unmerge(open_merges.pop())
        assert _state() == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Müller", "Mueller, Ada"),
        ("Dr. Ada Musterlein", "ADA  MUSTERLEIN"),
        ("Ádà Straße", "Ada Strasse"),
    ],
)
def test_spelling_and_order_of_a_name_do_not_matter(one, other):
    assert words_of(one) == words_of(other)


def _pairs():
    return [(d.first, d.second, d.reasons) for d in duplicates(system_user())]


def test_duplicates_are_found_and_say_why():
    a = PersonFactory(name="Ada Musterlein", email="ada@mail.example")
    b = PersonFactory(name="Musterlein, Ada", email="ADA@mail.example")
    c = PersonFactory(name="B. Beispielow", affiliation="Verein Muster")
    d = PersonFactory(name="Berta Beispielow", affiliation="Verein Muster")
    PersonFactory(name="Cem Beispielow", affiliation="Verein Muster")
    PersonFactory(name="Ada Musterlein", deleted_at=NOW)

    assert _pairs() == [
        (a, b, (Likeness.EMAIL, Likeness.NAME)),
        (c, d, (Likeness.AFFILIATION, Likeness.INITIAL)),
    ]


def test_who_was_kept_apart_is_not_proposed_again():
    a, b = PersonFactory(), PersonFactory()

    keep_apart(b, a, by=system_user(), now=NOW)
    keep_apart(a, b, by=system_user(), now=NOW)

    assert _pairs() == []
    assert Entry.objects.get().kind == "people.kept_apart"
    with pytest.raises(OneRecord):
        keep_apart(a, a, by=system_user(), now=NOW)


def test_an_edit_keeps_the_former_value_out_of_the_log():
    person = PersonFactory(name="Ada Musterlein")

    edit_person(person, {"name": "Ada Probenfeld ", "title": ""}, by=system_user(), now=NOW)
    edit_person(person, {"name": "Ada Probenfeld"}, by=system_user(), now=NOW)

    [entry] = Entry.objects.all()
    assert "Ada" not in str(entry.payload)
    assert "Musterlein" in Revision.objects.get().old


@pytest.mark.parametrize(
    "values", [{"name": " "}, {"email": "kein"}, {"user": "1"}, {"web": "javascript:x"}]
)
def test_refuses_values_that_do_not_fit(values):
    with pytest.raises((NameMissing, NotUsable)):
        edit_person(PersonFactory(), values, by=system_user(), now=NOW)

    assert not Entry.objects.exists()
