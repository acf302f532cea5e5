"""Is the way from a body just made to a public one short, and does it say what is done?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole, ImageDecision
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.profiles import parse
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent
from tests.factories.organizations import MembershipFactory, OfficeFactory, OrganizationFactory
from tests.factories.people import ConsentFactory
from tests.factories.roles import account
from tests.network_file.samples import PROFILE
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
HERE = "/arbeit/gremien/runde/"
CONSENTS, PREVIEW = f"{HERE}mitglieder/einwilligungen/", f"{HERE}vorschau/"
PUBLISH = f"{HERE}veroeffentlichen/"
BUTTON = 'name="do" value="publish"'


@pytest.fixture
def clerk(client):
    set_stage()
    client.force_login(account(BodyRole.CLERK))
    return client


@pytest.fixture
def draft(clerk):
    body = OrganizationFactory(
        slug="runde",
        name="Runde",
        purpose="Berät den Bezirk.",
        sphere="politics",
        stewardship="own",
        published_at=None,
        image_decision=ImageDecision.NONE_ON_PURPOSE,
    )
    adopt_profile(body, parse(PROFILE), by=system_user(), now=timezone.now())
    return body


def _steps(page):
    return [(stop.label, stop.is_done) for stop in page.context["way"].stops]


def test_the_steps_say_what_is_done_on_the_preview_too(clerk, draft):
    begun = _steps(clerk.get(f"{HERE}mitglieder/"))
    row = MembershipFactory(organization=draft)
    ConsentFactory(person=row.person)
    page = clerk.get(PREVIEW)

    names = ["Angelegt", "Mitglieder", "Einwilligungen", "Ansehen", "Veröffentlichen"]
    assert begun == list(zip(names, [True, False, False, False, False], strict=True))
    assert _steps(page) == list(zip(names, [True, True, True, True, False], strict=True))
    assert page.text.count('aria-current="step"') == 1
    assert 'Ansehen<span class="vh">, erledigt</span>' in page.text
    assert _steps(clerk.get(PUBLISH))[3] == ("Ansehen", True)


def test_the_button_leads_to_the_first_step_that_is_not_done(clerk, draft):
    row = MembershipFactory(organization=draft)
    before = clerk.get(f"{HERE}mitglieder/").context["way"].onward
    ConsentFactory(person=row.person)
    agreed = clerk.get(f"{HERE}mitglieder/")
    clerk.get(PREVIEW)
    looked = clerk.get(f"{HERE}mitglieder/").context["way"].onward

    assert before.label == "Einwilligungen"
    assert "Weiter: Ansehen" in agreed.text
    assert "Weiter: Einwilligungen" not in agreed.text
    assert looked.label == "Veröffentlichen"


@pytest.mark.parametrize("address", [f"{HERE}mitglieder/", PREVIEW])
def test_one_click_publishes_where_the_check_found_nothing(clerk, draft, address):
    assert BUTTON in clerk.get(address).text

    clerk.post(PUBLISH, {"do": "publish"})

    assert Organization.objects.public().filter(slug="runde").exists()
    assert clerk.get(address).context.get("way") is None


@pytest.mark.parametrize("address", [f"{HERE}mitglieder/", PREVIEW])
def test_findings_are_shown_before_it_is_published(clerk, draft, address):
    Organization.objects.filter(pk=draft.pk).update(image_decision=ImageDecision.OPEN)

    page = clerk.get(address).text

    assert BUTTON not in page
    assert PUBLISH in page
    assert "Über das Bild ist noch nicht entschieden." in clerk.get(PUBLISH).text


def test_nobody_who_may_not_publish_gets_a_button(clerk, draft):
    Organization.objects.filter(pk=draft.pk).update(purpose="")

    assert PUBLISH + "#act" not in clerk.get(f"{HERE}mitglieder/").text
    assert BUTTON not in clerk.get(PREVIEW).text
    assert 'name="then"' not in clerk.get(CONSENTS).text


def _tick(clerk, draft):
    person = MembershipFactory(organization=draft).person
    given = {f"p{person.pk}-was": "", f"p{person.pk}": "name", "evidence": "Formular"}
    given["declared_on"] = today().isoformat()
    return clerk.post(CONSENTS, {**given, "then": "publish"}, follow=True)


def test_consents_are_saved_and_the_body_published_at_once(clerk, draft):
    page = _tick(clerk, draft)

    agreed = Consent.objects.valid().filter(person__memberships__organization=draft)
    assert [row.purpose for row in agreed] == [ConsentPurpose.NAME]
    assert Organization.objects.public().filter(slug="runde").exists()
    assert "Das Gremium ist öffentlich." in page.text


def test_consents_are_saved_but_findings_are_confirmed_first(clerk, draft):
    Organization.objects.filter(pk=draft.pk).update(image_decision=ImageDecision.OPEN)

    page = _tick(clerk, draft)

    agreed = Consent.objects.valid().filter(person__memberships__organization=draft)
    assert [row.purpose for row in agreed] == [ConsentPurpose.NAME]
    assert not Organization.objects.public().filter(slug="runde").exists()
    assert page.redirect_chain == [(PUBLISH, 303)]
    assert "Das Gremium ist noch nicht öffentlich" in page.text


def test_it_is_said_before_publishing_what_stays_hidden_and_why(clerk, draft):
    MembershipFactory(organization=draft, person=None, party=OfficeFactory(published_at=None))
    MembershipFactory(organization=draft, person=None, party=OfficeFactory())

    page = clerk.get(PUBLISH).text

    assert "1 Organisation bleibt verborgen, weil sie selbst nicht veröffentlicht ist." in page
    assert "ohne Einwilligung" not in page


def test_what_was_done_is_not_told_on_a_later_page(clerk):
    start = {"do": "begin", "start": "round_table", "name": "Runde Zwei", "purpose": "Hilft."}
    made = clerk.post("/arbeit/gremien/neu/", start)
    members = made["Location"]
    said = "Das Gremium ist angelegt."

    assert said not in clerk.get("/arbeit/gremien/").text
    assert said not in clerk.get(members).text


def test_a_word_in_braces_is_explained_by_what_it_says_now(clerk, draft):
    page = clerk.get(f"{HERE}texte/work/")

    assert "<code>{rhythm}</code> „kein fester Abstand“" in page.text


def test_whose_last_day_is_today_belongs_until_midnight(clerk, draft):
    row = MembershipFactory(
        organization=draft, person__name="Wanda Heute", ends_on=today() + timedelta(days=1)
    )
    gone = MembershipFactory(organization=draft, person__name="Xaver Gestern", ends_on=today())
    now = clerk.get(f"{HERE}mitglieder/").text
    ended = clerk.get(f"{HERE}mitglieder/?zeigen=beendet").text

    assert "heute letzter Tag" in now
    assert row.person.name in now
    assert gone.person.name in ended
    assert row.person.name not in ended
