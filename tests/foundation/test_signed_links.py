"""Do signed links end, belong to one person and purpose, change nothing on GET, and go away?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gremienwerk.foundation.signed_links.links import (
    LinkExpired,
    LinkNotKnown,
    LinkRevoked,
    LinkUsed,
    Purpose,
    forget_ended,
    issue,
    look,
    revoke,
    use,
)
from gremienwerk.foundation.signed_links.models import SignedLink
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
WITHDRAW = Purpose("registrations.withdraw", timedelta(days=30))
CONFIRM = Purpose("consents.confirm", timedelta(days=7), is_single_use=True)


@pytest.fixture
def person(db):
    return PersonFactory()


def test_a_link_leads_to_its_person_as_often_as_its_purpose_allows(person):
    token = issue(WITHDRAW, holder=person, now=NOW)

    for ask in (look, use, look, use):
        link = ask(token, WITHDRAW, now=NOW + timedelta(days=29), holder=person)
        assert link.is_for(person)


def test_opening_a_link_writes_nothing(person, django_assert_max_num_queries):
    token = issue(CONFIRM, holder=person, now=NOW)
    before = SignedLink.objects.values().get()

    with django_assert_max_num_queries(2) as asked:
        for _time in range(2):
            look(token, CONFIRM, now=NOW)

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert SignedLink.objects.values().get() == before


def test_a_link_that_works_once_is_refused_the_second_time(person):
    token = issue(CONFIRM, holder=person, now=NOW)
    use(token, CONFIRM, now=NOW)

    for ask in (look, use):
        with pytest.raises(LinkUsed):
            ask(token, CONFIRM, now=NOW)


@pytest.mark.parametrize("ask", [look, use])
def test_a_link_ends_on_its_second(person, ask):
    token = issue(CONFIRM, holder=person, now=NOW)

    look(token, CONFIRM, now=NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(LinkExpired):
        ask(token, CONFIRM, now=NOW + timedelta(days=7))


@pytest.mark.parametrize("ask", [look, use])
def test_a_revoked_link_says_so_and_the_links_of_others_stay(person, ask):
    other = PersonFactory()
    tokens = [issue(WITHDRAW, holder=one, now=NOW) for one in (person, other)]
    kept = issue(CONFIRM, holder=person, now=NOW)

    assert revoke(person, WITHDRAW, now=NOW) == 1
    assert revoke(person, WITHDRAW, now=NOW) == 0

    with pytest.raises(LinkRevoked):
        ask(tokens[0], WITHDRAW, now=NOW)
    assert ask(tokens[1], WITHDRAW, now=NOW).is_for(other)
    assert ask(kept, CONFIRM, now=NOW).is_for(person)


def test_revoking_all_links_of_somebody_leaves_none_that_works(person):
    tokens = [issue(purpose, holder=person, now=NOW) for purpose in (WITHDRAW, CONFIRM)]

    assert revoke(person, now=NOW) == 2

    for token, purpose in zip(tokens, (WITHDRAW, CONFIRM), strict=True):
        with pytest.raises(LinkRevoked):
            look(token, purpose, now=NOW)


@pytest.mark.parametrize("ask", [look, use])
def test_a_link_for_something_else_or_somebody_else_is_not_known(person, ask):
    token = issue(WITHDRAW, holder=person, now=NOW)
    stranger = PersonFactory()

    with pytest.raises(LinkNotKnown):
        ask(token, CONFIRM, now=NOW)
    with pytest.raises(LinkNotKnown):
        ask(token, WITHDRAW, now=NOW, holder=stranger)
    with pytest.raises(LinkNotKnown):
        ask(token, WITHDRAW, now=NOW, holder=person.body)


def test_no_changed_token_opens_anything(person):
    token = issue(WITHDRAW, holder=person, now=NOW)
    other = issue(WITHDRAW, holder=PersonFactory(), now=NOW)
    key, signature = token.split("-")
    flipped = [
        token[:at] + ("0" if token[at] != "0" else "1") + token[at + 1 :]
        for at in range(len(token))
    ]
    swapped = [f"{other.split('-')[0]}-{signature}", f"{key}-{other.split('-')[1]}"]
    odd = ["", "-", key, f"{key}-", token + "0", token.upper(), f"٣-{signature}", f" {token}"]
    odd += [f"0{token}", f"{10**30}-{signature}", f"{2**64}-{signature}", "\0", f"-{token}"]

    for changed in {*flipped, *swapped, *odd} - {token}:
        for ask in (look, use):
            with pytest.raises(LinkNotKnown):
                ask(changed, WITHDRAW, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": NOW + timedelta(days=9999)},
        {"purpose": CONFIRM.name},
        {"is_single_use": True},
        {"object_id": 4711},
    ],
)
def test_who_can_write_the_table_cannot_lengthen_or_bend_a_link(person, change):
    token = issue(WITHDRAW, holder=person, now=NOW)

    SignedLink.objects.update(**change)

    for purpose in (WITHDRAW, CONFIRM):
        with pytest.raises(LinkNotKnown):
            look(token, purpose, now=NOW)


def test_another_secret_key_ends_all_links(person, settings):
    token = issue(WITHDRAW, holder=person, now=NOW)
    settings.SECRET_KEY = "another"  # noqa: S105

    with pytest.raises(LinkNotKnown):
        look(token, WITHDRAW, now=NOW)


def test_links_that_ended_are_forgotten_and_then_not_known(person):
    token = issue(CONFIRM, holder=person, now=NOW)
    issue(WITHDRAW, holder=person, now=NOW)

    assert forget_ended(now=NOW + timedelta(days=8)) == 1
    with pytest.raises(LinkNotKnown):
        look(token, CONFIRM, now=NOW)


def test_the_table_holds_nothing_that_opens_a_link(person):
    token = issue(WITHDRAW, holder=person, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signed_links_signedlink")
        stored = repr(cursor.fetchall())

    assert token.split("-")[1] not in stored
