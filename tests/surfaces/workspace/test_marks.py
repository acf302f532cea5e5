"""The pages of what touches us: found, marked, written by two, printed; for the office alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.notes.commands.edit_mark import edit_mark
from gremienwerk.domain.notes.commands.mark import Marking, mark
from gremienwerk.domain.notes.models import Mark, Report
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.papers.choices import PaperType
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
LIST = reverse("workspace:marks")


@pytest.fixture
def clerk(client):
    set_stage()
    user = account(BodyRole.CLERK)
    client.force_login(user)
    client.get(LIST)
    return user


@pytest.fixture
def committee(clerk):
    council = BodyFactory(slug="rat-dort", is_own=False, is_public=True)
    there = OrganizationFactory(body=council, name="Ausschuss der BVV")
    OrganizationFactory(
        slug="ausschuss-hier", mirrors=there, stewardship="external_mirrored", name="Ausschuss"
    )
    return there


@pytest.fixture
def meeting(committee):
    day = today() + timedelta(days=9)
    return MeetingFactory(
        body=committee.body, organizations=[committee], starts_on=day, name="12. Sitzung"
    )


def text(answer):
    return answer.content.decode()


def new(thing, kind):
    return reverse("workspace:mark_new", args=[kind, thing.pk])


def report_of(meeting):
    return reverse("workspace:report", args=[meeting.pk])


def test_from_a_proposal_to_the_report(client, clerk, meeting):
    item = AgendaItemFactory(meeting=meeting, number="Ö 4", name="Sprachmittlung in Ämtern")
    page = text(client.get(LIST))
    assert new(item, "punkt") in page
    assert report_of(meeting) in page

    fields = {
        "do": "mark",
        "reason": "Wir berichten",
        "responsible": clerk.pk,
        "due_on": f"{today() + timedelta(days=3):%d.%m.%Y}",
    }
    answer = client.post(new(item, "punkt"), fields)
    row = Mark.objects.get()
    assert answer.headers["Location"] == reverse("workspace:mark", args=[row.pk])
    assert row.due_on == today() + timedelta(days=3)

    do = f"item-{row.pk}"
    client.post(report_of(meeting), {"do": do, "text": "Es gibt <b>drei</b> Dolmetscher."})
    client.post(report_of(meeting), {"do": "frame", "opening": "Guten Abend", "closing": "Danke"})

    page = text(client.get(report_of(meeting)))
    assert "Es gibt &lt;b&gt;drei&lt;/b&gt; Dolmetscher." in page
    copied = page[page.index('id="as-text"') :].partition("</textarea>")[0]
    assert copied.index("Guten Abend") < copied.index("Ö 4 Sprachmittlung") < copied.index("Danke")
    assert "Sprachmittlung" in text(client.get(reverse("workspace:desk")))
    assert new(item, "punkt") not in text(client.get(LIST))
    assert client.get(new(item, "punkt")).headers["Location"].endswith(f"/{row.pk}/")


def test_two_people_who_write_lose_nothing(client, clerk, meeting):
    row = mark(AgendaItemFactory(meeting=meeting), Marking("ja"), by=clerk, now=NOW)
    page = text(client.get(report_of(meeting)))
    form = page[page.index(f'value="item-{row.pk}"') :]
    revision = form[form.index('name="revision" value="') + 23 :].partition('"')[0]
    edit_mark(row, {"text": "Von der Kollegin"}, by=account(BodyRole.CLERK), now=timezone.now())

    sent = {"do": f"item-{row.pk}", "text": "Von mir", "revision": revision}
    answer = client.post(report_of(meeting), sent)

    assert answer.status_code == 422
    assert "Von der Kollegin" in text(answer)
    assert "Von mir" in text(answer)
    row.refresh_from_db()
    assert row.text == "Von der Kollegin"


def test_earlier_versions_are_shown(client, clerk, meeting):
    row = mark(AgendaItemFactory(meeting=meeting), Marking("ja"), by=clerk, now=NOW)
    for words in ("Alte Fassung", "Neue Fassung"):
        edit_mark(row, {"text": words}, by=clerk, now=NOW)
    page = text(client.get(reverse("workspace:mark", args=[row.pk])))
    assert "Alte Fassung" in page
    assert "Neue Fassung" in page


def test_the_list_is_narrowed(client, clerk, meeting):
    request = PaperFactory(
        body=meeting.body, released=True, name="Anfrage A", paper_type=PaperType.INQUIRY_MINOR
    )
    paper = PaperFactory(body=meeting.body, released=True, name="Vorlage B")
    item = AgendaItemFactory(meeting=meeting, name="Punkt C")
    for thing, who in ((request, clerk), (paper, None), (item, None)):
        mark(thing, Marking("ja", who), by=clerk, now=NOW)
    edit_mark(item.mark, {"state": "done"}, by=clerk, now=NOW)
    expected = {
        "": "AB",
        "?zustand=alle": "ABC",
        "?zustand=done": "C",
        "?zustand=alle&art=anfrage": "A",
        "?zustand=alle&art=vorlage": "B",
        "?zustand=alle&art=punkt": "C",
        "?wer=ich": "A",
        "?zustand=unsinn": "ABC",
    }
    found = {}
    for query in expected:
        page = text(client.get(LIST + query))
        names = {"A": "Anfrage A", "B": "Vorlage B", "C": "Punkt C"}
        found[query] = "".join(key for key, name in names.items() if name in page)
    assert found == expected


def test_members_are_those_of_the_day(client, clerk, committee, meeting):
    then, now = (
        PersonFactory(body=committee.body, name=name) for name in ("Ada Damals", "Bo Jetzt")
    )
    MembershipFactory(organization=committee, person=then, ends_on=meeting.starts_on)
    MembershipFactory(organization=committee, person=now, starts_on=meeting.starts_on)
    page = text(client.get(report_of(meeting)))
    assert "Bo Jetzt" in page
    assert "Ada Damals" not in page


def test_the_list_costs_the_same_for_one_and_for_many(
    client, clerk, meeting, django_assert_max_num_queries
):
    for number in range(40):
        item = AgendaItemFactory(meeting=meeting, position=number)
        mark(item, Marking("ja", clerk), by=clerk, now=NOW)
    with django_assert_max_num_queries(20):
        client.get(LIST)
    with django_assert_max_num_queries(20):
        client.get(report_of(meeting))


def test_who_does_not_work_in_the_office_sees_nothing(client, clerk, meeting):
    item = AgendaItemFactory(meeting=meeting)
    row = mark(item, Marking("ja"), by=clerk, now=NOW)
    own = OrganizationFactory(slug="anderes")
    pages = (LIST, report_of(meeting), reverse("workspace:mark", args=[row.pk]), new(item, "punkt"))
    for user in (account(), account(BodyRole.CHAIR, own)):
        client.force_login(user)
        assert [client.get(page).status_code for page in pages] == [403] * 4
    client.force_login(account(BodyRole.AUDITOR))
    assert [client.get(page).status_code for page in pages] == [200, 200, 200, 302]
    answers = [
        client.post(report_of(meeting), {"do": "frame", "opening": "x"}),
        client.post(reverse("workspace:mark", args=[row.pk]), {"do": "edit", "reason": "x"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Report.objects.exists()


def test_own_meetings_and_unknown_things_have_no_such_page(client, clerk):
    own = MeetingFactory()
    assert client.get(report_of(own)).status_code == 404
    assert client.get(new(AgendaItemFactory(meeting=own), "punkt")).status_code == 404
    assert client.get(reverse("workspace:mark_new", args=["unsinn", 1])).status_code == 404


def test_no_public_page_tells_of_marks_and_reports(client, clerk, meeting):
    item = AgendaItemFactory(meeting=meeting, name="Punkt")
    row = mark(item, Marking("Geheimer Grund"), by=clerk, now=NOW)
    edit_mark(row, {"text": "Geheimer Text"}, by=clerk, now=NOW)
    client.logout()
    page = text(client.get(reverse("portal:meeting", args=[meeting.pk])))
    assert "Punkt" in page
    assert "Geheimer" not in page
