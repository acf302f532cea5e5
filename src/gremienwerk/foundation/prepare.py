"""What must be in place before pages can be shown? Tables, texts and assets."""

import gettext
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import trans_real


def migrate() -> list[str]:
    """Bring the tables up to date; return the names of the migrations that were missing."""
    missing = missing_migrations()
    if missing:
        call_command("migrate", verbosity=0, interactive=False)
    return missing


def missing_migrations() -> list[str]:
    """Return the migrations that this database has not seen, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def compile_messages() -> list[str]:
    """Compile the translations whose source is newer; return their languages.

    Where the program's own folder cannot be written to, that is left to who installs it.
    """
    compiled = []
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        if not os.access(source.parent, os.W_OK):
            continue
        language = source.parts[-3]
        with source.open("rb") as file:
            catalog = read_po(file, locale=language)
        part = target.with_suffix(f".part{os.getpid()}")  # another process may do the same
        with part.open("wb") as file:
            write_mo(file, catalog)
        part.replace(target)
        compiled.append(language)
    if compiled:
        gettext._translations = {}  # type: ignore[attr-defined] # noqa: SLF001 -- forget the old
        trans_real._translations = {}  # type: ignore[attr-defined] # noqa: SLF001 -- read anew
        trans_real._default = None  # type: ignore[attr-defined] # noqa: SLF001 -- the same
    return compiled


def collect_assets() -> bool:
    """Collect, name by content and compress the assets if one changed; tell whether so."""
    stamp = Path(settings.STATIC_ROOT) / "collected.json"
    state = sha256(json.dumps(sorted(_assets())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)
    return True


def _assets() -> Iterator[tuple[str, int, int]]:
    """Name every asset with its size and its time."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            yield path, facts.st_size, facts.st_mtime_ns
