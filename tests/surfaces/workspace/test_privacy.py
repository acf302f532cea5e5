"""Do the pages of privacy say, correct, hold and erase, and to the right people alone?"""

import json
from datetime import date

import pytest

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.models import (
    LegalHold,
    ListEntry,
    MailingList,
    RetentionReport,
    RetentionRule,
    SpecialRecord,
)
from gremienwerk.foundation.events.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.privacy import (
    LegalHoldFactory,
    ListEntryFactory,
    MailingListFactory,
    SpecialRecordFactory,
)
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

URL = "/arbeit/datenschutz/"
LISTS = "/arbeit/verteiler/"


@pytest.fixture
def administrator(client):
    client.force_login(account(BodyRole.OFFICE_ADMINISTRATOR))
    client.get(URL)  # the first page of a session writes that it began
    return client


@pytest.fixture
def person():
    person = PersonFactory(name="Ada Musterlein", email="ada@mail.example")
    ConsentFactory(person=person)
    return person


def of(person, end=""):
    return f"{URL}personen/{person.pk}/{end}"


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("pk")]


def text(response):
    return response.content.decode()


def test_somebody_who_asks_is_found_by_address(administrator, person):
    page = text(administrator.get(f"{URL}?q=ada@mail.example"))

    assert of(person) in page
    assert "niemand bekannt" in text(administrator.get(f"{URL}?q=nobody@mail.example"))


def test_few_queries_on_every_page(administrator, person, django_assert_max_num_queries):
    MembershipFactory(person=person, organization=OrganizationFactory(), ends_on=date(2025, 1, 1))
    LegalHoldFactory(person=PersonFactory())
    box = MailingListFactory()
    for _number in range(20):
        ListEntryFactory(mailing_list=box)
        LegalHoldFactory(person=PersonFactory())
    SpecialRecordFactory(person=person)
    administrator.get(of(person))  # kinds of rows are remembered from then on
    entries_and_log = 18  # reading them is written down
    for path, most in (
        (URL, 12),
        (f"{URL}?q=Ada", 12),
        (of(person), 12),
        (of(person, "besonderes/"), entries_and_log),
        (LISTS, 12),
        (f"{LISTS}{box.pk}/", entries_and_log),
    ):
        with django_assert_max_num_queries(most):
            assert administrator.get(path).status_code == 200, path


def test_the_report_is_handed_out_as_two_files_and_logged(administrator, person):
    readable = administrator.get(of(person, "auskunft.txt"))
    machine = administrator.get(of(person, "auskunft.json"))

    assert "ada@mail.example" in text(readable)
    assert readable["Content-Type"] == "text/plain; charset=utf-8"
    assert json.loads(machine.content)["person"][0]["email"] == "ada@mail.example"
    assert "no-store" in machine["Cache-Control"]
    assert kinds()[-2:] == ["privacy.person_shown"] * 2


def test_a_person_gets_the_own_report_and_nobody_elses(client, person):
    user = UserFactory()
    own = PersonFactory(user=user, name="Bo Beispielow")
    client.force_login(user)

    assert "Bo Beispielow" in text(client.get(of(own, "auskunft.txt")))
    assert client.get(of(person, "auskunft.txt")).status_code == 404
    assert client.get(of(own)).status_code == 200
    assert 'value="erase"' not in text(client.get(of(own)))


def test_erasing_wants_the_name_and_then_erases(administrator, person):
    wrong = administrator.post(of(person), {"do": "erase", "name": "Ada"})
    assert wrong.status_code == 422
    assert "Das ist nicht der Name" in text(wrong)
    assert Person.objects.get().name == "Ada Musterlein"

    done = administrator.post(of(person), {"do": "erase", "name": "Ada Musterlein"}, follow=True)
    assert "Gelöscht. Was bleiben muss, steht hier." in text(done)
    assert Person.objects.get().name == "Gelöschte Person"


def test_erasing_twice_by_a_double_click_is_answered(administrator, person):
    for _time in range(2):
        answer = administrator.post(of(person), {"do": "erase", "name": "Ada Musterlein"})

    assert answer.status_code == 422
    assert kinds().count("privacy.person_erased") == 1


def test_under_a_hold_the_page_says_so_and_erases_nothing(administrator, person):
    administrator.post(of(person), {"do": "hold", "reason": "Klage"})
    page = text(administrator.get(of(person)))
    assert "Klage" in page
    assert "wird nichts gelöscht" in page

    answer = administrator.post(of(person), {"do": "erase", "name": "Ada Musterlein"})
    assert answer.status_code == 422
    assert "Löschsperre" in text(answer)

    administrator.post(of(person), {"do": "lift"})
    assert LegalHold.objects.in_force().count() == 0


def test_a_member_is_not_erased_and_the_page_says_what_first(administrator, person):
    MembershipFactory(person=person, organization=OrganizationFactory())

    assert "Beenden Sie zuerst die Mitgliedschaften" in text(administrator.get(of(person)))


def test_periods_are_set_run_and_held(administrator):
    administrator.post(URL, {"do": "period", "kind": "letters", "days": "30", "source": "Büro"})
    administrator.post(URL, {"do": "run"})
    administrator.post(URL, {"do": "hold", "kind": "people", "reason": "Prüfung"})

    assert RetentionRule.objects.get().days == 30
    assert RetentionReport.objects.count() == 6
    hold = LegalHold.objects.get()
    assert "Prüfung" in text(administrator.get(URL))
    administrator.post(URL, {"do": "lift", "row": hold.pk})
    assert LegalHold.objects.in_force().count() == 0


@pytest.mark.parametrize(
    "data",
    [
        {"do": "period", "kind": "letters", "days": "0", "source": "x"},
        {"do": "period", "kind": "nothing", "days": "5", "source": "x"},
        {"do": "period", "kind": "letters", "days": "5", "source": ""},
        {"do": "hold", "kind": "letters", "reason": " "},
    ],
)
def test_refusals_change_nothing_and_keep_what_was_typed(administrator, data):
    answer = administrator.post(URL, data)

    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert not RetentionRule.objects.exists()
    assert not LegalHold.objects.exists()


def test_an_act_that_is_none_is_not_found(administrator):
    assert administrator.post(URL, {"do": "drop"}).status_code == 404


def test_an_auditor_reads_and_has_no_tools(client, person):
    client.force_login(account(BodyRole.AUDITOR))
    for path in (URL, of(person)):
        response = client.get(path)
        assert response.status_code == 200
        assert 'method="post"' not in text(response)


def test_special_categories_are_told_shown_and_erased(administrator, person):
    page = of(person, "besonderes/")
    told = {"do": "tell", "category": "health", "text": "Geheim-8", "evidence": "im Gespräch"}
    administrator.post(page, {**told, "erase_on": "24.12.2099"})

    assert "Geheim-8" in text(administrator.get(page))
    assert kinds()[-1] == "events.sensitive_read"
    administrator.post(page, {"do": "erase", "row": SpecialRecord.objects.get().pk})
    assert not SpecialRecord.objects.exists()


def test_special_categories_of_somebody_else_cannot_be_erased_by_number(administrator, person):
    other = SpecialRecordFactory()

    administrator.post(of(person, "besonderes/"), {"do": "erase", "row": other.pk})

    assert SpecialRecord.objects.get() == other


def test_a_chair_keeps_a_list_of_the_own_body(client):
    body = OrganizationFactory(slug="rat", name="Rat", stewardship="secretariat_of_independent")
    client.force_login(account(BodyRole.CHAIR, body))
    client.post(
        LISTS, {"do": "open", "name": "Netz", "purpose": "Einladungen", "body": str(body.pk)}
    )
    row = MailingList.objects.get()
    page = f"{LISTS}{row.pk}/"

    entered = {"do": "enter", "email": "ada@mail.example", "evidence": "am Stand"}
    client.post(page, entered)
    assert "ada@mail.example" in text(client.get(page))
    again = client.post(page, entered)
    assert (again.status_code, ListEntry.objects.count()) == (422, 1)
    client.post(page, {"do": "leave", "row": ListEntry.objects.get().pk})
    assert "ada@mail.example" not in text(client.get(page))
    client.post(page, {"do": "close"})
    assert not ListEntry.objects.exists()


def test_nobody_else_learns_of_a_list(client):
    body = OrganizationFactory(stewardship="secretariat_of_independent")
    row = MailingListFactory(organization=body, name="Geheimliste")
    for user in (
        account(BodyRole.OFFICE_ADMINISTRATOR),
        account(BodyRole.AUDITOR),
        account(BodyRole.MEMBER, body),
        account(BodyRole.SUPPORTER, body),
    ):
        client.force_login(user)
        assert "Geheimliste" not in text(client.get(LISTS))
        assert client.get(f"{LISTS}{row.pk}/").status_code == 404


def test_an_address_of_another_list_cannot_be_taken_off_by_number(client):
    client.force_login(account(BodyRole.CLERK))
    mine, other = MailingListFactory(), ListEntryFactory()

    client.post(f"{LISTS}{mine.pk}/", {"do": "leave", "row": other.pk})

    assert ListEntry.objects.get().left_on is None


def test_what_is_due_is_removed_by_hand_too(administrator):
    ListEntryFactory(joined_on=date(2000, 1, 1), left_on=date(2000, 1, 1))

    answer = administrator.post(URL, {"do": "run"}, follow=True)

    assert "Fälliges ist entfernt: 1 Datensätze." in text(answer)
