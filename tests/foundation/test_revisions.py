from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import Role
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.edit_texts import TextNotUsable, edit_texts
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.revisions import Change, erase, record, record_changes
from gremienwerk.foundation.events.verify import breaks
from gremienwerk.foundation.history import history
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.foundation.undo import undo
from gremienwerk.foundation.undoable import NotToBeUndone
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def edit(body, at=NOW, **texts):
    return edit_texts(body, texts, by=system_user(), now=at)


def newest():
    return Revision.objects.order_by("-pk").first()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def body():
    return OrganizationFactory(name="Rat", purpose="Alt.")


def test_records_only_what_changed_in_the_form_of_its_column(body):
    body.purpose, body.founded_year, body.ends_on = "Neu.", body.founded_year, date(2027, 1, 1)

    hashes = record_changes(body, ["purpose", "founded_year", "ends_on"], by=system_user(), now=NOW)

    kept = Revision.objects.order_by("pk").values_list("field", "old", "new", "hash")
    assert list(kept) == [
        ("purpose", '"Alt."', '"Neu."', hashes[0]),
        ("ends_on", "null", '"2027-01-01"', hashes[1]),
    ]


def test_refuses_what_is_no_column(body):
    with pytest.raises(TypeError):
        record_changes(body, ["memberships"], by=system_user(), now=NOW)


def test_the_entry_names_its_changes_and_the_log_is_whole(body):
    edit(body, purpose="Neu.")

    entry = Entry.objects.get()
    assert entry.payload["changes"] == [newest().hash]
    assert newest().entry == entry
    assert list(breaks()) == []


def test_an_unchanged_text_leaves_no_revision(body):
    edit(body, purpose="Alt.")

    assert not Revision.objects.exists()
    assert "changes" not in Entry.objects.get().payload


def test_history_tells_who_changed_what_and_what_can_be_taken_back(body):
    edit(body, purpose="Neu.")
    edit(body, at=LATER, purpose="Neuer.", work="Arbeit.")
    edit(OrganizationFactory(), purpose="Anderes Gremium.")

    lines = history(body)

    assert [
        (li.at, li.by, li.kind, li.field, li.old, li.new, li.may_be_undone) for li in lines
    ] == [
        (LATER, "Gremienwerk", "organizations.texts_edited", "purpose", "Neu.", "Neuer.", True),
        (LATER, "Gremienwerk", "organizations.texts_edited", "work", "", "Arbeit.", True),
        (NOW, "Gremienwerk", "organizations.texts_edited", "purpose", "Alt.", "Neu.", False),
    ]


def test_history_costs_four_queries(body, django_assert_num_queries):
    for number in range(5):
        edit(body, purpose=f"Text {number}")

    with django_assert_num_queries(4):
        assert len(history(body)) == 5


def test_undo_writes_the_old_value_as_a_change_of_its_own(body):
    edit(body, purpose="Neu.")

    undo(newest().pk, by=system_user(), now=LATER)

    body.refresh_from_db()
    assert (body.purpose, body.modified_at) == ("Alt.", LATER)
    assert (newest().old, newest().new) == ('"Neu."', '"Alt."')
    entry = Entry.objects.order_by("pk").last()
    assert entry.kind == "events.change_undone"
    assert list(breaks()) == []


def test_undo_can_be_undone(body):
    edit(body, purpose="Neu.")
    undo(newest().pk, by=system_user(), now=LATER)

    undo(newest().pk, by=system_user(), now=LATER)

    body.refresh_from_db()
    assert body.purpose == "Neu."


def test_undo_reaches_translations(body):
    english = {"purpose": [Rendering("en", "Helps.")]}
    edit_texts(body, {}, renderings=english, by=system_user(), now=NOW)
    later = {"purpose": [Rendering("en", "Hepls.")]}
    edit_texts(body, {}, renderings=later, by=system_user(), now=NOW)

    undo(newest().pk, by=system_user(), now=LATER)

    assert Texts([body], "en").of(body, "purpose").text == "Helps."


def test_undo_refuses_what_was_changed_since(body):
    edit(body, purpose="Neu.")
    first = newest()
    edit(body, purpose="Neuer.")
    before = Entry.objects.count()

    with pytest.raises(NotToBeUndone, match="changed again"):
        undo(first.pk, by=system_user(), now=LATER)

    body.refresh_from_db()
    assert (body.purpose, Entry.objects.count()) == ("Neuer.", before)


def test_undo_refuses_what_was_changed_past_the_log(body):
    edit(body, purpose="Neu.")
    Organization.objects.filter(pk=body.pk).update(purpose="Anders.")

    with pytest.raises(NotToBeUndone, match="changed again"):
        undo(newest().pk, by=system_user(), now=LATER)


def test_undo_refuses_what_is_gone(body):
    edit(body, purpose="Neu.")
    Organization.objects.filter(pk=body.pk).update(deleted_at=LATER)

    with pytest.raises(NotToBeUndone, match="not there"):
        undo(newest().pk, by=system_user(), now=LATER)


def test_undo_refuses_an_old_text_that_does_not_fit_any_more(body):
    Organization.objects.filter(pk=body.pk).update(purpose="Am {next_dat}.")
    edit(body, purpose="Neu.")

    with pytest.raises(TextNotUsable):
        undo(newest().pk, by=system_user(), now=LATER)


def test_undo_refuses_what_the_domain_does_not_list():
    member = MembershipFactory()
    appoint(member, Role.SECRETARY, by=system_user(), now=NOW)

    with pytest.raises(NotToBeUndone, match="by hand"):  # a field of an act: only as a whole
        undo(newest().pk, by=system_user(), now=LATER)


def test_undo_asks_for_the_right_of_the_change(body):
    edit(body, purpose="Neu.")

    with pytest.raises(NotAllowed):
        undo(newest().pk, by=UserFactory(), now=LATER)

    body.refresh_from_db()
    assert body.purpose == "Neu."


def test_erased_values_are_gone_and_cannot_be_taken_back(body):
    edit(body, purpose="Geheim.")

    erase(Revision.objects.all(), now=LATER)

    row = newest()
    assert (row.old, row.new, row.salt, row.erased_at) == ("", "", "", LATER)
    line = history(body)[0]
    assert (line.old, line.new, line.is_erased, line.may_be_undone) == (None, None, True, False)
    with pytest.raises(NotToBeUndone, match="erased"):
        undo(row.pk, by=system_user(), now=LATER)


def test_moments_are_compared_as_moments(body):
    berlin = NOW.astimezone()
    assert record(body, [Change("created_at", NOW, berlin)], by=system_user(), now=NOW) == ()
