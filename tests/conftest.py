"""What does every test stand on? The database at hand, a folder of its own, no network."""

import socket

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.foundation import prepare
from gremienwerk.foundation.events import append_only

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_collection_modifyitems(config, items):
    """Select what this database can do, `only_on("sqlite")`; nothing is ever skipped."""

    def elsewhere(item):
        mark = item.get_closest_marker("only_on")
        return mark is not None and connection.vendor not in mark.args

    config.hook.pytest_deselected(items=[item for item in items if elsewhere(item)])
    items[:] = [item for item in items if not elsewhere(item)]


def pytest_terminal_summary(terminalreporter):
    """Print how many tests were skipped; there is none to be."""
    terminalreporter.write_line(f"{len(_skipped(terminalreporter))} skipped")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail a run that skipped something."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and _skipped(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped(reporter):
    return [*reporter.stats.get("skipped", []), *reporter.stats.get("xfailed", [])]


@pytest.fixture(scope="session", autouse=True)
def _ready(tmp_path_factory):
    """Give the run a data folder of its own, plain assets and compiled translations."""
    data = tmp_path_factory.mktemp("data")
    (data / "static").mkdir()
    prepare.compile_messages()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        DATA=data,
        MEDIA_ROOT=data / "files",
        STATIC_ROOT=data / "static",
        STORAGES={**project.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def _files_go_to_a_folder_of_the_test(settings, tmp_path):
    """Keep the files of one test from the next."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OPEN_DATA = tmp_path / "open-data"


@pytest.fixture(autouse=True)
def _every_test_begins_in_the_first_language():
    """A request leaves its language behind in the thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _stay_on_this_machine(monkeypatch):
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            message = f"A test reached for {address[0]}"
            raise AssertionError(message)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def jobs():
    """The jobs queued so far: [(import path, arguments)]."""

    def queued():
        rows = DBTaskResult.objects.order_by("enqueued_at")
        return [(row.task_path, row.args_kwargs["args"]) for row in rows]

    return queued


@pytest.fixture(scope="session", autouse=True)
def _log_is_emptied_after_real_transactions():
    """Tests with real commits empty every table at their end.

    The log would refuse; and what the migrations wrote, the system's account, must return.
    """
    empty_all_tables = TransactionTestCase._fixture_teardown

    def lift_and_empty(case):
        append_only.lift(connection)
        empty_all_tables(case)
        append_only.protect(connection)
        User.objects.create(email=SYSTEM_EMAIL, name="Gremienwerk", password="!", is_active=False)  # noqa: S106 -- cannot sign in

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield
