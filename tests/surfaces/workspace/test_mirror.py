"""The pages of mirrored sources: seen by the office, acted on by whom may, without loss."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.fetching.client import Reach
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.surfaces.workspace.mirror import adding
from tests.domain.mirror.vendors.council import ROOT, council, paper
from tests.factories.accounts import UserFactory
from tests.factories.roles import account
from tests.oparl_server import Fault, OparlServer, html
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


# --- Adding a source ------------------------------------------------------------------------

NEW = reverse("workspace:mirror_new")


@pytest.fixture
def server(monkeypatch):
    """A server on this machine, which is allowed here as an exception."""
    monkeypatch.setattr(adding, "REACH", Reach(is_private_allowed=True))
    with OparlServer(council(paper=[paper(1)]), entry=f"{ROOT}/system") as server:
        yield server


def given(server, **facts):
    said = {"url": server.url, "name": "neue-stadt", "shown": "internal", "pause": "0.5"}
    return {**said, **facts}


def test_a_source_is_looked_at_before_it_is_kept(client, source, server):
    admin = signed_in(client, BodyRole.OFFICE_ADMINISTRATOR)
    assert NEW in admin.get(LIST).content.decode()

    page = admin.post(NEW, given(server, do="look"))

    assert page.status_code == 200
    assert 'value="add"' in page.content.decode()
    assert 'value="add"' not in admin.get(NEW).content.decode()
    assert not MirrorSource.objects.filter(name="neue-stadt").exists()

    answer = admin.post(NEW, given(server, do="add", shown="public"))

    made = MirrorSource.objects.get(name="neue-stadt")
    assert answer.headers["Location"] == reverse("workspace:mirror_source", args=["neue-stadt"])
    assert (made.url, made.shown, made.pause_seconds) == (server.url, "public", 0.5)
    assert made.shown_by is not None
    assert made.label


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"url": "stadt"}, "https://"),
        ({"url": "http://127.0.0.1:1/system"}, "privaten Netz"),
        ({"url": "http://10.0.0.1/system"}, "privaten Netz"),
        ({"name": "Stadt Muster"}, "Kurzname"),
        ({"name": "muster"}, "muster"),
        ({"name": "neu"}, "neu"),
        ({"pause": "-1"}, "Pause"),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence(client, source, server, facts, words):
    if "url" in facts:
        adding.REACH = Reach()  # as it is outside of tests; the fixture takes it back
    before = {*MirrorSource.objects.values_list("name", flat=True)}
    admin = signed_in(client, BodyRole.OFFICE_ADMINISTRATOR)

    answer = admin.post(NEW, given(server, do="add", **facts))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert {*MirrorSource.objects.values_list("name", flat=True)} == before


def test_a_web_page_is_no_source(client, source, server):
    server.faults.append(Fault("/system", html))
    answer = signed_in(client, BodyRole.OFFICE_ADMINISTRATOR).post(NEW, given(server, do="look"))
    assert answer.status_code == 422
    assert "Webseite" in answer.content.decode()


def test_only_who_administers_adds(client, source, server):
    clerk = signed_in(client, BodyRole.CLERK)
    assert NEW not in clerk.get(LIST).content.decode()
    assert clerk.get(NEW).status_code == 403
    assert clerk.post(NEW, given(server, do="add")).status_code == 403
    assert server.requests == []


# --- Steering, resting, news ----------------------------------------------------------------


def test_switches_are_a_form_and_two_people_lose_nothing(client, source):
    clerk = signed_in(client, BodyRole.CLERK)
    said = {
        "do": "steer",
        "pause_seconds": "2",
        "hosts": "dateien.stadt.example\n\n",
        "volatile": "seen\nviews",
        "rewrites": "http://alt.example/o -> https://neu.example/o",
        "is_swapped": "on",
    }

    assert clerk.post(HERE, said).status_code == 303

    source.refresh_from_db()
    assert (source.pause_seconds, source.hosts) == (2.0, ["dateien.stadt.example"])
    assert (source.volatile, source.is_swapped) == (["seen", "views"], True)
    assert source.rewrites == [["http://alt.example/o", "https://neu.example/o"]]
    for bad in ({"rewrites": "nur eine"}, {"hosts": "https://x.example/"}, {"pause_seconds": "x"}):
        assert clerk.post(HERE, {**said, **bad}).status_code == 422
    source.refresh_from_db()
    assert source.hosts == ["dateien.stadt.example"]


def test_a_resting_server_and_news_are_told(client, source):
    until = timezone.now() + timedelta(minutes=30)
    MirrorSource.objects.update(rests_until=until)
    source.runs.update(news=[{"type": "Paper", "word": "new", "number": 7}])
    clerk = signed_in(client, BodyRole.CLERK)

    page = clerk.get(HERE).content.decode()

    assert "7 neue Drucksachen" in page
    assert (
        f"{timezone.localtime(until):%H:%M}" in page or f"{timezone.localtime(until).hour}" in page
    )
    assert '"sync"' not in page
    assert "7 neue Drucksachen" in clerk.get(reverse("workspace:desk")).content.decode()
    assert clerk.post(HERE, {"do": "sync"}).status_code == 422
