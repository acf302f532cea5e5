"""Does nobody but its owner see a mailing list, and does it hold what was agreed to?"""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.privacy.choices import SpecialCategory
from gremienwerk.domain.privacy.commands.close_list import ClosedAlready, close_list
from gremienwerk.domain.privacy.commands.enter_on_list import (
    Address,
    NotToBeEntered,
    enter_on_list,
)
from gremienwerk.domain.privacy.commands.erase_special import HasToStay, erase_special
from gremienwerk.domain.privacy.commands.leave_list import LeftAlready, leave_list
from gremienwerk.domain.privacy.commands.open_list import ListDraft, ListNotUsable, open_list
from gremienwerk.domain.privacy.commands.read_entries import read_entries
from gremienwerk.domain.privacy.commands.read_special import read_special
from gremienwerk.domain.privacy.commands.record_special import (
    Disclosure,
    NotVoluntary,
    record_special,
)
from gremienwerk.domain.privacy.models import LegalHold, ListEntry, MailingList, SpecialRecord
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.foundation.events.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.people import PersonFactory
from tests.factories.privacy import (
    LegalHoldFactory,
    ListEntryFactory,
    MailingListFactory,
    SpecialRecordFactory,
)
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGREED = Address("Ada@mail.example", "Anmeldung am Stand")


def act(command, *args, by=None):
    return command(*args, by=by or system_user(), now=NOW)


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("pk")]


@pytest.fixture
def stage():
    """Lists of the office, of a body run by it and of an independent one; and everybody."""
    own = OrganizationFactory(stewardship="own")
    council = OrganizationFactory(stewardship="secretariat_of_independent")
    lists = {
        "office": MailingListFactory(),
        "own": MailingListFactory(organization=own),
        "council": MailingListFactory(organization=council),
    }
    for one in lists.values():
        ListEntryFactory(mailing_list=one)
    actors = {
        role: account(role)
        for role in (BodyRole.OFFICE_ADMINISTRATOR, BodyRole.CLERK, BodyRole.AUDITOR)
    }
    actors |= {
        (role, name): account(role, body)
        for role in BodyRole
        if role not in actors
        for name, body in (("own", own), ("council", council))
    }
    actors["former chair"] = account(BodyRole.CHAIR, council, ends_on=date(2025, 1, 1))
    return lists, {**actors, "account": UserFactory(), "anonymous": AnonymousUser()}


def test_only_the_owner_of_a_list_sees_it(stage):
    lists, actors = stage
    names = {one.pk: name for name, one in lists.items()}
    seen = {
        who: {names[one.pk] for one in MailingList.objects.visible_to(actor)}
        for who, actor in actors.items()
    }

    office = {"office", "own"}
    leading = (BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR, BodyRole.SECRETARY, BodyRole.CONVENOR)
    assert {who: found for who, found in seen.items() if found} == {
        BodyRole.OFFICE_ADMINISTRATOR: office,
        BodyRole.CLERK: office,
        **{(role, name): {name} for role in leading for name in ("own", "council")},
    }


def test_rights_and_lists_say_the_same(stage):
    _lists, actors = stage
    SpecialRecordFactory()
    SpecialRecordFactory(person=PersonFactory(user=actors["account"]))
    LegalHoldFactory(kind="people")
    views = {
        MailingList: Can.VIEW_LIST,
        ListEntry: Can.VIEW_ENTRY,
        SpecialRecord: Can.VIEW_SPECIAL,
        LegalHold: Can.VIEW_HOLD,
    }
    for model, can in views.items():
        for actor in (*actors.values(), system_user()):
            shown = set(model.objects.visible_to(actor).values_list("pk", flat=True))
            allowed = {row.pk for row in model.objects.all() if may(actor, can, row)}
            assert shown == allowed, (model, actor)


def test_reading_addresses_stands_in_the_log_without_them():
    entry = ListEntryFactory(address="ada@mail.example")

    rows = act(read_entries, entry.mailing_list)

    assert [row.address for row in rows] == ["ada@mail.example"]
    told = Entry.objects.get()
    assert told.payload == {
        "what": "privacy.list_entries",
        "ids": [entry.pk],
        "person_id": None,
    }


def test_who_does_not_own_a_list_can_do_nothing_with_it(stage):
    lists, actors = stage
    entry = lists["council"].entries.get()
    for who in (BodyRole.CLERK, BodyRole.AUDITOR, (BodyRole.MEMBER, "council"), "former chair"):
        for command, *args in (
            (read_entries, lists["council"]),
            (enter_on_list, lists["council"], AGREED),
            (leave_list, entry),
            (close_list, lists["council"]),
            (open_list, ListDraft("x", "y", lists["council"].organization)),
        ):
            with pytest.raises(NotAllowed):
                act(command, *args, by=actors[who])
    assert kinds() == []


