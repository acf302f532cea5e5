"""Does the history of a body tell of its members too, in plain words, one act per line?"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole, EndReason, Role
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, add_rule
from gremienwerk.domain.organizations.commands.admit import Admission, admit
from gremienwerk.domain.organizations.commands.end_membership import end_membership
from gremienwerk.domain.organizations.commands.withdraw_organization import withdraw_organization
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import Person
from tests.factories.organizations import OrganizationFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import FORMAL, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    set_stage()
    user = account(BodyRole.CLERK)
    client.force_login(user)
    return user


@pytest.fixture
def body():
    return OrganizationFactory(
        slug="runde", name="Runde", short_name="", purpose="Sie übt.", abilities=FORMAL
    )


def _acts(client):
    return client.get(reverse("workspace:body_history", args=["runde"])).context["acts"]


def _page(client):
    return client.get(reverse("workspace:body_history", args=["runde"])).content.decode()


def _said(client):
    return [f"{act['what']}: {act['about']}" for act in _acts(client)]


def _admit(body, clerk, name="Ada Probenfeld"):
    admission = Admission(PersonDraft(name=name), role=Role.CHAIR, starts_on=date(2026, 1, 1))
    return admit(body, admission, by=clerk, now=timezone.now())


def test_members_come_go_and_agree_in_one_line_each(client, clerk, body):
    member = _admit(body, clerk)
    set_consents(
        member.person,
        [ConsentPurpose.NAME],
        proof=Proof("Brief", date(2026, 1, 5)),
        by=clerk,
        now=timezone.now(),
    )
    end_membership(
        member,
        date(2026, 7, 1),
        reason=next(iter(EndReason)),
        by=clerk,
        now=timezone.now(),
    )

    ended, agreed, admitted = _acts(client)

    assert ended["what"] == "Mitgliedschaft beendet"
    assert ended["about"].startswith("letzter Tag 30.\xa0Juni 2026, ")
    assert ended["about"].endswith("Ada Probenfeld")
    assert agreed["about"] == "erklärt am 5.\xa0Januar 2026, Ada Probenfeld"
    assert admitted["about"] == "Ada Probenfeld"
    assert ended["undo"]
    client.post(reverse("workspace:undo"), ended["undo"])
    member.refresh_from_db()
    assert member.ends_on is None
    assert _said(client)[0] == "Änderung zurückgenommen: Mitgliedschaft beendet, Ada Probenfeld"


def test_only_who_may_see_people_and_their_consents_reads_of_them(client, clerk, body):
    member = _admit(body, clerk)
    set_consents(
        member.person,
        [ConsentPurpose.AFFILIATION],
        proof=Proof("Brief"),
        by=clerk,
        now=timezone.now(),
    )
    convenor = account(BodyRole.CONVENOR, body)
    client.force_login(convenor)
    sees = Person.objects.visible_to(convenor).filter(pk=member.person_id).exists()

    text = client.get(reverse("workspace:body_history", args=["runde"])).content.decode()

    assert "Mitglied aufgenommen" in text
    assert "Einwilligungen geändert" not in text
    assert ("Ada Probenfeld" in text) == sees


def test_moments_and_rules_are_said_in_words(client, clerk, body):
    add_rule(body, RuleDraft("notice_days", "14", "GO"), by=clerk, now=timezone.now())
    withdraw_organization(body, by=clerk, now=timezone.now())

    page = _page(client)
    withdrawn, rule = _acts(client)

    assert rule["about"] == "Einladung, Tage vorher: 14"
    assert withdrawn["changes"][0]["field"] == "öffentlich seit"
    assert "Uhr" in withdrawn["changes"][0]["old"]
    assert "published_at" not in page


def test_a_list_is_one_line_with_its_number_and_its_way_back(client, clerk, body):
    lines = {"lines": "Name;Rolle\nAda Probenfeld;Mitglied\nJo Muster;Mitglied"}
    seen = client.post(reverse("workspace:members_preview", args=["runde"]), lines).context
    sent = {"lines": seen["text"], "token": seen["token"]}
    assert client.post(reverse("workspace:members_enter", args=["runde"]), sent).status_code == 303

    [entered] = _acts(client)

    assert (entered["what"], entered["about"]) == ("Liste von Mitgliedern eingetragen", "2 neu")
    assert client.post(entered["list_url"]).status_code == 303
    taken_back, entered = _acts(client)
    assert taken_back["what"] == "Liste von Mitgliedern zurückgenommen"
    assert not entered["list_url"]
