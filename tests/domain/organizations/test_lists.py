from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.commands.enter_list import (
    EnteredAlready,
    NothingToEnter,
    PreviewOutOfDate,
    enter_list,
)
from gremienwerk.domain.organizations.commands.take_back_list import (
    NotToBeTakenBack,
    take_back_list,
)
from gremienwerk.domain.organizations.member_list import (
    COLUMNS,
    NOTHING_FOR_ALL,
    REQUIRED,
    ForAll,
    consent_words_proposed,
    entry_of,
    role_words,
)
from gremienwerk.domain.organizations.models import EnteredList, Membership, VotingRight
from gremienwerk.domain.organizations.queries.entering import Outcome, plan
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.tables import read_table
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SeatFactory
from tests.factories.people import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
HEADING = "Sitz;Name;Rolle;von;bis;E-Mail"


@pytest.fixture
def beirat():
    body = OrganizationFactory()
    for number in (1, 2, 3):
        SeatFactory(organization=body, number=number)
        SeatFactory(organization=body, number=number, kind=MembershipKind.DEPUTY)
    return body


def _entries(*lines):
    table = read_table("\n".join([HEADING, *lines]), COLUMNS, REQUIRED)
    words = role_words()
    return [entry_of(line, words) for line in table.lines]


def _plan(body, *lines, actor=None):
    return plan(body, _entries(*lines), actor=actor or system_user(), on=TODAY)


def _enter(body, *lines, now=NOW):
    token = _plan(body, *lines).token
    return enter_list(body, _entries(*lines), token=token, by=system_user(), now=now)


def _outcomes(planned):
    return [line.outcome for line in planned.lines]


def _state():
    rows = Membership.objects.alive().order_by("pk")
    return (
        list(rows.values_list("person__name", "kind", "role", "seat__number", "ends_on")),
        list(Person.objects.alive().order_by("pk").values_list("name", "email")),
        VotingRight.objects.count(),
    )


def test_new_people_take_their_seats_at_once(beirat):
    entered = _enter(
        beirat,
        "1;Ada Musterlein;Vorsitz;01.03.2026;;ada@mail.example",
        "1;Berta Probenfeld;Stellvertretung;2026-03-01;31.12.2027;",
        ";Cem Versuch;ständiger Gast;;;",
    )

    assert _state() == (
        [
            ("Ada Musterlein", "member", "chair", 1, None),
            ("Berta Probenfeld", "deputy", "", 1, date(2028, 1, 1)),
            ("Cem Versuch", "standing_guest", "", None, None),
        ],
        [("Ada Musterlein", "ada@mail.example"), ("Berta Probenfeld", ""), ("Cem Versuch", "")],
        1,
    )
    assert [e.kind for e in Entry.objects.order_by("pk")] == [
        "organizations.member_appointed",
        "organizations.list_entered",
    ]
    take_back_list(entered, by=system_user(), now=LATER)
    assert _state() == ([], [], 0)


def test_who_is_known_is_found_changed_and_put_back(beirat):
    ada = PersonFactory(name="Ada Musterlein", email="")
    MembershipFactory(
        organization=beirat, person=ada, seat=beirat.seats.get(number=1, kind="member")
    )
    same = MembershipFactory(
        organization=beirat, person=PersonFactory(name="Berta B.", email="b@mail.example")
    )
    before = _state()
    lines = (
        "1;Musterlein, Ada;Vorsitz;;31.12.2026;ada@mail.example",
        ";Dr. Berta B.;;;;B@mail.example",
    )

    planned = _plan(beirat, *lines)
    entered = _enter(beirat, *lines)

    assert _outcomes(planned) == [Outcome.CHANGED, Outcome.SAME]
    assert planned.lines[0].differences == (
        ("role", "chair"),
        ("last_day", "2026-12-31"),
        ("email", "ada@mail.example"),
    )
    assert planned.lines[1].membership == same
    assert _state()[0][0] == ("Ada Musterlein", "member", "chair", 1, date(2027, 1, 1))
    take_back_list(entered, by=system_user(), now=LATER)
    assert _state() == before