def test_an_address_is_entered_leaves_and_comes_again():
    row = act(open_list, ListDraft(" Netz ", "Einladungen"))
    entry = act(enter_on_list, row, AGREED)
    act(leave_list, entry)
    act(enter_on_list, row, AGREED)

    assert ListEntry.objects.current().count() == 1
    assert kinds() == [
        "privacy.list_opened",
        *("privacy.entered_on_list", "privacy.left_list", "privacy.entered_on_list"),
    ]
    assert "ada" not in str(list(Entry.objects.values_list("payload", flat=True))).lower()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (Address("ada@mail.example", "Anmeldung"), "already"),
        (Address("ADA@mail.example ", "Anmeldung"), "already"),
        (Address("ada", "Anmeldung"), "no e-mail address"),
        (Address("neu@mail.example", " "), "agreed"),
    ],
)
def test_refuses_what_is_no_address_stands_there_or_was_not_agreed_to(address, words):
    row = MailingListFactory()
    act(enter_on_list, row, AGREED)
    before = kinds()

    with pytest.raises(NotToBeEntered, match=words):
        act(enter_on_list, row, address)

    assert (kinds(), ListEntry.objects.count()) == (before, 1)


def test_a_closed_list_has_no_addresses_and_takes_none():
    row = ListEntryFactory().mailing_list
    act(close_list, row)

    assert not ListEntry.objects.exists()
    with pytest.raises(NotToBeEntered, match="closed"):
        act(enter_on_list, row, AGREED)
    with pytest.raises(ClosedAlready):
        act(close_list, row)


def test_refuses_a_list_without_name_or_purpose_or_twice():
    act(open_list, ListDraft("Netz", "Einladungen"))
    for name, purpose in (("", "x"), ("x", " "), ("Netz", "x")):
        with pytest.raises(ListNotUsable):
            act(open_list, ListDraft(name, purpose))
    assert MailingList.objects.count() == 1


def test_who_left_cannot_leave_again():
    entry = ListEntryFactory()
    act(leave_list, entry)

    with pytest.raises(LeftAlready):
        act(leave_list, entry)


TOLD = Disclosure(SpecialCategory.ACCESS_NEEDS, "Gebärdensprache", "im Gespräch, schriftlich")


def test_a_special_category_is_kept_apart_and_replaced():
    person = PersonFactory()
    act(record_special, person, TOLD)
    act(record_special, person, Disclosure(TOLD.category, "nichts mehr", "im Gespräch"))

    assert SpecialRecord.objects.get().text == "nichts mehr"
    said = str(list(Entry.objects.values_list("payload", flat=True)))
    assert kinds() == ["privacy.special_recorded"] * 2
    assert not [word for word in ("Geb", "access_needs") if word in said]


@pytest.mark.parametrize(
    "told",
    [
        Disclosure(TOLD.category, "x", " "),
        Disclosure(TOLD.category, " ", "im Gespräch"),
        Disclosure(TOLD.category, "x", "im Gespräch", erase_on=date(2026, 11, 24)),
    ],
)
def test_refuses_what_is_not_voluntary_or_says_nothing(told):
    with pytest.raises(NotVoluntary):
        act(record_special, PersonFactory(), told)
    assert not SpecialRecord.objects.exists()


def test_only_the_person_and_the_administrator_tell_read_and_erase():
    user = UserFactory()
    person = PersonFactory(user=user)
    for actor in (user, account(BodyRole.OFFICE_ADMINISTRATOR)):
        record = act(record_special, person, TOLD, by=actor)
        assert act(read_special, person, by=actor) == [record]
        act(erase_special, record, by=actor)
    record = SpecialRecordFactory(person=person)
    for actor in (account(BodyRole.CLERK), account(BodyRole.AUDITOR), UserFactory()):
        for command, *args in (
            (record_special, person, TOLD),
            (read_special, person),
            (erase_special, record),
        ):
            with pytest.raises(NotAllowed):
                act(command, *args, by=actor)
    assert SpecialRecord.objects.get() == record


def test_a_hold_keeps_a_special_category():
    record = SpecialRecordFactory()
    LegalHoldFactory(person=record.person)

    with pytest.raises(HasToStay):
        act(erase_special, record)
