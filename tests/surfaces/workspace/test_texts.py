"""Texts in the workspace: written, looked at, handed over, released; two editors lose nothing."""

import re

import pytest
from django.urls import reverse

from gremienwerk.domain.organizations.choices import BodyRole, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.texts.models import LintAcceptance, TextDraft, Translation, revision
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
EDIT = reverse("workspace:text", args=["beirat", "work"])
RELEASE = reverse("workspace:texts_release", args=["beirat"])
SAVE = reverse("workspace:text_save", args=["beirat", "work"])


@pytest.fixture
def body():
    set_stage()
    Organization.objects.filter(slug="beirat").update(
        work="So war es.", stewardship=Stewardship.OWN
    )
    return Organization.objects.get(slug="beirat")


@pytest.fixture
def beirat(body):
    Organization.objects.filter(pk=body.pk).update(
        stewardship=Stewardship.SECRETARIAT_OF_INDEPENDENT
    )
    return body


@pytest.fixture
def clerk(client):
    user = account(BodyRole.CLERK)
    client.force_login(user)
    return user


def typed(text, *, seen="So war es.", **more):
    return {"text-de": text, "seen-de": revision(seen), "do": "save", **more}


def test_every_page_answers_with_few_queries(client, body, clerk, django_assert_max_num_queries):
    client.post(EDIT, typed("Wir treffen uns ab und zu.", **{"text-en": "Soon.", "seen-en": ""}))
    pages = [
        reverse("workspace:texts", args=["beirat"]),
        *(f"{EDIT}{part}" for part in ("", "?sprache=en", "vorschau/", "fassungen/")),
        RELEASE,
        reverse("workspace:installation_texts"),
        reverse("workspace:installation_text", args=["accessibility"]),
    ]

    for page in pages:
        with django_assert_max_num_queries(12):
            answer = client.get(page)
        assert answer.status_code == 200, page


def test_saving_keeps_a_draft_and_the_public_page_stays(client, body, clerk):
    answer = client.post(EDIT, typed("So wird es."))

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{EDIT}?sprache=en")
    body.refresh_from_db()
    assert body.work == "So war es."
    assert TextDraft.objects.get().text == "So wird es."
    assert "So wird es." not in client.get("/de/gremien/beirat/").content.decode()


def test_hints_stand_under_their_paragraph_with_a_proposal(client, body, clerk):
    client.post(EDIT, typed("Erst dies.\n\nWir treffen uns im den Räumen."))

    text = client.get(EDIT).content.decode()

    assert "im den" in text.split('class="lint"')[1]
    assert 'value="apply-' in text


def test_a_proposal_is_put_in_and_a_finding_accepted_when_asked(client, body, clerk):
    client.post(EDIT, typed("Wir treffen uns im den Räumen, ab und zu."))
    page = client.get(EDIT).content.decode()
    slip, vague = re.findall(r'value="accept-(\w+)"', page)
    seen = {"seen": "Wir treffen uns im den Räumen, ab und zu."}
    same = "Wir treffen uns im den Räumen, ab und zu."

    without = client.post(EDIT, typed(same, **seen, do=f"accept-{vague}"))
    assert without.status_code == 422
    client.post(EDIT, typed(same, **seen, do=f"accept-{vague}", **{f"reason-{vague}": "So ist es"}))
    client.post(EDIT, typed(same, **seen, do=f"apply-{slip}"))

    assert LintAcceptance.objects.get().reason == "So ist es"
    assert TextDraft.objects.get().text == "Wir treffen uns in den Räumen, ab und zu."
    assert "accept-" not in client.get(EDIT).content.decode()


def test_two_editors_see_both_versions_and_can_keep_both(client, body, clerk):
    client.post(EDIT, typed("Das schrieb die eine."))

    answer = client.post(EDIT, typed("Das schrieb der andere."))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Das schrieb die eine." in page
    assert "Das schrieb der andere." in page
    assert 'value="both-de"' in page
    client.post(EDIT, typed("Das schrieb der andere.", seen="Das schrieb die eine.", do="both-de"))
    assert TextDraft.objects.get().text == "Das schrieb die eine.\n\nDas schrieb der andere."