@pytest.mark.parametrize(
    "line",
    [
        "9;Ada Muster;;;;",  # no such seat
        "1;Ada Muster;;;;",  # held
        "x;Ada Muster;;;;",
        "2;;;;;",
        "2;123;;;;",
        "2;Ada Muster;Königin;;;",
        "2;Ada Muster;;31.02.2026;;",
        "2;Ada Muster;;2026-03-01;2026-01-01;",
        "2;Ada Muster;;;;keine-adresse",
        "2;Ada Muster;;;;held@mail.example",  # somebody else's address
        "2;Zwilling;;;;",  # two records
        "2;Ada Muster;Vorsitz;;;",  # there is a chair
        "2;Chef Muster;;;;",  # holds another seat
        "2;=cmd();;;;",
        "2;Ada;;;;;;",
    ],
)
def test_a_line_that_does_not_fit_says_why_and_changes_nothing(beirat, line):
    seat = beirat.seats.get(number=1, kind="member")
    chef = PersonFactory(name="Chef Muster", email="held@mail.example")
    MembershipFactory(organization=beirat, person=chef, seat=seat, role=Role.CHAIR)
    PersonFactory(name="Zwilling")
    PersonFactory(name="Zwilling")
    before = _state()

    planned = _plan(beirat, line)

    assert _outcomes(planned) == [Outcome.REFUSED]
    assert planned.lines[0].reasons[0]
    with pytest.raises(NothingToEnter):
        _enter(beirat, line)
    assert _state() == before


def test_lines_of_one_list_do_not_take_the_same_seat_or_name(beirat):
    planned = _plan(
        beirat, "1;Ada A;;;;", "1;Berta B;;;;", "2;Ada A;;;;", "3;Cem C;Vorsitz;;;", ";D;Vorsitz;;;"
    )

    assert _outcomes(planned) == ["new", "refused", "refused", "new", "refused"]


def test_a_list_is_entered_once(beirat):
    lines = ("1;Ada A;;;;",)
    token = _plan(beirat, *lines).token
    entered = enter_list(beirat, _entries(*lines), token=token, by=system_user(), now=NOW)

    with pytest.raises(EnteredAlready):
        enter_list(beirat, _entries(*lines), token=token, by=system_user(), now=NOW)

    assert Membership.objects.count() == 1
    take_back_list(entered, by=system_user(), now=LATER)
    with pytest.raises(NotToBeTakenBack):
        take_back_list(entered, by=system_user(), now=LATER)
    _enter(beirat, *lines)
    assert Membership.objects.alive().count() == 1


def test_only_what_was_seen_is_entered(beirat):
    token = _plan(beirat, "1;Ada A;;;;").token
    MembershipFactory(organization=beirat, seat=beirat.seats.get(number=1, kind="member"))

    with pytest.raises(PreviewOutOfDate):
        enter_list(beirat, _entries("1;Ada A;;;;"), token=token, by=system_user(), now=NOW)

    assert not EnteredList.objects.exists()


def test_what_somebody_worked_on_with_is_not_taken_back(beirat):
    entered = _enter(beirat, "1;Ada A;;;;")
    Membership.objects.update(modified_at=LATER)

    with pytest.raises(NotToBeTakenBack):
        take_back_list(entered, by=system_user(), now=LATER)


def test_others_may_not(beirat):
    with pytest.raises(NotAllowed):
        enter_list(beirat, _entries("1;A B;;;;"), token="", by=UserFactory(), now=NOW)


def test_a_long_list_costs_few_queries(beirat, django_assert_max_num_queries):
    lines = [f";Person Nummer{n};Gast;;;p{n}@mail.example" for n in range(5000)]
    entries = _entries(*lines)

    with django_assert_max_num_queries(5):
        planned = plan(beirat, entries, actor=system_user(), on=TODAY)
    with django_assert_max_num_queries(232):
        enter_list(beirat, entries, token=planned.token, by=system_user(), now=NOW)

    assert Membership.objects.count() == 5000


