"""Is this installation in good health?"""

import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.foundation import prepare
from gremienwerk.foundation.events.append_only import is_protected
from gremienwerk.foundation.events.heads import FILE, notes_in
from gremienwerk.foundation.events.verify import first_break
from gremienwerk.foundation.keys import is_readable_by_others, key_file

HELP = gettext_lazy("Check this installation and say what is wrong")


def arguments(parser: ArgumentParser) -> None:
    """Take nothing."""


def run(options: Namespace) -> int:  # noqa: ARG001
    """Print one line per finding; the exit code tells whether there was any."""
    findings = list(_findings())
    for finding in findings:
        print(f"- {finding}")
    if not findings:
        print(_("Everything is in order. Data: %(folder)s") % {"folder": settings.DATA})
    return REFUSED if findings else DONE


def _findings() -> Iterator[str]:
    yield from (
        check.msg
        for check in run_checks(include_deployment_checks=True)
        if check.level >= WARNING and check.id not in settings.SILENCED_SYSTEM_CHECKS
    )
    key = Path(settings.DATA) / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield _("Others can read %(file)s: chmod 600 it.") % {"file": key}
    if is_readable_by_others():
        yield _("Others can read %(file)s: chmod 600 it.") % {"file": key_file()}
    if not settings.MAIL_IS_SET_UP:
        print(_("Note: no mail server is set (GREMIENWERK_SMTP_URL); letters wait."))
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 38):
        yield _("SQLite is older than 3.38.")
    yield from _database_findings()


def _database_findings() -> Iterator[str]:
    try:
        missing = prepare.missing_migrations()
        if missing:
            yield _("The database is not up to date: gremienwerk migrate")
            return
        if not is_protected(connection):
            yield _("The log's protection against changes is missing in the database.")
        place = first_break(notes_in(Path(settings.DATA) / FILE))
        if place:
            yield _("The log was changed: %(place)s.") % {"place": place}
    except DatabaseError as error:
        yield _("The database does not answer: %(reason)s") % {"reason": error}
