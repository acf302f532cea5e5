"""How does it feel at the terminal, who may see what, and whose turn is it?"""

import json
import os
import time

import pytest

from gremienwerk.cli import main
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.commands._lock import SyncRuns, take
from gremienwerk.domain.mirror.commands.add_source import NotASource, SourceDraft, add_source
from gremienwerk.domain.mirror.commands.show_source import show_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.jobs import _children, sync_one, sync_sources
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.mirror.nightly import sync_all
from gremienwerk.domain.mirror.queries import provenance, source_of, sources_shown
from gremienwerk.domain.mirror.syncing import Options
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.trees import ROOT, council_1_1
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.oparl_server import Fault, OparlServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with OparlServer(council_1_1(), entry=f"{ROOT}/system") as server:
        yield server


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


def test_from_the_first_word_to_the_report(server, capsys):
    added = main(["mirror", "add", "stadt", server.url, "--allow-private", "--pause", "0"])
    synced = main(["mirror", "sync", "stadt"])
    screen = capsys.readouterr().out
    reported = main(["mirror", "report", "stadt", "--json"])
    rows = json.loads(capsys.readouterr().out)

    assert (added, synced, reported) == (0, 0, 0)
    assert "list/paper" in screen
    papers = next(row for row in rows if row["type"] == "Paper")
    wanted = ("live", "deleted", "unresolved", "coerced", "refused", "complete")
    assert [papers[word] for word in wanted] == [2, 0, 0, 0, 0, True]
    assert not Body.objects.filter(is_public=True).exists()
    assert main(["mirror", "show", "stadt", "public"]) == 0
    assert Body.objects.get().is_public
    assert main(["mirror", "remap", "stadt"]) == 0


def test_exit_code_tells_that_a_list_was_not_read_to_its_end(server, capsys):
    main(["mirror", "add", "stadt", server.url, "--allow-private", "--pause", "0"])
    server.faults.append(Fault("/list/file", faulty.forbidden))

    code = main(["mirror", "sync"])

    assert code == 1
    assert "! File" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "url"), [("Zwei Worte", "https://a.example"), ("a" * 51, ""), ("a", "ftp://a.example")]
)
def test_refuses_a_source_that_cannot_work_and_leaves_no_trace(by, name, url):
    with pytest.raises(NotASource):
        add_source(SourceDraft(name, url), by=by, now=NOW)

    assert (MirrorSource.objects.count(), Entry.objects.count()) == (0, 0)


def test_wrong_use_and_unknown_names(capsys):
    with pytest.raises(SystemExit) as wrong:
        main(["mirror", "add"])

    assert wrong.value.code == 2
    assert main(["mirror", "sync", "nirgends"]) == 1
    assert "nirgends" in capsys.readouterr().err


def test_only_the_system_adds_and_shows(server, add):
    source, somebody = add(server), UserFactory()

    with pytest.raises(NotAllowed):
        show_source(source, "public", by=somebody, now=NOW)
    with pytest.raises(NotAllowed):
        add_source(SourceDraft("b", "https://b.example"), by=somebody, now=NOW)


def test_showing_switches_all_bodies_and_is_told_once(server, add, mirror, by):
    source = add(server)
    mirror(source)

    for _time in range(2):
        show_source(source, "public", by=by, now=NOW)

    assert Body.objects.get().is_public
    assert [shown.name for shown in sources_shown()] == ["stadt"]
    assert Entry.objects.filter(kind="mirror.source-shown").count() == 1


def test_two_runs_of_one_source_cannot_overlap(server, add, mirror):
    source = add(server)
    take(source, now=NOW)

    with pytest.raises(SyncRuns):
        mirror(source)

    assert server.requests == []


def test_a_dead_run_loses_the_lock(server, add, mirror):
    source = add(server)
    take(source, now=NOW)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    MirrorSource.objects.update(lock_pid=pid)

    assert mirror(source).is_complete
    assert source.lock_token == ""


def test_the_night_probes_and_syncs_all_and_skips_the_demo(server, add, by, clock):
    add(server)
    add_source(SourceDraft("demo"), by=by, now=NOW, bodies=[BodyFactory()])

    around = Surroundings(clock.now, clock.sleep)

    assert sync_all(Options(around), by=by) == 1
    assert Capability.objects.exists()  # first contact is a probe


def test_a_job_only_begins_a_sync_and_other_jobs_go_on(server, add, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    source = add(server)

    began = time.monotonic()
    assert sync_sources.call() == 1
    sync_one.call(source.pk)
    taken = time.monotonic() - began

    children = _children[-2:]
    codes = [child.wait(60) for child in children]
    assert taken < 1  # the children need longer than that to find no tables
    assert codes[1] != 0
    assert [child.args[3:] for child in children] == [
        ["mirror", "sync", "--nightly"],
        ["mirror", "sync", "stadt"],
    ]


def test_a_page_can_say_from_where_and_how_old(server, add, mirror, by, django_assert_num_queries):
    source = add(server)
    mirror(source)
    body = Body.objects.get()
    organization = body.organizations.first()
    demo = Body.objects.create(slug="demo", name="Demo")
    add_source(SourceDraft("demo", label="Demo-BVV"), by=by, now=NOW, bodies=[demo])

    with django_assert_num_queries(1):
        views = source_of([body, demo], now=NOW)
    with django_assert_num_queries(1):
        told = provenance(organization, now=NOW)

    assert (views[body.pk].label, views[body.pk].license) == ("Musterstadt", "CC BY 4.0")
    assert (views[demo.pk].is_demo, views[demo.pk].is_stale) == (True, False)
    assert (told.source, told.fetched_at) == (views[body.pk], source.last_success_at)
    late = source_of([body], now=NOW.replace(month=4))[body.pk]
    assert (late.is_stale, late.stale_since) == (True, source.last_success_at)
    assert provenance(BodyFactory()) is None