AGREED = "Name;Einwilligung;Nachweis"


def _with_consents(*lines, for_all=NOTHING_FOR_ALL):
    table = read_table("\n".join([AGREED, *lines]), COLUMNS, REQUIRED)
    return [entry_of(line, role_words(), for_all) for line in table.lines]


def _agreements():
    rows = Consent.objects.valid().order_by("person__name", "purpose")
    return list(rows.values_list("person__name", "purpose", "evidence"))


def test_consents_come_with_the_list_and_go_with_it(beirat):
    ada = PersonFactory(name="Ada Muster", agrees=[ConsentPurpose.NAME])
    MembershipFactory(organization=beirat, person=ada, modified_at=NOW)
    before = _agreements()
    entries = _with_consents(
        "Ada Muster;Name, Funktion;Mail vom 3.3.",
        "Berta Probe;;",
        "Cem Versuch;keine;",
        for_all=ForAll((ConsentPurpose.PHOTO,), "Formular"),
    )
    planned = plan(beirat, entries, actor=system_user(), on=TODAY)

    entered = enter_list(beirat, entries, token=planned.token, by=system_user(), now=NOW)

    assert planned.lines[0].differences == (("agrees", "function"),)
    assert sorted(set(_agreements()) - set(before)) == [
        ("Ada Muster", "function", "Mail vom 3.3."),
        ("Berta Probe", "photo", "Formular"),
    ]
    facts = Entry.objects.filter(kind="people.consents_set").order_by("pk")
    assert [fact.payload["given"] for fact in facts] == [["photo"], ["function"]]
    take_back_list(entered, by=system_user(), now=LATER)
    assert _agreements() == before
    assert not Person.objects.alive().filter(name="Berta Probe").exists()


@pytest.mark.parametrize("word", ["Beruf oder Amt", "Funktion", "beruf", "Amt", "function"])
def test_a_list_says_occupation_or_office_as_the_boxes_do_and_as_it_used_to(word):
    [entry] = _with_consents(f"Ada Muster;Name und {word};Mail vom 3.3.")

    assert entry.consents == (ConsentPurpose.NAME, ConsentPurpose.FUNCTION)
    assert "Beruf oder Amt" in consent_words_proposed()
    with translation.override("de"):
        assert str(ConsentPurpose.FUNCTION.label).startswith("Beruf oder Amt")


def _signed(*lines, heading=f"{AGREED};Unterschrieben am", for_all=NOTHING_FOR_ALL):
    table = read_table("\n".join([heading, *lines]), COLUMNS, REQUIRED)
    return [entry_of(line, role_words(), for_all) for line in table.lines]


def test_a_line_says_when_it_was_signed_and_the_list_can_be_taken_back(beirat):
    everybody = ForAll((ConsentPurpose.PHOTO,), "Formular", date(2026, 5, 1))
    entries = _signed(
        "Ada Muster;Name;Mail;12.5.2026", "Berta Probe;;;", "Cem Versuch;;;2026-05-13",
        for_all=everybody,
    )  # fmt: skip
    planned = plan(beirat, entries, actor=system_user(), on=TODAY)

    entered = enter_list(beirat, entries, token=planned.token, by=system_user(), now=NOW)

    rows = Consent.objects.order_by("person__name").values_list("person__name", "given_on")
    assert list(rows) == [
        ("Ada Muster", date(2026, 5, 12)),
        ("Berta Probe", date(2026, 5, 1)),
        ("Cem Versuch", date(2026, 5, 13)),
    ]
    take_back_list(entered, by=system_user(), now=LATER)
    assert not Consent.objects.exists()


