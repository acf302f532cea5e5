"""Pictures in the workspace: brought, chosen, described, or left out on purpose."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.files.models import Image
from gremienwerk.domain.organizations.choices import BodyRole, ImageDecision, Stewardship
from gremienwerk.domain.organizations.models import Organization
from tests.domain.files.samples import PNG, docx, svg
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
HERE = reverse("workspace:images", args=["beirat"])
SAID = {
    "do": "upload",
    "alt_text": "Brunnen am Rathaus",
    "author": "Musterlein",
    "license": "CC0 1.0",
    "usage_restriction": "web_only",
}


@pytest.fixture
def body():
    set_stage()
    Organization.objects.filter(slug="beirat").update(
        stewardship=Stewardship.OWN, image=None, image_decision=ImageDecision.OPEN
    )
    return Organization.objects.get(slug="beirat")


@pytest.fixture
def clerk(client, body):
    client.force_login(account(BodyRole.CLERK))
    return client


def bring(client, content=PNG, name="Brunnen Süd.png", **said):
    file = SimpleUploadedFile(name, content, "image/png")
    return client.post(HERE, {**SAID, "file": file, **said})


def test_a_picture_is_brought_and_stands_on_the_page(clerk, body):
    answer = bring(clerk)

    body.refresh_from_db()
    assert answer.status_code == 303
    assert re.fullmatch(r"brunnen-sud-\w{8}", body.image.name)
    assert (body.image.alt_text, body.image_decision) == ("Brunnen am Rathaus", "chosen")
    served = clerk.get(reverse("workspace:image", args=[body.image.name]))
    assert (served.status_code, served.content) == (200, PNG)
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served.headers["Content-Security-Policy"]


def test_the_same_picture_sent_twice_is_kept_once(clerk):
    bring(clerk)

    assert bring(clerk).status_code == 422
    assert Image.objects.filter(alt_text="Brunnen am Rathaus").count() == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<html><script>alert(1)</script>", "brunnen.png", {}),
        (docx("word/document.xml"), "brunnen.png", {}),
        (svg("<script>alert(1)</script>"), "brunnen.svg", {}),
        (b"x" * 5_000_001, "brunnen.png", {}),
        (PNG, "brunnen.png", {"alt_text": ""}),
        (PNG, "brunnen.png", {"alt_text": "brunnen"}),
        (PNG, "brunnen.png", {"alt_text": "Brunnen, nur mit Genehmigung"}),
        (PNG, "brunnen.png", {"author": ""}),
        (PNG, "brunnen.png", {"expires_on": "gestern"}),
        (PNG, "brunnen.png", {"expires_on": "2020-01-01"}),
        (PNG, "brunnen.png", {"usage_restriction": "overall"}),
    ],
)
def test_what_may_not_be_shown_is_refused_and_changes_nothing(clerk, body, content, name, said):
    before = Image.objects.count()

    answer = bring(clerk, content, name, **said)

    body.refresh_from_db()
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert (Image.objects.count(), body.image_decision) == (before, ImageDecision.OPEN)


def test_none_is_a_decision_and_another_can_be_chosen(clerk, body):
    bring(clerk)
    clerk.post(HERE, {"do": "none"})
    body.refresh_from_db()
    assert (body.image, body.image_decision) == (None, ImageDecision.NONE_ON_PURPOSE)

    name = Image.objects.get(alt_text="Brunnen am Rathaus").name
    clerk.post(HERE, {"do": "choose", "image": name})
    body.refresh_from_db()
    assert body.image.name == name
    assert clerk.post(HERE, {"do": "choose", "image": "gibt-es-nicht"}).status_code == 422


def test_what_is_said_of_it_is_changed_and_two_people_lose_nothing(clerk, body):
    bring(clerk)
    page = clerk.get(HERE).content.decode()
    token = re.search(r'name="revision" value="([^"]+)"', page)[1]
    said = {**SAID, "do": "edit", "revision": token}

    assert clerk.post(HERE, {**said, "alt_text": "Brunnen"}).status_code == 303
    late = clerk.post(HERE, {**said, "alt_text": "Wasserspiel"})

    assert late.status_code == 422
    assert (
        Image.objects.get(name=Organization.objects.get(pk=body.pk).image.name).alt_text
        == "Brunnen"
    )
    assert "Wasserspiel" in late.content.decode()


def test_a_picture_whose_right_ran_out_is_listed_for_the_editor(clerk, body):
    bring(clerk)
    body.refresh_from_db()
    Image.objects.filter(pk=body.image_id).update(expires_on=timezone.localdate())

    desk = clerk.get(reverse("workspace:desk")).content.decode()

    assert "Das Recht am Bild endet" in desk
    assert HERE in desk.split("<main")[1]
    assert "abgelaufen" in clerk.get(HERE).content.decode()
    assert "Brunnen am Rathaus" not in clerk.get("/de/gremien/beirat/").content.decode()


def test_the_page_says_whether_files_are_scanned(clerk, settings, tmp_path):
    settings.CLAMD = ""
    none = clerk.get(HERE).content.decode()
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    silent = clerk.get(HERE).content.decode()

    assert none != silent
    assert bring(clerk).status_code == 422


def test_the_page_costs_few_queries(clerk, django_assert_max_num_queries):
    bring(clerk)

    with django_assert_max_num_queries(12):
        assert clerk.get(HERE).status_code == 200


def test_for_an_independent_body_the_board_chooses(client, body):
    Organization.objects.filter(pk=body.pk).update(
        stewardship=Stewardship.SECRETARIAT_OF_INDEPENDENT
    )
    client.force_login(account(BodyRole.CLERK))
    assert bring(client).status_code == 303
    body.refresh_from_db()
    assert body.image is None
    assert client.post(HERE, {"do": "none"}).status_code == 403

    client.force_login(account(BodyRole.CHAIR, body))
    name = Image.objects.get(alt_text="Brunnen am Rathaus").name
    assert client.post(HERE, {"do": "choose", "image": name}).status_code == 303


def test_members_and_auditors_bring_no_pictures(client, body):
    client.force_login(account(BodyRole.MEMBER, body))
    assert client.get(HERE).status_code == 403
    assert bring(client).status_code == 403
    client.force_login(account(BodyRole.AUDITOR))
    assert client.get(HERE).status_code == 200
    assert bring(client).status_code == 403
    assert not Image.objects.filter(alt_text="Brunnen am Rathaus").exists()
