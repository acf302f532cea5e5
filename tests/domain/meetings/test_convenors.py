"""Are convenors told what the others changed: once, in their language, without contents (N3.1)?"""

from datetime import timedelta

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.commands.tell_convenors import tell_convenors
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.models import Letter
from gremienwerk.foundation.undo import undo_act
from tests.domain.events.call import NOW
from tests.domain.meetings.convenors import BEFORE, set_convenors

pytestmark = pytest.mark.django_db


def tell(body, at=NOW):
    return tell_convenors(body, by=system_user(), now=at)


def test_ten_edits_are_one_letter_to_each_of_the_others():
    body, _users = set_convenors(edits=10)

    assert tell(body) == 2

    to = Letter.objects.order_by("recipient").values_list("recipient", flat=True)
    assert list(to) == ["1@stelle.example", "2@stelle.example"]
    text = Letter.objects.first().text
    assert "Ada Probenfeld" in text
    assert "Texte und Bild: 10" in text
    assert f"/arbeit/gremien/{body.slug}/verlauf/" in text
    assert "Geheimes" not in "".join(Letter.objects.values_list("text", flat=True))


def test_it_is_told_once_and_what_comes_later_again():
    body, users = set_convenors()
    tell(body)

    assert tell(body, NOW + timedelta(minutes=15)) == 0
    edit_texts(body, {"work": "Anderes"}, by=users[1], now=NOW + timedelta(minutes=20))
    assert tell(body, NOW + timedelta(minutes=30)) == 0  # it may go on
    assert tell(body, NOW + timedelta(minutes=50)) == 2
    assert Letter.objects.filter(recipient="0@stelle.example").count() == 1


def test_who_works_all_day_is_told_about_after_a_day():
    body, users = set_convenors(at=NOW - timedelta(days=1))
    edit_texts(body, {"work": "Noch etwas"}, by=users[0], now=NOW - timedelta(minutes=1))

    assert tell(body) == 2


def test_each_reads_the_own_language():
    body, users = set_convenors()
    users[1].language = "en"
    users[1].save()

    tell(body)

    english = Letter.objects.get(recipient="1@stelle.example")
    german = Letter.objects.get(recipient="2@stelle.example")
    assert english.subject == "Changed: Netzwerk"
    assert german.subject == "Geändert: Netzwerk"


def test_what_was_taken_back_meanwhile_is_not_told():
    body, users = set_convenors()
    undo_act(Entry.objects.last().pk, by=users[0], now=BEFORE + timedelta(minutes=1))

    assert tell(body) == 0
    assert not Letter.objects.exists()


def test_a_convenor_who_left_is_not_told():
    body, users = set_convenors()
    users[2].is_active = False
    users[2].save()
    row = users[1].person.memberships.get()
    row.ends_on = NOW.date()
    row.save()

    assert tell(body) == 0