def test_a_line_without_any_day_was_signed_today(beirat):
    entries = _signed("Ada Muster;Name;Mail;")
    planned = plan(beirat, entries, actor=system_user(), on=TODAY)

    enter_list(beirat, entries, token=planned.token, by=system_user(), now=NOW)

    assert Consent.objects.get().given_on == TODAY


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2.6.2026", "2 June 2026 is yet to come"),
        ("12.5.1926", "12 May 1926 is too long ago"),
        ("1.3.2026", "withdrawn on 1 April 2026"),
        ("neulich", "“neulich” is no day"),
    ],
)
def test_a_line_that_cannot_have_been_signed_on_its_day_stays_out(beirat, day, said):
    ada = PersonFactory(name="Ada Muster")
    ConsentFactory(person=ada, withdrawn_on=date(2026, 4, 1))
    lines = (f"Ada Muster;Name;Mail;{day}", "Berta Probe;keine;;")

    planned = plan(beirat, _signed(*lines), actor=system_user(), on=TODAY)

    assert _outcomes(planned) == [Outcome.REFUSED, Outcome.NEW]
    assert said in planned.lines[0].reasons[0].replace("\xa0", " ")


def test_the_day_of_a_line_without_a_new_consent_keeps_nothing_out(beirat):
    [line] = plan(
        beirat, _signed("Ada Muster;keine;;2.6.2026"), actor=system_user(), on=TODAY
    ).lines

    assert line.outcome == Outcome.NEW


@pytest.mark.parametrize("word", ["Unterschrieben am", "Einwilligung vom", "signed on"])
def test_the_column_of_the_day_has_several_names(word):
    [entry] = _signed("Ada Muster;Name;Mail;12.5.2026", heading=f"{AGREED};{word}")

    assert entry.declared_on == date(2026, 5, 12)


@pytest.mark.parametrize(
    "said",
    ["nein", "Keine", "stimmt nicht zu", "nicht zugestimmt", "Lehnt ab.", "keine Einwilligung"],
)
def test_who_agrees_to_nothing_says_so_in_any_words(beirat, said):
    everybody = ForAll((ConsentPurpose.NAME,), "Formular")

    planned = plan(
        beirat,
        _with_consents(f"Ada Muster;{said};", for_all=everybody),
        actor=system_user(),
        on=TODAY,
    )

    assert _outcomes(planned) == [Outcome.NEW]
    assert planned.lines[0].entry.declines
    assert planned.lines[0].agrees == ()


def test_an_unknown_consent_names_the_word_for_none(beirat):
    [entry] = _with_consents("Ada Muster;Nase;Formular")

    assert "keine" in entry.problems[0]


@pytest.mark.parametrize(
    ("name", "number"),
    [("Ada Muster (stimmt nicht zu)", 1), ("Ada Muster keine", 1), ("Nicht-Kein Keinemann", 1)],
)
def test_a_remark_in_a_name_is_told_before_it_is_entered(beirat, name, number):
    [entry] = _with_consents(f"{name};keine;")

    assert (len(entry.doubts), entry.problems) == (number, ())


@pytest.mark.parametrize("name", ["Anton Keinert", "Ohnesorg, Ida", "Jo Neinhaus"])
def test_a_name_that_only_begins_like_such_a_word_is_a_name(beirat, name):
    [entry] = _with_consents(f"{name};keine;")

    assert entry.doubts == ()


@pytest.mark.parametrize("line", ["Ada Muster;Name;", "Ada Muster;Name, Nase;Formular"])
def test_a_consent_without_evidence_or_with_an_unknown_word_stays_out(beirat, line):
    planned = plan(beirat, _with_consents(line), actor=system_user(), on=TODAY)

    assert _outcomes(planned) == [Outcome.REFUSED]


def test_many_consents_cost_no_query_per_purpose(beirat, django_assert_max_num_queries):
    every = ForAll(tuple(ConsentPurpose), "Formular")
    entries = _with_consents(*[f"Person Nummer{n};;" for n in range(50)], for_all=every)
    planned = plan(beirat, entries, actor=system_user(), on=TODAY)

    with django_assert_max_num_queries(450):  # one fact per person in the log
        enter_list(beirat, entries, token=planned.token, by=system_user(), now=NOW)

    assert Consent.objects.count() == 350
