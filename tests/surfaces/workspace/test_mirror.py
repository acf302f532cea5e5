"""The pages of mirrored sources: seen by the office, acted on by whom may, without loss."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.accounts import UserFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
LIST = reverse("workspace:mirror")
HERE = reverse("workspace:mirror_source", args=["muster"])


@pytest.fixture
def source(db):
    set_stage()
    draft = SourceDraft("muster", "https://stadt.example/oparl", label="Stadt Muster")
    made = add_source(draft, by=system_user(), now=timezone.now())
    made.runs.create(
        state="done",
        started_at=timezone.now(),
        finished_at=timezone.now(),
        is_complete=True,
        counts={"Paper": {"withheld": 30}},
    )
    return made


def signed_in(client, role):
    client.force_login(account(role))
    client.get(LIST)
    return client


def test_the_office_sees_state_age_and_report(client, source, django_assert_max_num_queries):
    clerk = signed_in(client, BodyRole.CLERK)
    assert "Stadt Muster" in clerk.get(LIST).content.decode()

    with django_assert_max_num_queries(22):
        page = clerk.get(HERE).content.decode()

    for do in ("sync", "confirm", "pause", "alarm", "correct"):
        assert f'value="{do}"' in page
    for do in ("show", "remove"):  # for those who administer
        assert f'value="{do}"' not in page


def test_members_and_strangers_do_not(client, source):
    assert client.get(HERE).status_code == 302
    client.force_login(UserFactory())
    client.get(LIST)
    assert client.get(HERE).status_code == 403


def test_the_auditor_only_looks(client, source):
    auditor = signed_in(client, BodyRole.AUDITOR)

    assert auditor.get(HERE).status_code == 200
    assert auditor.post(HERE, {"do": "pause"}).status_code == 403


def test_a_sync_is_a_job(client, source):
    clerk = signed_in(client, BodyRole.CLERK)

    assert clerk.post(HERE, {"do": "sync"}).status_code == 303

    job = DBTaskResult.objects.get(task_path__endswith="sync_one")
    assert job.args_kwargs["args"] == [source.pk]


def test_a_running_sync_says_how_far_it_is(client, source):
    source.runs.create(started_at=timezone.now(), requests=17)
    MirrorSource.objects.update(lock_token="x")  # noqa: S106 -- no password

    page = signed_in(client, BodyRole.CLERK).get(HERE).content.decode()

    assert "17" in page
    assert 'hx-trigger="every 5s"' in page


def test_loss_is_confirmed_and_a_pause_ends_it(client, source):
    clerk = signed_in(client, BodyRole.CLERK)

    assert clerk.post(HERE, {"do": "confirm"}).status_code == 303
    assert clerk.post(HERE, {"do": "alarm"}).status_code == 303
    assert clerk.post(HERE, {"do": "pause"}).status_code == 303

    source.refresh_from_db()
    assert (source.loss_confirmed, source.is_paused) == ({"Paper": 30}, True)
    assert source.alarm_to is not None
    assert clerk.post(HERE, {"do": "sync"}).status_code == 403  # paused sources are not asked


def test_what_is_known_is_corrected_with_a_reason(client, source):
    clerk = signed_in(client, BodyRole.CLERK)
    said = {"do": "correct", "feature": Feature.SINCE, "value": "true"}
    assert clerk.post(HERE, said).status_code == 422

    assert clerk.post(HERE, {**said, "reason": "Im Gespräch geklärt"}).status_code == 303

    row = Capability.objects.get(source=source)
    assert (row.corrected, row.reason) == (True, "Im Gespräch geklärt")
    assert "Im Gespräch geklärt" in clerk.get(HERE).content.decode()


def test_who_administers_shows_hides_and_removes(client, source):
    admin = signed_in(client, BodyRole.OFFICE_ADMINISTRATOR)

    assert admin.post(HERE, {"do": "show"}).status_code == 303
    assert MirrorSource.objects.get(name="muster").shown == "public"
    assert admin.post(HERE, {"do": "remove"}).status_code == 422
    assert admin.post(HERE, {"do": "remove", "is_sure": "on"}).status_code == 303

    assert MirrorSource.objects.get(name="muster").removed_at is not None
    assert admin.get(HERE).status_code == 404
