"""How does a small office run it? One process: web threads, one job worker, one clock."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from gremienwerk.foundation.timetable.clock import tick

log = logging.getLogger(__name__)
THREADS = 8


def serve(*, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until interrupted; call `ready` with the port once it is open.

    Threads that fall over are set up again. Behind a proxy with HTTPS every request counts
    as safe, since nobody else can reach this port.
    """
    signal.signal(signal.SIGTERM, _stop)
    application = get_wsgi_application()
    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        url_scheme="https" if settings.IS_HTTPS else "http",
    )
    for name, work in (("worker", work_off), ("clock", _tick_on)):
        threading.Thread(target=_keep, args=(work,), name=name, daemon=True).start()
    ready(server.effective_port)
    server.run()


def _stop(_signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _keep(work: Callable[[], None]) -> None:
    """Run `work` for ever; a broken database connection must not end all jobs."""
    while True:
        try:
            work()
        except Exception:
            log.exception("%s failed, starting it again", threading.current_thread().name)
        time.sleep(1)
        close_old_connections()


def work_off() -> None:
    """Do the jobs that wait, one after the other; return when none is left."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        max_tasks=None,
        interval=1,
        startup_delay=False,
        worker_id=f"embedded-{os.getpid()}",
        batch=True,  # return when nothing waits, so that `_keep` sets the pace
    )
    worker.run()


def _tick_on() -> None:
    """Queue the periodic jobs that are due."""
    tick(now=timezone.now())
