"""People, duplicates, lists and handovers in the workspace."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.accounts.models import Appointment
from gremienwerk.domain.organizations.choices import BodyRole, MembershipKind
from gremienwerk.domain.organizations.models import EnteredList, Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import MergeRecord, Person
from gremienwerk.domain.privacy.queries.report import report_on
from gremienwerk.foundation.events.models import Entry
from tests.factories.bodies import BodyFactory, InstallationFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SeatFactory
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

LOGGED = 6  # statements that write down who looked at an address
HEADING = "Sitz;Name;Rolle;von;bis;E-Mail"


@pytest.fixture
def beirat():
    InstallationFactory()
    body = OrganizationFactory(slug="beirat")
    for number in (1, 2):
        SeatFactory(organization=body, number=number)
    return body


@pytest.fixture
def clerk(client):
    client.force_login(account(BodyRole.CLERK))
    return client


def _url(name, *args):
    return reverse(f"workspace:{name}", args=args)


def _text(response):
    return response.content.decode()


def _list(client, *lines, **more):
    typed = {"lines": "\r\n".join([HEADING, *lines]), **more}
    return client.post(_url("members_preview", "beirat"), typed)


def _enter(client, response):
    given = {"lines": response.context["text"], "token": response.context["token"]}
    return client.post(_url("members_enter", "beirat"), given)


# --- People ---------------------------------------------------------------------------------


def test_people_are_found_by_words_and_paged(clerk, beirat):
    for number in range(60):
        PersonFactory(name=f"Ada Nummer{number}", family_name=f"{number:03}")
    PersonFactory(name="Berta Fiktinger", affiliation="Verein Muster", email="bf@mail.example")
    url = _url("people")

    assert "Berta Fiktinger" in _text(clerk.get(f"{url}?q=muster fikt"))
    assert "Berta Fiktinger" in _text(clerk.get(f"{url}?q=bf@mail"))
    assert "Berta Fiktinger" not in _text(clerk.get(url))
    assert "Berta Fiktinger" in _text(clerk.get(f"{url}?page=2"))


@pytest.mark.parametrize("rows", [1, 200])
def test_pages_of_people_cost_few_queries(clerk, beirat, rows, django_assert_max_num_queries):
    people = [PersonFactory(name=f"Ada {n}", family_name=f"{n}") for n in range(rows)]
    for person in people:
        MembershipFactory(organization=beirat, person=person)
    clerk.get(_url("people"))

    with django_assert_max_num_queries(12):
        assert clerk.get(_url("people")).status_code == 200
    with django_assert_max_num_queries(12):
        assert clerk.get(_url("duplicates")).status_code == 200
    for asked in ("", "?verlauf=ja"):
        with django_assert_max_num_queries(12 + LOGGED):
            assert clerk.get(_url("person", people[0].pk) + asked).status_code == 200


def test_a_person_is_edited_and_each_change_can_be_undone(clerk, beirat):
    person = PersonFactory(name="Ada Probenfeld", title="Dr.")
    url = _url("person", person.pk)
    page = clerk.get(url)
    acts = page.context["acts"]
    typed = {"do": "edit", "revision": acts["edit"].revision, **acts["edit"].form.initial}

    clerk.post(url, {**typed, "title": "Prof."})

    person.refresh_from_db()
    assert person.title == "Prof."
    [line] = [one for one in clerk.get(f"{url}?verlauf=ja").context["lines"] if one["field"]]
    assert line["undo"]
    clerk.post(_url("undo"), {**line["undo"], "next": url})
    person.refresh_from_db()
    assert person.title == "Dr."


def test_who_looks_at_an_address_is_noted_once_per_view_without_it(clerk, beirat):
    person = PersonFactory(name="Ada Probenfeld", email="ada@probe.example")
    url = _url("person", person.pk)

    clerk.get(url)
    page = clerk.get(f"{url}?verlauf=ja")

    reads = Entry.objects.filter(kind="events.sensitive_read")
    assert [one.payload for one in reads] == [
        {"what": "people.contact", "ids": [person.pk], "person_id": person.pk}
    ] * 2
    assert [one["by"] for one in page.context["reads"]] == [reads[0].actor.name]
    assert page.context["lines"] == []  # a look is no change
    told = report_on(person, reader=reads[0].actor, now=timezone.now())["log"]
    assert [one["kind"] for one in told] == ["events.sensitive_read"] * 2


def test_who_sees_no_address_or_the_own_is_not_noted(client, beirat):
    user = account(BodyRole.MEMBER, beirat)
    person = Person.objects.get(user=user)
    client.force_login(user)

    client.get(_url("person", person.pk))

    assert not Entry.objects.filter(kind="events.sensitive_read").exists()


def test_consents_stand_with_evidence_and_withdrawal(clerk, beirat):
    person = ConsentFactory(evidence="Formular vom 3. März", withdrawn_on="2026-05-01").person

    text = _text(clerk.get(_url("person", person.pk)))

    assert "Formular vom 3. März" in text
    assert 'data-state="no"' in text


def test_who_knows_a_name_only_sees_no_contact_and_no_consent(client, beirat):
    person = ConsentFactory(person__email="geheim@mail.example").person
    MembershipFactory(organization=beirat, person=person)
    client.force_login(account(BodyRole.CHAIR, beirat))

    text = _text(client.get(_url("person", person.pk)))

    assert person.name in text
    assert "geheim@mail.example" not in text
    assert "Formular" not in text
    assert client.get(_url("duplicates")).status_code == 403


def test_somebody_new_gets_a_record_once(clerk, beirat):
    typed = {"do": "add", "name": "Berta Fiktinger", "email": "b@mail.example"}

    assert clerk.post(_url("person_add"), typed).status_code == 303
    assert clerk.post(_url("person_add"), typed).status_code == 422
    assert clerk.post(_url("person_add"), {**typed, "is_new": "on"}).status_code == 303
    assert Person.objects.filter(name="Berta Fiktinger").count() == 2


# --- Duplicates -----------------------------------------------------------------------------


def test_a_pair_is_merged_and_the_merge_taken_back(clerk, beirat):
    kept = PersonFactory(name="Ada Probenfeld", agrees=[ConsentPurpose.NAME])
    merged = PersonFactory(name="Probenfeld, Ada")
    row = MembershipFactory(organization=beirat, person=merged)
    assert "Probenfeld, Ada" in _text(clerk.get(_url("duplicates")))
    url = _url("people_compare", kept.pk, merged.pk)
    assert clerk.get(url).status_code == 200

    done = clerk.post(url, {"do": "merge", "kept": kept.pk})

    assert done.headers["Location"] == _url("person", kept.pk)
    row.refresh_from_db()
    assert row.person == kept
    assert clerk.get(url).status_code == 404
    record = MergeRecord.objects.get()
    assert _url("people_unmerge", record.pk) in _text(clerk.get(_url("person", kept.pk)))
    assert clerk.post(_url("people_unmerge", record.pk)).status_code == 303
    row.refresh_from_db()
    assert row.person == merged
    assert clerk.post(_url("people_unmerge", record.pk)).status_code == 422


def test_a_double_submit_merges_once(clerk, beirat):
    kept, merged = PersonFactory(), PersonFactory()
    url = _url("people_compare", kept.pk, merged.pk)

    answers = [clerk.post(url, {"do": "merge", "kept": kept.pk}).status_code for _ in range(2)]

    assert answers == [303, 404]
    assert MergeRecord.objects.count() == 1


def test_two_people_are_kept_apart(clerk, beirat):
    one, other = PersonFactory(), PersonFactory()

    clerk.post(_url("people_compare", one.pk, other.pk), {"do": "apart"})

    assert clerk.get(_url("duplicates")).context["pairs"] == []


def test_people_of_a_mirrored_council_are_not_compared(clerk, beirat):
    council = BodyFactory(slug="rat", is_own=False)
    one, other = PersonFactory(body=council), PersonFactory(body=council)

    assert clerk.get(_url("duplicates")).context["pairs"] == []
    assert clerk.get(_url("people_compare", one.pk, other.pk)).status_code == 404


# --- Lists ----------------------------------------------------------------------------------


def test_a_pasted_list_is_looked_at_entered_and_undone(clerk, beirat):
    preview = _list(clerk, "1;Ada Probenfeld;Vorsitz;1.3.2026;;ada@mail.example", "9;Bo B;;;;")

    assert preview.status_code == 200
    assert not Membership.objects.exists()
    text = _text(preview)
    assert "Ada Probenfeld" in text
    assert 'data-state="missing"' in text
    entered = _enter(clerk, preview)
    assert entered.status_code == 303
    assert Membership.objects.get().role == "chair"
    done = clerk.session["done"]
    assert clerk.post(done["undo_url"]).status_code == 303
    assert not Membership.objects.alive().exists()
    assert not Person.objects.alive().exists()
    assert clerk.post(done["undo_url"]).status_code == 422


def test_a_list_that_is_sent_twice_is_entered_once(clerk, beirat):
    preview = _list(clerk, "1;Ada Probenfeld;;;;")

    answers = [_enter(clerk, preview).status_code for _ in range(2)]

    assert answers == [303, 422]
    assert Membership.objects.count() == EnteredList.objects.count() == 1


def test_a_preview_that_is_out_of_date_is_shown_anew(clerk, beirat):
    preview = _list(clerk, "1;Ada Probenfeld;;;;")
    MembershipFactory(organization=beirat, seat=beirat.seats.get(number=1))

    again = _enter(clerk, preview)

    assert again.status_code == 422
    assert again.context["counts"]["refused"] == 1
    assert Membership.objects.count() == 1


def _file(data):
    return SimpleUploadedFile("liste.csv", data, content_type="text/csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_spreadsheets_are_read(clerk, beirat, encoding):
    data = f"{HEADING}\r\n1;Änne Übelö;;;;\r\n".encode(encoding)

    response = clerk.post(_url("members_preview", "beirat"), {"file": _file(data)})

    assert "Änne Übelö" in _text(response)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 a workbook that calls itself a CSV",
        "Name\nAda \u00c3\u00a4\n".encode(),
        b"Name\nAda \x81\n",
        b"Name;Name\nA;B\n",
        b"",
        b"Farbe\nrot\n",
        ("Name\n" + "Ada Probenfeld\n" * 100_000).encode(),
        b"Name\n" + b"x" * 2_100_000,
    ],
    ids=["zip", "damaged", "broken", "twice", "empty", "no-name", "100000-lines", "large"],
)
def test_a_bad_file_is_answered_with_a_sentence_and_changes_nothing(clerk, beirat, data):
    response = clerk.post(_url("members_preview", "beirat"), {"file": _file(data)})

    assert response.status_code == 422
    assert 'role="alert"' in _text(response)
    assert not Person.objects.exists()


def test_pasted_lines_have_the_same_bounds(clerk, beirat):
    many = _list(clerk, *["1;Ada Probenfeld;;;;"] * 100_000)

    assert many.status_code == 422
    assert not Person.objects.exists()


def test_formulas_and_ragged_lines_stay_out_with_a_reason(clerk, beirat):
    response = _list(clerk, '1;"=HYPERLINK(""x"")";;;;', "2;Ada;;;;;;", ";Berta Fiktinger;;;;")

    assert response.context["counts"] == {"new": 1, "changed": 0, "same": 0, "refused": 2}


def test_the_sample_is_read_by_the_page_it_is_for(clerk, beirat):
    sample = clerk.get(_url("members_sample", "beirat"))

    assert sample.headers["Content-Disposition"].startswith("attachment")
    data = sample.content + b"Ada Probenfeld;Mitglied;;Name, Funktion;Formular;ada@mail.example\r\n"
    again = clerk.post(_url("members_preview", "beirat"), {"file": _file(data)})
    assert again.context["counts"]["new"] == 1


def test_the_page_begins_with_two_columns_and_folds_the_others_away(clerk, beirat):
    page = _text(clerk.get(_url("members_list", "beirat"))).partition("<main")[2]
    before, _fold, after = page.partition("<summary>Weitere Spalten")

    assert "<b>Name; Rolle</b>" in before
    assert "Ada Beispiel; Vorsitz<br>" in before
    assert "Einwilligung" not in before
    assert "Name; Rolle; Organisation; Einwilligung" in after.partition("</details>")[0]


def test_the_preview_says_in_plain_words_how_it_reads_and_shows_the_name_once(clerk, beirat):
    text = _text(clerk.post(_url("members_preview", "beirat"), {"lines": "Ada Probenfeld; Gast"}))

    assert "Die erste Zeile nennt keine Überschriften. Wir lesen der Reihe nach: Name, R" in text
    assert "<td>Ada Probenfeld</td>" in text
    assert "Nachname" not in text


def test_the_first_line_with_words_is_line_one_and_a_refusal_reads_as_one(clerk, beirat):
    given = {"lines": "\r\n ;;\r\n\r\nAda Probenfeld; Mitglied; ; keine\r\nJo (neu); ; ; nein"}

    answer = clerk.post(_url("members_preview", "beirat"), given)

    [(_heading, _number, lines)] = answer.context["groups"]
    assert [line["number"] for line in lines] == [1, 2]
    assert [line["agreement"] for line in lines] == ["stimmt nicht zu"] * 2
    assert [len(line["doubts"]) for line in lines] == [0, 1]
    assert "würde Teil des Namens" in _text(answer)


def test_a_secretary_enters_only_people_who_have_a_record(client, beirat):
    client.force_login(account(BodyRole.SECRETARY, beirat))

    preview = _list(client, ";Ganz Neu;;;;")

    assert _enter(client, preview).status_code == 403
    assert not Person.objects.filter(name="Ganz Neu").exists()


# --- Handover -------------------------------------------------------------------------------


def test_all_of_a_colleague_goes_to_another_in_one_act(client, beirat):
    leaver, successor = account(BodyRole.CLERK), account(BodyRole.AUDITOR)
    client.force_login(account(BodyRole.OFFICE_ADMINISTRATOR))
    url = _url("handover_of", leaver.pk)
    assert url in _text(client.get(_url("handover")))
    page = client.get(url)
    keys = [key for key, _label in page.context["acts"]["hand"].form.fields["things"].choices]
    today = timezone.localdate().isoformat()

    done = client.post(
        url, {"do": "hand", "successor": successor.pk, "last_day": today, "things": keys}
    )

    assert done.status_code == 303
    assert Appointment.objects.filter(user=successor, role="clerk").exists()
    assert Appointment.objects.get(user=leaver).ends_on is not None


def test_handover_costs_few_queries(client, beirat, django_assert_max_num_queries):
    leaver = account(BodyRole.CLERK)
    person = PersonFactory(user=leaver)
    for number in range(50):
        MembershipFactory(
            organization=OrganizationFactory(name=f"Runde {number}"),
            person=person,
            kind=MembershipKind.STANDING_GUEST,
        )
    client.force_login(account(BodyRole.OFFICE_ADMINISTRATOR))
    client.get(_url("handover"))

    with django_assert_max_num_queries(12):
        assert client.get(_url("handover")).status_code == 200
    with django_assert_max_num_queries(13):
        assert client.get(_url("handover_of", leaver.pk)).status_code == 200