def test_the_editor_saves_on_its_own_and_says_so(client, body, clerk):
    answer = client.post(
        SAVE, {**typed("So wird es."), "feld": "de"}, headers={"hx-request": "true"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert revision("So wird es.") in page
    assert 'hx-swap-oob="true"' in page
    again = client.post(SAVE, {**typed("Anders.", seen="So war es."), "feld": "de"})
    assert (again.status_code, TextDraft.objects.get().text) == (422, "So wird es.")
    assert client.post(SAVE, {"feld": "en"}).status_code == 422


def test_the_office_releases_what_it_runs(client, body, clerk):
    client.post(EDIT, typed("So wird es.", **{"text-en": "It will be.", "seen-en": revision("")}))
    page = client.get(RELEASE).content.decode()
    values = re.findall(r'name="draft" value="([^"]+)"', page)

    answer = client.post(RELEASE, {"do": "release", "draft": values})

    body.refresh_from_db()
    assert answer.status_code == 303
    assert (body.work, Translation.objects.get(field="work").text) == ("So wird es.", "It will be.")
    twice = client.post(RELEASE, {"do": "release", "draft": values})
    assert twice.status_code == 422
    versions = client.get(f"{EDIT}fassungen/").content.decode()
    assert "<del>" in versions


def test_the_office_hands_over_and_the_board_releases(client, beirat, clerk):
    client.post(EDIT, typed("So wird es.", do="release"))
    page = client.get(RELEASE).content.decode()
    assert 'name="draft"' not in page
    value = f"work:de:{revision('So wird es.')}"
    assert client.post(RELEASE, {"do": "release", "draft": value}).status_code == 403
    assert client.post(RELEASE, {"do": "ask", "note": "Bitte"}).status_code == 303

    client.force_login(account(BodyRole.CHAIR, beirat))
    assert "Bitte" in client.get(RELEASE).content.decode()
    assert client.post(RELEASE, {"do": "release", "draft": value}).status_code == 303

    beirat.refresh_from_db()
    fact = Entry.objects.get(kind="organizations.texts_released")
    assert (beirat.work, fact.payload["from_office"]) == ("So wird es.", ["work:de"])
    text = client.get(f"{EDIT}fassungen/").content.decode()
    assert "Geschäftsstelle" in text or "prepared by the office" in text


def test_members_and_strangers_have_no_texts_to_edit(client, body):
    client.force_login(account(BodyRole.MEMBER, body))
    assert client.get(EDIT).status_code == 403
    other = Organization.objects.get(slug="koordinierungsrunde")
    client.force_login(account(BodyRole.CHAIR, other))
    assert client.get(EDIT).status_code == 404
    assert client.post(EDIT, typed("x")).status_code == 404


def test_an_auditor_reads_and_changes_nothing(client, body):
    client.force_login(account(BodyRole.AUDITOR))

    assert "readonly" in client.get(EDIT).content.decode()
    assert client.post(EDIT, typed("So wird es.")).status_code == 403
    assert client.post(SAVE, {**typed("So wird es."), "feld": "de"}).status_code == 403
    assert not TextDraft.objects.exists()


@pytest.mark.parametrize("field", ["name", "nichts", "pk"])
def test_there_are_no_other_texts(client, body, clerk, field):
    assert client.get(reverse("workspace:text", args=["beirat", field])).status_code == 404


def test_a_text_that_cannot_be_published_is_refused_and_stays_typed(client, body, clerk):
    answer = client.post(EDIT, typed("Am {nirgends}."))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Am {nirgends}." in page
    assert 'role="alert"' in page


def test_a_duties_page_is_edited_by_the_office_only(client, body, clerk):
    address = reverse("workspace:installation_text", args=["accessibility"])
    page = client.get(address).content.decode()
    token = re.search(r'name="revision" value="([^"]*)"', page)[1]

    saved = client.post(address, {"text": "Neu.", "rendering": "New.", "revision": token})
    assert saved.status_code == 303
    late = client.post(address, {"text": "Anders.", "rendering": "New.", "revision": token})
    assert late.status_code == 422
    assert "Neu." in late.content.decode()
    page = client.get(address).content.decode()
    token = re.search(r'name="revision" value="([^"]*)"', page)[1]
    empty = client.post(address, {"text": " ", "rendering": "", "revision": token})
    assert empty.status_code == 422
    client.force_login(account(BodyRole.AUDITOR))
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "x", "rendering": ""}).status_code == 403
    client.force_login(account(BodyRole.CHAIR, body))
    assert client.get(address).status_code == 403


def test_hints_of_what_is_public_and_of_its_draft_are_counted_apart(client, body, clerk):
    body.work = "Wir treffen uns im den Räumen."
    body.save()
    client.post(EDIT, typed("Wir treffen uns hier.", seen=body.work))

    rows = client.get(reverse("workspace:texts", args=["beirat"])).context["rows"]
    [work] = [row for row in rows if row["url"] == EDIT]

    assert (work["hints"], work["in_draft"]) == (1, 0)
